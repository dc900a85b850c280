import { ruleTexts } from '../../src/core/rule-texts.ts';
import type { RuleMeta } from '../../src/detect/rules/catalogue.ts';

/** The documentation page of a rule, which a diagnostic's code leads to. */
export function rulePage({ id, severity, docs }: RuleMeta): string {
  const { title, advice } = ruleTexts[id];
  const kind = id.startsWith('note.')
    ? 'The author of the note said so in it. Cloister takes that at its word: nothing in the note takes it back.'
    : 'An agent that reads the file reads this value: it goes to the model provider and into the transcript on disk.';
  return `# ${title}

Rule \`${id}\`, severity ${severity} unless the value itself says more: a right checksum raises it, a wrong one lowers it.

${kind}

## What to do

${advice}

A secret that was deleted from a note still stands in the git history, in synced copies and in transcripts: replacing it
where it was issued is what makes it harmless.

## Where the format is documented

<${docs}>
`;
}
