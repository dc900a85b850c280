import { createHash } from 'node:crypto';
import type { Finding } from '../../src/core/finding.ts';
import { createEngine, type Engine } from '../../src/detect/engine.ts';
import type { Rule } from '../../src/detect/rule.ts';
import { rules as allRules } from '../../src/detect/rules/index.ts';

/** Building an engine takes longer than most texts: one for each list of rules. */
const engines = new WeakMap<readonly Rule[], Engine>();

/** Scans a text, or bytes, with the rules alone. */
export async function scanText(
  content: string | Uint8Array,
  { path = 'note.md', rules = allRules }: { path?: string; rules?: readonly Rule[] } = {},
): Promise<readonly Finding[]> {
  let engine = engines.get(rules);
  if (engine === undefined) {
    engine = createEngine({
      rules,
      sources: [],
      hash: (text) => createHash('sha256').update(text).digest('hex'),
    });
    engines.set(rules, engine);
  }
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return (await engine.scan({ path, bytes })).findings;
}

/** What a finding's span holds of a text, by lines and columns as an editor would select it. */
export function selected(text: string, { place: { span } }: Finding): string {
  const lines = text.replace(/^\uFEFF/, '').split(/(?<=\r\n|\n|\r(?!\n))/);
  const picked = lines.slice(span.startLine - 1, span.endLine);
  const last = picked.length - 1;
  return picked
    .map((line, index) =>
      line.slice(index === 0 ? span.startColumn - 1 : 0, index === last ? span.endColumn - 1 : undefined),
    )
    .join('');
}

/** Made-up values. Put together from parts, so that this repository holds no string of their format. */
export const madeUp = {
  github: `${'ghp'}_${'x8Kd92mZq0PlrT5vWn3bAA7cGh4JtY6uQwEr'}`,
  password: `Baum${'wolle'}!77`,
  token: 'q8Kd92mZq0PlrT5vWn3bAAz',
};
