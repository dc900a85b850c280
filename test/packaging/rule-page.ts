import { ruleTexts } from '../../src/core/rule-texts.ts';
import { isTopicRule } from '../../src/core/topic-rules.ts';
import type { RuleMeta } from '../../src/detect/rules/catalogue.ts';

/** The documentation page of a rule, which a diagnostic's code leads to. */
export function rulePage({ id, severity, docs }: RuleMeta): string {
  const { title, advice } = ruleTexts[id];
  if (isTopicRule(id)) return topicPage(title, id, advice, docs);
  const kind =
    id === 'note.private' || id === 'note.personal'
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

function topicPage(title: string, id: string, advice: string, docs: string): string {
  return `# ${title}

Rule \`${id}\`, severity high or medium, as sure as the score is.

The words of the note, its name, and what else was found in it say so: \`cloister explain <file>\` lists every one with its
place and weight. A page about the subject is not meant, nor what was published. The note stays readable to agents as its
folder says: a score locks nothing.

## What to do

${advice}

## Why it matters

<${docs}>
`;
}
