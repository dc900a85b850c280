import { noteTexts } from '../../src/core/rule-texts/notes.ts';
import { personalTexts } from '../../src/core/rule-texts/personal.ts';
import { secretTexts } from '../../src/core/rule-texts/secrets.ts';
import { vendorTextParts } from '../../src/core/rule-texts/vendors.ts';
import { ruleTexts } from '../../src/core/rule-texts.ts';
import { type DocumentedRule, formatCount } from '../../src/detect/rules/catalogue.ts';
import { validationsOf } from './validations.ts';

/** The chapters of docs/rules.md, each with the ids that it holds. */
const chapters: readonly { readonly title: string; readonly texts: object }[] = [
  { title: 'Secrets without a vendor', texts: secretTexts },
  { title: 'The best known vendors', texts: vendorTextParts.common },
  { title: 'Models, search and tools for agents', texts: vendorTextParts.ai },
  { title: 'Clouds and hosting', texts: vendorTextParts.clouds },
  { title: 'Hosts of git repositories', texts: vendorTextParts.hosts },
  { title: 'Registries, builds, deployment', texts: vendorTextParts.build },
  { title: 'Databases and search', texts: vendorTextParts.data },
  { title: 'Logs, metrics, errors, analytics', texts: vendorTextParts.observability },
  { title: 'Chat, mail, text messages', texts: vendorTextParts.messages },
  { title: 'Payments, banks, exchanges', texts: vendorTextParts.payment },
  { title: 'Customers, identity, social networks, automation', texts: vendorTextParts.business },
  { title: 'Notes, tasks, documents, design', texts: vendorTextParts.tools },
  { title: 'Maps, media, sports, the home and its servers', texts: vendorTextParts.home },
  { title: 'Password managers and private networks', texts: vendorTextParts.access },
  { title: 'Personal data', texts: personalTexts },
  { title: 'Notes as a whole', texts: noteTexts },
];

/** docs/rules.md: every rule with what it finds, how that is validated, its severity, its source and what to do. */
export function rulesDocument(catalogue: readonly DocumentedRule[]): string {
  const byId = new Map<string, DocumentedRule>(catalogue.map((rule) => [rule.id, rule]));
  const parts = chapters.map(({ title, texts }) => {
    const rules = Object.keys(texts).flatMap((id) => byId.get(id) ?? []);
    return `## ${title}\n\n${rules.map(ruleEntry).join('\n')}`;
  });
  return `# Rules

Every rule of Cloister: ${catalogue.length} rules over ${formatCount} formats. A finding names its rule by the id that is the heading here. This page
is made from the rules by \`npm run rule-pages\`.

An agent that reads a file reads the values in it: they go to the model provider and into the transcript on disk. A secret
that was deleted from a note still stands in the git history, in synced copies and in transcripts: replacing it where it was
issued is what makes it harmless.

What holds for all rules: placeholders, values that documentation prints, blotted-out and counted-up values are no
findings. A secret's right checksum raises the severity, a wrong one lowers it and hides the finding in formats alone that
say so below. A number of a person, an account or a card with wrong check digits is none.

${parts.join('\n')}`;
}

function ruleEntry(rule: DocumentedRule): string {
  const { id, severity, sources } = rule;
  const { title, advice } = ruleTexts[id];
  const lines = [
    `- Finds: ${title}`,
    `- Severity: ${severity}`,
    ...validationsOf(rule).map((validation) => `- Validated: ${validation}`),
    `- What to do: ${advice}`,
    ...sources.map((source) => `- Format: <${source}>`),
  ];
  return `### ${id}\n\n${lines.join('\n')}\n`;
}
