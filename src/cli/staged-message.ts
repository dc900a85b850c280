import { shellQuoted } from '../agents/claude-code/hooks.ts';
import { countOf } from '../core/amounts.ts';
import type { Finding, VaultPath } from '../core/finding.ts';
import { printable } from '../core/printable.ts';
import { findingSentence, skipTexts } from '../core/texts.ts';
import { describeFailure } from '../node/fault.ts';
import { isStopped, type PrivateFile, type StagedResult } from '../node/staged/scan-staged.ts';

/** What the hook says about a commit, and whether it is stopped. */
export interface CommitReport {
  readonly isStopped: boolean;
  readonly text: string;
}

/** Of more there is a count: the whole list comes from `cloister scan --staged`. */
const mostLines = 20;

/**
 * Says what was found in a commit, the most important line first: an editor may show that one alone. With `isForAgent`
 * no name beneath a locked folder is told, and no way out that only a person may take.
 */
export function commitReport(result: StagedResult, isForAgent: boolean): CommitReport {
  const shown = (path: VaultPath): string => printable(shownPath(path, result, isForAgent));
  const stopped = isStopped(result);
  const blocks = result.privates.filter(({ answer }) => answer === 'block');
  const warnings = result.privates.filter(({ answer }) => answer === 'warn');
  const parts = [
    stopped ? headline(result, blocks) : '',
    linesText(findingLines(result, shown, isForAgent)),
    linesText(unique(result.unsealed.map(({ path, by }) => unsealedText(shown(path), by)))),
    linesText(unique(blocks.map((each) => `${shown(each.path)}  ${privateText(each)}`))),
    stopped ? waysOut(result, blocks, shown, isForAgent) : '',
    ...unique(warnings.map((each) => warningText(shown(each.path), each))).slice(0, mostLines),
    ...troubleTexts(result),
    ...unique(
      result.skipped
        .filter(({ why }) => why !== 'binary' && why !== 'encrypted')
        .map(({ path, why }) => `Cloister: not looked at: ${shown(path)} (${skipTexts[why]})\n`),
    ).slice(0, mostLines),
  ];
  return { isStopped: stopped, text: parts.filter((each) => each !== '').join('') };
}

/** What `cloister scan --staged` says beside its report, which tells of secrets alone. */
export function fileWarnings(result: StagedResult, shown: (path: VaultPath) => string): string {
  const name = (path: VaultPath): string => printable(shown(path));
  const blocks = result.privates.filter(({ answer }) => answer === 'block');
  return unique([
    ...result.unsealed.map(({ path, by }) => `error: ${unsealedText(name(path), by)}\n`),
    ...blocks.map((each) => `error: ${name(each.path)}  ${privateText(each)}\n`),
    ...result.privates
      .filter(({ answer }) => answer === 'warn')
      .map((each) => `warning: ${name(each.path)}  ${privateText(each)}\n`),
    ...troubleTexts(result),
  ]).join('');
}

function warningText(path: string, file: PrivateFile): string {
  return `Cloister: warning: ${path}: ${privateText(file)}\n`;
}

function troubleTexts({ troubles }: StagedResult): string[] {
  return troubles.map(({ message, hint }) => `Cloister: warning: ${printable(message)}.\n  ${printable(hint)}\n`);
}

/** What is said where a commit could not be looked at, and so was stopped. */
export function failureText(error: unknown): string {
  const head = 'Cloister: the commit was stopped, since it could not be looked at:';
  const once = 'Once without a look: git commit --no-verify\n';
  // It was made in another bundle, whose class is another one.
  if (error instanceof Error && 'hint' in error)
    return `${head} ${printable(error.message)}.\n${printable(String(error.hint))} ${once}`;
  const { message, stack } = describeFailure(error);
  return `${head} this is a bug in Cloister. ${message}\n${stack ?? ''}\n${once}`;
}

function headline(result: StagedResult, blocks: readonly PrivateFile[]): string {
  const withFindings = result.files.filter(({ findings }) => findings.length > 0);
  const count = withFindings.reduce((sum, { findings }) => sum + findings.length, 0);
  const parts = [
    count === 0 ? '' : `${countOf(count, 'secret')} in ${countOf(withFindings.length, 'file')}`,
    result.unsealed.length === 0 ? '' : `${countOf(result.unsealed.length, 'file')} not encrypted`,
    blocks.length === 0 ? '' : `${countOf(blocks.length, 'private file')}`,
  ];
  return `Cloister stopped this commit: ${parts.filter((each) => each !== '').join(', ')}.\n\n`;
}

function findingLines(result: StagedResult, shown: (path: VaultPath) => string, isForAgent: boolean): string[] {
  return unique(
    result.files.flatMap(({ path, findings }) =>
      findings.map((finding) => {
        const isHidden = isForAgent && result.locks.has(path);
        const place = isHidden ? shown(path) : `${shown(path)}:${placeOf(finding)}`;
        return `${place}  ${finding.severity}  ${findingSentence(finding)}  [${finding.rule}]`;
      }),
    ),
  );
}

function placeOf({ place }: Finding): string {
  return `${place.span.startLine}:${place.span.startColumn}`;
}

function unsealedText(path: string, by: string): string {
  return by === 'git-crypt'
    ? `${path}  not encrypted, where its attributes ask for git-crypt`
    : `${path}  not encrypted, where everything beside it is (${by})`;
}

function privateText({ why }: PrivateFile): string {
  const what = why === 'marked' ? 'its author marked it private' : 'it is locked from agents';
  return `${what}, and this repository has a remote`;
}

function waysOut(
  result: StagedResult,
  blocks: readonly PrivateFile[],
  shown: (path: VaultPath) => string,
  isForAgent: boolean,
): string {
  const [first] = result.files.filter(({ findings }) => findings.length > 0);
  const [any] = [...(first === undefined ? [] : [first]), ...result.unsealed, ...blocks].map(({ path }) => path);
  const name = any === undefined ? '' : argument(shown(any));
  const rows: string[] = [];
  if (first !== undefined) rows.push(`remove it        edit the file, then: git add ${name}`);
  else rows.push(`leave it out     git restore --staged ${name}`);
  if (isForAgent) rows.push('anything else    is for the person to decide: ask');
  else {
    const toVault = first?.isInVault === false ? 'cloister init, then: ' : '';
    if (first !== undefined) rows.push(`accept it        ${toVault}cloister baseline add ${name} --reason "why"`);
    if (blocks.length > 0) rows.push('allow it         "commit": { "private": "warn" } in .cloister/policy.json');
    rows.push('let it pass once SKIP=cloister git commit …');
  }
  return `Ways out:\n${rows.map((row) => `  ${row}\n`).join('')}`;
}

/** A path as an argument for a shell. */
function argument(path: string): string {
  const safe = path.startsWith('-') ? `./${path}` : path;
  return /^[\w./@%+=:,-]+$/.test(safe) ? safe : shellQuoted(safe);
}

/** A path to show: to an agent nothing beneath a locked folder. */
export function shownPath(path: VaultPath, { locks }: StagedResult, isForAgent: boolean): string {
  const lock = isForAgent ? locks.get(path) : undefined;
  if (lock === undefined) return path;
  return lock === '' ? 'a locked file' : `${lock}/`;
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)];
}

function linesText(lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const more = lines.length > mostLines ? [`… and ${lines.length - mostLines} more: cloister scan --staged`] : [];
  return `${[...lines.slice(0, mostLines), ...more].map((line) => `${line}\n`).join('')}\n`;
}
