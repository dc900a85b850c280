import { countOf } from '../core/amounts.ts';
import { printable } from '../core/printable.ts';
import type { Enforcement } from './agents.ts';
import { timeText } from './local-time.ts';
import { accessText } from './shown-access.ts';
import type { Status } from './status-facts.ts';
import { historyText } from './status-history.ts';

/** The status for programs, as README.md documents it. */
export function statusJson(status: Status): string {
  const folders = status.folders.map(({ until, ...row }) => ({
    ...row,
    ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
  }));
  return `${JSON.stringify({ ...status, folders }, null, 2)}\n`;
}

/** The status for people. */
export function statusText(status: Status): string {
  const parts = [headText(status), treeText(status), restText(status), historyText(status.history), agentsText(status)];
  return `${parts.filter((each) => each !== '').join('\n')}`;
}

function headText(status: Status): string {
  const root = printable(status.root);
  if (status.state === 'open') {
    const known = status.known.map((each) => `  ${printable(each)}\n`).join('');
    return (
      `${root}: OPEN\nIt is in no vault: every agent sees everything in it. \`cloister init\` makes it a vault.\n` +
      (known === '' ? '' : `Vaults elsewhere:\n${known}`)
    );
  }
  const outer = status.outer.map((each) => `It lies in the vault ${printable(each)}, whose policy holds here too.\n`);
  const { worktree } = status;
  const tree =
    worktree === undefined
      ? ''
      : `${printable(worktree.root)} is a git worktree of ${printable(worktree.main)}, whose policy holds there too.\n`;
  return `${root}: vault${status.default === 'none' ? ' (allowlist)' : ''}\n${stateText(status)}${outer.join('')}${tree}`;
}

function stateText({ state, policy, problems, warnings, loosenings }: Status): string {
  const warned = warnings.map((each) => `warning: ${printable(each)}\n`).join('');
  switch (state) {
    case 'broken':
      return `Policy: BROKEN, so everything is locked until ${printable(policy ?? '')} is mended:\n${linesOf(problems)}${warned}`;
    case 'missing':
      return `Policy: the file is MISSING; the copy that you approved rules. \`cloister approve\` puts it back.\n`;
    case 'not-approved':
      return `Policy: not approved on this machine; it counts as it stands. \`cloister approve\` keeps it.\n${warned}`;
    case 'loosened':
      return `Policy: gives more than you approved. Until \`cloister approve\` agents do not get this:\n${linesOf(loosenings)}${warned}`;
    default:
      return `Policy: approved.\n${warned}`;
  }
}

function treeText({ folders, isScanned, state }: Status): string {
  if (folders.length === 0) return '';
  const named = folders.map((row) => {
    const depth = row.path === '' ? 0 : row.path.split('/').length;
    const name = row.path === '' ? '.' : row.path.slice(row.path.lastIndexOf('/') + 1);
    return { row, label: `${'  '.repeat(depth)}${printable(name)}${row.path === '' ? '' : '/'}` };
  });
  const width = Math.min(
    48,
    named.reduce((most, { label }) => Math.max(most, label.length), 0),
  );
  const lines = named.map(({ row, label }) => {
    const notes = [
      row.until === undefined ? '' : openingText(row.until, row.after ?? 'none'),
      row.isVault ? 'a vault of its own' : '',
      row.exists ? '' : 'not there',
      (row.findings ?? 0) > 0 ? countOf(row.findings ?? 0, 'finding') : '',
      (row.marked ?? 0) > 0 ? `${row.marked} marked private` : '',
      (row.topical ?? 0) > 0 ? `${row.topical} about private matters` : '',
    ].filter((each) => each !== '');
    // What only inherits is set back, so that the entries stand out.
    const mark = row.isNamed || row.path === '' ? '' : ' (inherited)';
    return `${label.padEnd(width)}  ${accessText(row)}${mark}${notes.length === 0 ? '' : `  ${notes.join(', ')}`}\n`;
  });
  const isOpen = state !== 'broken' && folders.every(({ access }) => access === 'write');
  const warning = isOpen ? 'No folder is locked: agents see everything that no pattern and no mark hides.\n' : '';
  return `${lines.join('')}${warning}${isScanned ? '' : 'Not scanned: `cloister status --scan` counts findings.\n'}`;
}

function openingText(until: number, after: string): string {
  return until > Date.now() ? `until ${timeText(until)}, then ${after}` : `opening ended ${timeText(until)}`;
}

function restText({ files, content }: Status): string {
  const patterns = Object.entries(files ?? {})
    .filter(([, list]) => list.length > 0)
    .map(([level, list]) => `Files ${level}: ${printable(list.join(' '))}\n`);
  const marks =
    content === undefined
      ? ''
      : `Access of notes marked private: ${content.private}. Secrets in readable files: ${content.secret}; personal data: ${content.personal}.\n`;
  return `${patterns.join('')}${marks}`;
}

function agentsText({ agents }: Status): string {
  const lines = agents.flatMap(({ name, isProtected, options, levels, note }: Enforcement) => [
    `${name}: ${isProtected ? 'held to the policy' : 'NOT held to the policy'}${note === undefined ? '' : `; ${note}`}`,
    ...(isProtected ? [`  options   ${options.join(', ') || 'none of `cloister protect` is on'}`] : []),
    ...Object.entries(levels).map(([level, by]) => `  ${level.padEnd(8)}  ${by}`),
  ]);
  return `${lines.map((each) => `${printable(each)}\n`).join('')}`;
}

function linesOf(texts: readonly string[]): string {
  return texts.map((each) => `  ${printable(each)}\n`).join('');
}
