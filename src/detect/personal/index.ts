import type { Source, SourceHit } from '../rule.ts';
import type { RuleMeta } from '../rules/catalogue.ts';

export const personalMeta: readonly RuleMeta[] = [
  { id: 'personal.email', severity: 'low', docs: 'https://www.rfc-editor.org/rfc/rfc5322' },
];

/** Everything personal in a text, in one pass over it. */
export const personalData: Source = {
  literals: [],
  find: (text) =>
    [...text.matchAll(/(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w-])/g)].map(
      ({ index, 0: all }): SourceHit => ({
        id: 'personal.email',
        severity: 'low',
        start: index,
        end: index + all.length,
        rank: 'guess',
      }),
    ),
};
