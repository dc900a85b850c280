import { createHmac } from 'node:crypto';
import type { Finding } from '../../core/finding.ts';
import {
  applyReplacements,
  mapTexts,
  type Placeholder,
  placeholderKind,
  type Replacement,
  replacementsOf,
} from '../../core/redaction.ts';
import { createScanEngine } from '../engine.ts';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';

const largest = 8 << 20;

/** Findings of texts and files, with placeholders under a key that one conversation has. */
export function contentTools(key: Uint8Array, session: string) {
  const engine = createScanEngine(key);
  const conversation = createHmac('sha256', key).update(`conversation\0${session}`).digest();
  const placeholder: Placeholder = (finding, value) => {
    const hash = createHmac('sha256', conversation).update(value).digest();
    return `⟦${placeholderKind(finding)}:${[...hash.subarray(0, 6)].map((byte) => (byte % 36).toString(36)).join('')}⟧`;
  };

  async function findingsIn(text: string, path: string): Promise<readonly Finding[]> {
    const { findings } = await engine.scan({ path, bytes: Buffer.from(text) });
    return findings.filter(({ rule }) => rule.startsWith('secret.'));
  }

  async function replacementsIn(text: string, path: string): Promise<Replacement[]> {
    return replacementsOf(text, await findingsIn(text, path), placeholder);
  }

  return {
    findingsIn,
    /** Text of a file; undefined for one that is too large or can not be read. */
    textOf: readText,
    /**
     * Redacts a tool's result in its own shape: every text in it, with the values of the whole file where one is
     * named. Returns the result itself where nothing had to go.
     */
    async redact(
      result: unknown,
      path: string | undefined,
    ): Promise<{ readonly result: unknown; readonly count: number }> {
      const texts: string[] = [];
      mapTexts(result, (text) => {
        texts.push(text);
        return text;
      });
      const replacements = new Map<string, string>();
      for (const text of new Set(texts))
        for (const { value, by } of await replacementsIn(withoutNumbers(text), path ?? 'result.md'))
          replacements.set(value, by);
      const file = path === undefined ? undefined : readText(path);
      if (file !== undefined)
        for (const { value, by } of await replacementsIn(file, path ?? '')) replacements.set(value, by);
      if (replacements.size === 0) return { result, count: 0 };
      const sorted = [...replacements]
        .map(([value, by]) => ({ value, by }))
        .sort((left, right) => right.value.length - left.value.length);
      let count = 0;
      const redacted = mapTexts(result, (text) => {
        const next = applyReplacements(text, sorted);
        if (next !== text) count += 1;
        return next;
      });
      return { result: redacted, count };
    },
  };
}

/** Line numbers in front of lines hide what spans several of them. */
function withoutNumbers(text: string): string {
  return text.replace(/^ *\d+(?:\t|→)/gm, '');
}

function readText(path: string): string | undefined {
  try {
    return readPlainFile(path, { largest }).toString('utf8');
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}
