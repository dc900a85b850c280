import { basename, relative, sep } from 'node:path';
import type { Finding, Span, VaultPath } from '../core/finding.ts';
import { isNote } from '../core/note-files.ts';
import { printable } from '../core/printable.ts';
import { ruleTexts } from '../core/rule-texts.ts';
import { findingSentence } from '../core/texts.ts';
import { isTopicRule } from '../core/topic-rules.ts';
import { UserError } from '../core/user-error.ts';
import type { Engine } from '../detect/engine.ts';
import type { ExplainedTopic } from '../detect/topic-hits.ts';
import { bias } from '../detect/topics/index.ts';
import { createScanEngine } from '../node/engine.ts';
import { vaultPathOf, vaultsOf } from '../node/explain.ts';
import { randomKey } from '../node/fingerprint-key.ts';
import { cloisterHome } from '../node/home.ts';
import { fileReader } from '../node/read-file.ts';
import { defaultScanOptions } from '../node/scan.ts';
import { openVaults } from '../node/vaults.ts';
import { recogniseEncryption } from '../stores/encryption.ts';
import { choiceArgument, parseArguments, somePaths } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { namedPath } from './vault-argument.ts';

const help = `Usage: cloister explain <file…> [options]

Says what notes are about and why: for each topic every word, part of the path, finding and pair that counted, with its
place and weight, what was taken off again, and the score. Values of secrets are never shown.

Options:
  --all                 topics that came to nothing, too
  --format <text|json>  how to report (default: text)
  -h, --help            this text

Exit code: 0 done, 2 could not run.
`;

/** What is known of one file. */
interface Explained {
  readonly path: string;
  /** Why it has no topics: it is no note, or could not be read as text. */
  readonly not: 'a note' | 'text' | undefined;
  readonly topics: readonly ExplainedTopic[];
  readonly findings: readonly Finding[];
}

/** `cloister explain`. @throws UserError where a file is not there, is a folder or can not be read. */
export async function explainCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('explain', argv, {
    all: { type: 'boolean' },
    format: { type: 'string' },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  const format = choiceArgument('--format', values.format ?? 'text', ['text', 'json']);
  const engine = createScanEngine(randomKey());
  const all: Explained[] = [];
  for (const text of somePaths('explain', positionals)) all.push(await explainFile(io, engine, text));
  const shown = all.map(({ topics, ...rest }) => ({
    ...rest,
    topics: values.all === true ? topics : topics.filter(({ level }) => level !== 'none'),
  }));
  await io.write(
    format === 'json' ? `${JSON.stringify(shown.map(jsonOf), undefined, 2)}\n` : shown.map(textOf).join('\n'),
  );
  return exitCodes.clean;
}

async function explainFile(io: Io, engine: Engine, text: string): Promise<Explained> {
  const { real, kind } = namedPath(io, text);
  if (kind === 'missing')
    throw new UserError(
      `There is no file ${printable(text)}`,
      'Check the path: it is relative to the folder you are in.',
    );
  if (kind === 'folder')
    throw new UserError(`${printable(text)} is a folder`, 'Name its notes; `cloister scan` looks through folders.');
  const file = fileReader(defaultScanOptions.maxSize)(real);
  if (file.kind === 'skipped' && file.why === 'too-big')
    throw new UserError(
      `${printable(text)} is larger than ${defaultScanOptions.maxSize >> 20} MB`,
      'A note of that size is not looked at; split it.',
    );
  if (file.kind !== 'bytes')
    throw new UserError(`${printable(text)} can not be read`, 'Check its permissions and its size.');
  if (recogniseEncryption(file.bytes) !== undefined)
    throw new UserError(`${printable(text)} is encrypted`, 'Explain the note that it was made from.');
  const path = pathOf(io, real);
  const { kind: content, topics, findings } = await engine.explain({ path, bytes: file.bytes });
  const not = content === 'binary' ? 'text' : isNote(path) ? undefined : 'a note';
  return {
    path: text,
    not,
    topics,
    findings: findings.filter(({ rule }) => !isTopicRule(rule) && rule !== 'note.private'),
  };
}

/** The path that a note is judged by: from its vault, else from the folder that the person is in. */
function pathOf(io: Io, real: string): VaultPath {
  const vault = vaultsOf(openVaults(cloisterHome(io.env)), real, false).at(-1);
  if (vault !== undefined) return vaultPathOf(vault.root, real);
  const inner = relative(namedPath(io, '.').real, real);
  return inner.startsWith('..') ? basename(real) : inner.split(sep).join('/');
}

function textOf({ path, not, topics, findings }: Explained): string {
  const parts = [`${printable(path)}\n`];
  if (not !== undefined) parts.push(`  It is not ${not}: topics are looked for in notes alone.\n`);
  else if (topics.length === 0) parts.push('  No topic: it is not about a private matter.\n');
  parts.push(...topics.map(topicText));
  if (findings.length > 0) {
    parts.push('\n  Found in it\n');
    for (const finding of findings)
      parts.push(`    ${placeOf(finding.place.span).padStart(9)}  ${findingSentence(finding)}\n`);
  }
  return parts.join('');
}

function topicText({ id, score, level, terms }: ExplainedTopic): string {
  const title = `\n  ${ruleTexts[id].title}: ${level === 'declared' ? 'declared' : `${scoreText(score)}, ${level}`}\n`;
  if (level === 'declared')
    return `${title}${terms.map(({ span, text }) => `    ${placeOf(span).padStart(9)}  ${text}: its author said so\n`).join('')}`;
  const sorted = terms.toSorted((left, right) => Math.abs(right.weight) - Math.abs(left.weight));
  const rows = sorted.map(
    ({ kind, text, span, weight }) =>
      `    ${placeOf(span).padStart(9)}  ${kind.padEnd(8)}  ${signed(weight)}  ${printable(text)}\n`,
  );
  const sum = bias + terms.reduce((total, { weight }) => total + weight, 0);
  const start = `    ${''.padStart(9)}  ${'start'.padEnd(8)}  ${signed(bias)}  what every note begins with\n`;
  return `${title}${rows.join('')}${start}    ${''.padStart(9)}  ${'sum'.padEnd(8)}  ${signed(sum)}\n`;
}

/** Cut, not rounded: what is below a level is not to read as if it were at it. */
function scoreText(score: number): string {
  return (Math.floor(score * 100) / 100).toFixed(2);
}

function signed(weight: number): string {
  return `${weight < 0 ? '-' : '+'}${Math.abs(weight).toFixed(2)}`.padStart(6);
}

function placeOf(span: Span | undefined): string {
  return span === undefined ? '' : `${span.startLine}:${span.startColumn}`;
}

function jsonOf({ path, not, topics, findings }: Explained) {
  return {
    path,
    ...(not === undefined ? {} : { not }),
    topics: topics.map(({ id, score, level, terms }) => ({
      rule: id,
      title: ruleTexts[id].title,
      score: rounded(score),
      level,
      start: level === 'declared' ? 0 : bias,
      terms: terms.map(({ kind, text, span, weight }) => ({ kind, text, weight: rounded(weight), ...span })),
    })),
    findings: findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      ...finding.place.span,
      message: findingSentence(finding),
    })),
  };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
