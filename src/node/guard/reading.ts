import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Decision } from '../../core/decision.ts';
import { largestText } from '../../core/redaction.ts';
import { errorCode } from '../walk.ts';
import type { ShownFile } from './content.ts';
import type { Outcome, Scene } from './scene.ts';

type Fields = Readonly<Record<string, unknown>>;

/** True for tools of which the file that they name is looked at. */
export function needsContent(tool: string): boolean {
  return /^(?:Read|NotebookRead|Grep|Edit|MultiEdit)$/.test(tool);
}

/**
 * Judges a call that may run by what the file holds that it reads or edits. Reading in redacted form needs a text; a
 * secret is asked about or refused where the policy says so; no edit reaches into what is hidden, or it would tell.
 */
export async function judgeContent(tool: string, input: Fields, outcome: Outcome, scene: Scene): Promise<Outcome> {
  const { verdict } = outcome.decision;
  if (!outcome.isBusiness || verdict === 'deny' || verdict === 'ask') return outcome;
  const file = fileOf(input, scene);
  if (file === undefined) return outcome;
  const stopped = await stoppedBy(tool, input, file, scene);
  return stopped === undefined ? outcome : { ...outcome, decision: stopped };
}

function fileOf(input: Fields, scene: Scene): ShownFile | undefined {
  const path = input['file_path'] ?? input['notebook_path'] ?? input['path'];
  if (typeof path !== 'string') return undefined;
  const [real] = scene.placesOf(path);
  if (real === undefined || !scene.sight.isBusiness(real)) return undefined;
  if (statSync(real, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  return { path: real, isRedacted: scene.sight.at(real).access === 'redacted' };
}

async function stoppedBy(tool: string, input: Fields, file: ShownFile, scene: Scene): Promise<Decision | undefined> {
  const what = file.path.slice(file.path.lastIndexOf('/') + 1);
  if (file.isRedacted)
    return isPlainText(file.path)
      ? undefined
      : { verdict: 'deny', reason: { id: 'redacted-only-read', what }, path: file.path };
  const answer = scene.contentAnswer([file.path]);
  if (answer === 'allow') return undefined;
  if (tool === 'Edit' || tool === 'MultiEdit') {
    for (const text of oldTexts(input))
      if (await scene.content().isHiddenPart(file, text))
        return { verdict: 'deny', reason: { id: 'hidden-part', what }, path: file.path };
    return undefined;
  }
  if (answer === 'redact' || !(await scene.content().holdsAny(file))) return undefined;
  return { verdict: answer, reason: { id: 'secret-in-file', what }, path: file.path };
}

function oldTexts(input: Fields): string[] {
  const edits = [input, ...(Array.isArray(input['edits']) ? input['edits'] : [])];
  return edits.flatMap((each: unknown) => {
    const text = typeof each === 'object' && each !== null && 'old_string' in each ? each.old_string : undefined;
    return typeof text === 'string' ? [text] : [];
  });
}

/** Pictures, documents and notebooks come in forms of their own, in which nothing can be replaced. */
function isPlainText(path: string): boolean {
  if (/\.(?:ipynb|pdf|png|jpe?g|gif|webp|bmp|tiff?|heic|docx?|xlsx?|pptx?)$/i.test(path)) return false;
  try {
    if (statSync(path).size > largestText) return false;
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(8192);
      return !bytes.subarray(0, readSync(file, bytes)).includes(0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}
