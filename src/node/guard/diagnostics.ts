import { judgeActions } from './judge.ts';
import type { Scene } from './scene.ts';

/** The tool by which Claude Code reads the editor's list of problems. */
export const diagnosticsTool = 'mcp__ide__getDiagnostics';

/** The editor's diagnostics name places in notes, also in locked ones: those are taken out. */
export function visibleDiagnostics(result: unknown, scene: Scene): unknown {
  if (typeof result === 'string') {
    const inner = parsed(result);
    return typeof inner === 'object' && inner !== null ? JSON.stringify(visibleDiagnostics(inner, scene)) : result;
  }
  if (Array.isArray(result))
    return result.filter((each) => !isHidden(each, scene)).map((each) => visibleDiagnostics(each, scene));
  if (typeof result === 'object' && result !== null)
    return Object.fromEntries(Object.entries(result).map(([key, each]) => [key, visibleDiagnostics(each, scene)]));
  return result;
}

function isHidden(entry: unknown, scene: Scene): boolean {
  if (typeof entry !== 'object' || entry === null || !('uri' in entry) || typeof entry.uri !== 'string') return false;
  return judgeActions([{ act: 'list', path: entry.uri }], scene.judge()).decision.verdict === 'deny';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
