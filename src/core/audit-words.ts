import { countOf, sizeText } from './amounts.ts';
import { type AuditFinding, type AuditReport, type DiskAnswer, diskWords, type StoreFacts } from './audit.ts';
import { shellQuoted } from './audit-findings.ts';
import { printable } from './printable.ts';

/* The words of an audit for people: a report in a terminal and the editor say the same. Foreign text is printable. */

/** A path as a person types it: with `~` for the home folder that was looked at. */
export function homePath(path: string, home: string): string {
  const rest = path.startsWith(home) ? path.slice(home.length) : undefined;
  if (rest === '') return '~';
  return printable(rest !== undefined && /^[/\\]/.test(rest) ? `~${rest}` : path);
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago something was, for people: `2 h ago`, `3 days ago`, and what is older by its day: `2026-01-03`. */
export function ageText(time: number, now: number): string {
  const ago = now - time;
  if (!(ago >= 0 && ago < 14 * day)) return dayText(time);
  if (ago < minute) return 'just now';
  if (ago < hour) return `${Math.floor(ago / minute)} min ago`;
  if (ago < 2 * day) return `${Math.floor(ago / hour)} h ago`;
  return `${Math.floor(ago / day)} days ago`;
}

function dayText(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? 'unknown' : date.toISOString().slice(0, 10);
}

/** The store that a finding is about, with all that was measured of it. */
export function storeOf({ place: { store, path } }: AuditFinding, { stores }: AuditReport): StoreFacts | undefined {
  const own = stores.filter((each) => each.store === store);
  const exact = own.find(({ root, evidence, unlockedAt, parts }) => {
    return [root, evidence, unlockedAt].includes(path) || parts.some((part) => part.path === path);
  });
  return exact ?? own.find(({ root }) => path.startsWith(`${root}/`) || path.startsWith(`${root}\\`));
}

/** The app, service or machine that a finding is about, by its name. */
export function aboutName(finding: AuditFinding, report: AuditReport): string {
  const { store } = finding.place;
  if (store === 'machine') return 'This machine';
  const name =
    storeOf(finding, report)?.name ??
    report.stores.find((each) => each.store === store)?.name ??
    finding.args['name'] ??
    finding.args['service'] ??
    report.services.find((each) => each.service === store)?.name;
  return printable(name ?? store);
}

/** Rules for which an app has an answer of its own. */
const ownAnswer = /^store\.(?:notes\.(?:plaintext|partly|unlocked|key)|ai\.plaintext|passwords\.plaintext)$/;

/** What the app or service that a finding is about offers to do about it; undefined where that is no answer to the finding. */
export function appAdvice(finding: AuditFinding, report: AuditReport): string | undefined {
  const { rule, args } = finding;
  const ofStore = ownAnswer.test(rule) ? storeOf(finding, report)?.fix : undefined;
  const fix = rule.startsWith('service.') ? args['fix'] : ofStore;
  return fix === undefined ? undefined : printable(fix);
}

/** The command that mends a finding, where there is one: quoted for a shell, and never run by Cloister. */
export function fixCommand({ rule, args: { fix } }: AuditFinding): string | undefined {
  // Of a service it is a sentence.
  return fix === undefined || fix === '' || !rule.startsWith('store.') ? undefined : fix;
}

/** Commands that are shown one by one; for more there is one that closes the home folder above all of them. */
const mostCommands = 3;

/** What mends findings of one rule: their commands, or where many lie open in one home folder a word and one command. */
export function fixCommands(
  findings: readonly AuditFinding[],
  { home }: Pick<AuditReport, 'home'>,
): { readonly advice?: string; readonly commands: readonly string[] } {
  const commands = [...new Set(findings.flatMap((finding) => fixCommand(finding) ?? []))];
  const isInHome = ({ rule, place }: AuditFinding) => rule === 'store.readable' && place.path.startsWith(`${home}/`);
  if (commands.length <= mostCommands || !findings.every(isInHome)) return { commands };
  return {
    advice:
      'They lie in the home folder, which others may enter: close that, or each by the command that `--format json` lists.',
    commands: [`chmod go-rwx ${shellQuoted(home)}`],
  };
}

/** What was seen, in a few parts of a line: `1,204 notes`, `38.0 MB`, `disk below: not detected`. */
export function seenTexts(finding: AuditFinding, report: AuditReport): string[] {
  if (finding.rule.startsWith('service.')) return serviceTexts(finding, report);
  const store = storeOf(finding, report);
  const told = argTexts(finding, report.home);
  if (store === undefined) return told;
  const texts = textsOfStore(finding, store, report.home);
  return texts.length === 0 ? told : texts;
}

function textsOfStore({ rule, place, args }: AuditFinding, store: StoreFacts, home: string): string[] {
  const { around, disk, unlockedAt } = store;
  switch (rule) {
    case 'store.notes.plaintext':
    case 'store.ai.plaintext':
      return [...amountTexts(store), diskText(disk)];
    case 'store.passwords.plaintext':
      return amountTexts(store);
    case 'store.notes.partly':
      return [args['plain'] ?? atRestText(store), diskText(disk)];
    case 'store.notes.unlocked':
      return unlockedAt === undefined || unlockedAt === place.path ? [] : [`open at ${homePath(unlockedAt, home)}`];
    case 'store.readable':
      return readableTexts(args, store);
    case 'store.notes.synced':
    case 'store.ai.synced':
      return around.synced === undefined ? [] : [`synced by ${printable(around.synced.by)}`, ...amountTexts(store)];
    case 'store.notes.committed':
    case 'store.ai.committed':
      return around.repository === undefined ? [] : [repositoryText(around.repository, home)];
    case 'store.network':
      return around.network === undefined ? [] : [printable(around.network)];
    default:
      return [];
  }
}

/** What a service's configuration or socket says, and of one with known holes where they are mended. */
function serviceTexts({ place, args }: AuditFinding, { services, home }: AuditReport): string[] {
  const { what, config, fixed, source } = args;
  const service = services.find((each) => each.service === place.store && each.where === place.path);
  return [
    ...(what === undefined ? (service?.states ?? []) : [what]).map(printable),
    ...(config === undefined ? [] : [`set in ${homePath(config, home)}`]),
    ...(fixed === undefined ? [] : [/^\d/.test(fixed) ? `mended in ${printable(fixed)}` : printable(fixed)]),
    ...(source === undefined ? [] : [`source: ${printable(source)}`]),
  ];
}

/** Notes or conversations, and bytes. */
export function amountTexts({ items, holds, files, bytes }: StoreFacts): string[] {
  const noun = { notes: 'note', ai: 'conversation', passwords: 'entry' }[holds];
  const counted = items === undefined ? countOf(files, 'file') : countOf(items, noun, pluralOf(noun));
  return [counted, sizeText(bytes)];
}

function pluralOf(noun: string): string {
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** How notes lie in a store: `plain text`, `3 of 12 notes encrypted`, `encrypted (gocryptfs)`. */
export function atRestText({ atRest, unlockedAt }: Pick<StoreFacts, 'atRest' | 'unlockedAt'>): string {
  switch (atRest.state) {
    case 'encrypted':
      return `encrypted (${printable(atRest.by.replace(/ \(([^()]*)\)$/, ', $1'))})${unlockedAt === undefined ? '' : ', open now'}`;
    case 'plaintext':
      return 'plain text';
    case 'partly':
      return `${atRest.encrypted.toLocaleString('en-US')} of ${countOf(atRest.of, 'note')} encrypted`;
    case 'looks-encrypted':
      return atRest.by === undefined ? 'looks encrypted' : `looks encrypted (${printable(atRest.by)})`;
    case 'unknown':
      return `unknown: ${printable(atRest.why)}`;
    default:
      return atRest satisfies never;
  }
}

/** When its files were written: `newest 2 h ago`, `oldest 2026-01-03`. */
export function timeTexts({ newest, oldest }: StoreFacts, now: number): string[] {
  if (newest === undefined) return [];
  const isOne = oldest === undefined || Math.abs(newest - oldest) < day;
  return [`newest ${ageText(newest, now)}`, ...(isOne ? [] : [`oldest ${ageText(oldest, now)}`])];
}

/** Who else gets at a store: other users, a sync service, a repository, a server. */
export function reachTexts(store: StoreFacts, home: string): string[] {
  const { around, open } = store;
  const { synced, repository, network, temporary } = around;
  return [
    ...(open.length === 0 ? [] : [openText(store, store.openCount < store.files ? partText(store) : 'it')]),
    ...(synced === undefined ? [] : [`synced by ${printable(synced.by)}`]),
    ...(repository?.tracked === true ? [repositoryText(repository, home)] : []),
    ...(network === undefined ? [] : [`on ${printable(network)}`]),
    ...(temporary === true ? ['in a folder for temporary files'] : []),
  ];
}

/** Who can read what of a store, as its finding says: `everyone on this machine can read it (mode 644)`, `312 files`. */
function readableTexts({ to, mode, count }: AuditFinding['args'], store: StoreFacts): string[] {
  const who = to === undefined || mode === undefined ? openText(store) : printable(`${to} can read it (${mode})`);
  return [who, ...(count === undefined || store.openCount < 2 ? [] : [printable(count)])].filter((text) => text !== '');
}

/** A store of which only a part can be read by others: `1 of its 9 files`. */
function partText({ openCount, files }: StoreFacts): string {
  return `${openCount.toLocaleString('en-US')} of its ${countOf(files, 'file')}`;
}

/** Who can read a store: `everyone on this machine can read it (mode 644)`. */
function openText({ open: [widest] }: StoreFacts, what = 'it'): string {
  if (widest === undefined) return '';
  const mode = (widest.mode & 0o7777).toString(8).padStart(3, '0');
  const who = widest.to === 'everyone' ? 'everyone on this machine' : 'its group';
  return `${who} can read ${what} (mode ${mode})`;
}

/** `in the git repository ~/notes, pushed to origin (git.example.org/me/notes)`. */
function repositoryText({ root, remotes }: NonNullable<StoreFacts['around']['repository']>, home: string): string {
  const [first, ...others] = remotes;
  const where = `in the git repository ${homePath(root, home)}`;
  if (first === undefined) return `${where}, which has no remote`;
  const more = others.length === 0 ? '' : ` and ${countOf(others.length, 'other')}`;
  return `${where} with the remote ${printable(first.name)} (${printable(first.url)})${more}`;
}

/** `disk below: not detected`. */
export function diskText(disk: DiskAnswer): string {
  return `disk below: ${printable(diskWords(disk))}`;
}

/** How long an app keeps what it holds, a part for each thing that it keeps. */
export function retentionTexts({ retention }: StoreFacts): string[] {
  const parts = retention?.split('; ').map((text) => printable(text)) ?? [];
  return parts.map((text, index) => (index === 0 ? `kept: ${text}` : text));
}

/** What the part of the audit that found something says about it: words of its own, never a value. */
function argTexts({ args, place }: AuditFinding, home: string): string[] {
  return Object.entries(args).flatMap(([key, value]) => {
    if (key === 'fix' || key === 'name' || value === '' || value === place.path) return [];
    if (key === 'stores') return [/^\d+$/.test(value) ? countOf(Number(value), 'store') : printable(value)];
    return [homePath(value, home)];
  });
}
