import { randomBytes } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HookEvent, shellQuoted } from '../../agents/claude-code/hooks.ts';
import { isGuardOf, launcherPath } from '../guard-install.ts';
import { guardMark } from '../launcher-script.ts';
import { readProtectionRecord } from '../protection-record.ts';
import { openVaults } from '../vaults.ts';
import type { Check, Machine } from './check.ts';
import { type HookAnswer, type HookEntry, hookEntryOf, runHook } from './hook-run.ts';
import { textOf } from './text-of.ts';

const mend = '`cloister protect claude-code`, then `cloister doctor` again';

/** How long a hook may take here, in milliseconds: the client's own limit. */
const patience = 10_000;
/** For a guard that hangs on purpose, which is then taken as the client takes it after its own limit. */
const impatience = 500;

/**
 * Runs the guard's hook as the settings file `settings` says it, as Claude Code runs it. What leaves no line in the log
 * of decisions is asked of the guard itself; the rest of a copy of it, in a throw-away folder of Cloister's own, with
 * canary notes. Then the copy is broken on purpose.
 */
export function checkGuard({ home, env }: Machine, settings: string): Check[] {
  const text = textOf(settings) ?? '';
  const entry = hookEntryOf(text, 'PreToolUse');
  if (entry === undefined)
    return [{ status: 'wrong', what: `there is no hook of Cloister to run in ${settings}`, mend }];
  // A copy of one that names another folder would write there.
  if (!spellings(home).some((each) => textOf(launcherPath(home))?.includes(`CLOISTER_HOME='${each}'`)))
    return [{ status: 'wrong', what: `the launcher in ${home} is not the one that Cloister wrote`, mend }];
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'cloister-doctor-')));
  try {
    const place = makePlace(scratch);
    return [
      ...askLive(entry, { home, env }, place, settings),
      ...askCopy(text, { home, env }, place),
      ...breakCopy(entry, { home, env }, place),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface Place {
  readonly scratch: string;
  readonly vault: string;
  readonly outside: string;
  readonly user: string;
  readonly canary: string;
  /** A made-up key in a readable note. */
  readonly secret: string;
}

function makePlace(scratch: string): Place {
  const folder = (...names: readonly string[]): string => {
    const path = join(scratch, ...names);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const [vault, outside, user] = [folder('vault'), folder('outside'), folder('user')];
  const canary = `canary${randomBytes(16).toString('hex')}`;
  const secret = `AKIA${[...randomBytes(16)].map((each) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[each % 32]).join('')}`;
  writeFileSync(join(folder('vault', '.cloister'), 'policy.json'), policyText);
  writeFileSync(join(folder('vault', 'locked'), 'canary.md'), `${canary}\n`);
  writeFileSync(join(vault, 'open.md'), 'open\n');
  writeFileSync(join(outside, 'file.md'), 'outside\n');
  return { scratch, vault, outside, user, canary, secret };
}

const policyText = '{ "version": 1, "folders": { "locked": "none" } }';

function message(event: HookEvent, cwd: string, tool: string, input: object, response?: unknown): string {
  return JSON.stringify({
    hook_event_name: event,
    session_id: 'doctor',
    permission_mode: 'default',
    cwd,
    tool_name: tool,
    tool_input: input,
    ...(response === undefined ? {} : { tool_response: response }),
  });
}

/** Asks the installed guard what it answers without keeping anything: a broken message, and a call outside of vaults. */
function askLive(entry: HookEntry, { home, env }: Machine, place: Place, settings: string): Check[] {
  const ask = (cwd: string, text: string): HookAnswer =>
    runHook(entry, { message: text, cwd, env: { PATH: env['PATH'], HOME: env['HOME'] }, limit: patience });
  const broken = ask(place.vault, '{').verdict === 'denied';
  const outside = ask(
    place.outside,
    message('PreToolUse', place.outside, 'Read', { file_path: join(place.outside, 'file.md') }),
  );
  const unknown = openVaults(home)
    .known()
    .map(({ root }) => root)
    .filter((root) => ask(root, '{').verdict !== 'denied');
  return [
    told(broken, `the hook in ${settings}, run as Claude Code runs it, answers`, 'does not answer'),
    told(outside.verdict === 'passed' && outside.output === '', 'outside of vaults it keeps silent', 'it does not'),
    ...unknown.map((root): Check => ({ status: 'wrong', what: `the guard does not know ${root} for a vault`, mend })),
  ];
}

/** The installed guard, byte for byte, beneath another folder of Cloister's own: there it may log what it likes. */
function copyOf(home: string, scratch: string, name: string): string {
  const copy = join(scratch, name);
  mkdirSync(copy);
  for (const each of ['bin', 'guard']) cpSync(join(home, each), join(copy, each), { recursive: true });
  rmSync(join(copy, 'guard', 'roots'), { force: true });
  rewrite(launcherPath(copy), (text) => movedText(text, home, copy));
  return copy;
}

/** A path as it is, and as it stands between quotes of a shell. */
function spellings(path: string): [string, string] {
  return [path, shellQuoted(path).slice(1, -1)];
}

function movedText(text: string, home: string, copy: string): string {
  const [plain, quoted] = spellings(home);
  return text.replaceAll(quoted, copy).replaceAll(plain, copy);
}

function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

function movedTo({ command, args, ...rest }: HookEntry, home: string, copy: string): HookEntry {
  const moved = (text: string): string => movedText(text, home, copy);
  return { ...rest, command: moved(command), ...(args === undefined ? {} : { args: args.map(moved) }) };
}

function askCopy(text: string, { home, env }: Machine, place: Place): Check[] {
  const { vault, scratch, user, canary, secret } = place;
  const copy = copyOf(home, scratch, 'whole');
  let isSilent = true;
  const ask = (
    event: HookEvent,
    tool: string,
    input: object,
    response?: unknown,
  ): HookAnswer['verdict'] | 'missing' => {
    const entry = hookEntryOf(text, event);
    if (entry === undefined) return 'missing';
    const answer = runHook(movedTo(entry, home, copy), {
      message: message(event, vault, tool, input, response),
      cwd: vault,
      env: { PATH: env['PATH'], HOME: user },
      limit: patience,
    });
    if (answer.output.includes(canary) || answer.output.includes(secret)) isSilent = false;
    return answer.verdict;
  };
  const before = (tool: string, input: object) => ask('PreToolUse', tool, input);
  const note = join(vault, 'locked', 'canary.md');
  const open = join(vault, 'open.md');
  const result = {
    type: 'text',
    file: { filePath: open, content: `key: ${secret}`, numLines: 1, startLine: 1, totalLines: 1 },
  };
  const checks = [
    told(before('Read', { file_path: note }) === 'denied', 'a locked note is denied to Read', 'is not'),
    told(before('Bash', { command: 'cat loc*/canary.md' }) === 'denied', 'and to the shell', 'is not'),
    told(
      ['denied', 'rewritten'].includes(before('Grep', { pattern: 'canary', path: vault })),
      'a search leaves it out',
      'does not',
    ),
    told(before('Read', { file_path: open }) === 'passed', 'an open note is allowed', 'is not'),
    told(
      before('Write', { file_path: join(vault, '.cloister', 'policy.json'), content: '{}' }) === 'denied',
      'the policy can not be written',
      'it can',
    ),
    told(
      ask('PostToolUse', 'Read', { file_path: open }, result) === 'rewritten',
      'a secret in what an open note holds is taken out',
      'it is not',
    ),
  ];
  writeFileSync(join(vault, '.cloister', 'policy.json'), policyText.slice(0, -1));
  checks.push(told(before('Read', { file_path: open }) === 'denied', 'a broken policy locks everything', 'does not'));
  writeFileSync(join(vault, '.cloister', 'policy.json'), policyText);
  const log = readdirSync(copy, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.parentPath.startsWith(join(copy, 'guard')))
    .map((each) => readFileSync(join(each.parentPath, each.name), 'latin1'));
  isSilent &&= !log.some((each) => each.includes(canary) || each.includes(secret));
  checks.push(told(isSilent, 'no answer and no log holds what a note holds', 'one does'));
  return checks;
}

interface Fault {
  readonly name: string;
  /** True where the launcher is left to decide, so that work in other folders goes on. */
  readonly isCaught: boolean;
  readonly limit?: number;
  readonly env?: Readonly<Record<string, string>>;
  inflict(copy: string): void;
}

/** Puts another program in the guard's place. The launcher would not start one without the guard's first line. */
const guardIs = (program: string) => (copy: string) =>
  writeFileSync(join(copy, 'guard', 'guard.cjs'), program === '' ? '' : `${guardMark}\n${program}`);

const faults: readonly Fault[] = [
  {
    name: 'nothing can run it',
    isCaught: true,
    env: { PATH: '/nonexistent' },
    inflict: (copy) =>
      rewrite(launcherPath(copy), (text) => text.replace(/^ {2}runtime='.*'$/m, "  runtime='/nonexistent'")),
  },
  { name: 'its program is gone', isCaught: true, inflict: (copy) => rmSync(join(copy, 'guard', 'guard.cjs')) },
  { name: 'its program is empty', isCaught: true, inflict: guardIs('') },
  { name: 'its launcher is gone', isCaught: true, inflict: (copy) => rmSync(join(copy, 'bin'), { recursive: true }) },
  { name: "Cloister's own folder is gone", isCaught: true, inflict: (copy) => rmSync(copy, { recursive: true }) },
  { name: 'it is killed', isCaught: false, inflict: guardIs("process.kill(process.pid, 'SIGKILL')") },
  {
    name: 'it hangs',
    isCaught: false,
    limit: impatience,
    // It ends by itself, so that nothing is left behind.
    inflict: guardIs('setTimeout(() => {}, 3000)'),
  },
  {
    name: 'it prints noise and fails',
    isCaught: false,
    inflict: guardIs("process.stdout.write('all is well\\n'); process.exitCode = 1"),
  },
];

/** Breaks copies of the guard on purpose. Each fault must end in a denial inside of a vault. */
function breakCopy(
  entry: HookEntry,
  { home, env }: Machine,
  { scratch, vault, outside, user, canary }: Place,
): Check[] {
  const held: Fault[] = [];
  const wrong: Check[] = [];
  for (const [index, fault] of faults.entries()) {
    const { name, isCaught, limit = patience, env: more = {}, inflict } = fault;
    const copy = copyOf(home, scratch, `broken-${index}`);
    inflict(copy);
    const ask = (cwd: string, path: string): HookAnswer =>
      runHook(movedTo(entry, home, copy), {
        message: message('PreToolUse', cwd, 'Read', { file_path: path }),
        cwd,
        env: { PATH: env['PATH'], HOME: user, ...more },
        limit,
      });
    const inside = ask(vault, join(vault, 'locked', 'canary.md'));
    const isHeld = ['denied', 'failed'].includes(inside.verdict) && !inside.output.includes(canary);
    const isFree = !isCaught || ask(outside, join(outside, 'file.md')).verdict === 'passed';
    const trouble = isHeld ? 'work outside of vaults is blocked too' : 'a locked note comes through';
    if (isHeld && isFree) held.push(fault);
    else wrong.push({ status: 'wrong', what: `broken on purpose: where ${name}, ${trouble}`, mend });
  }
  const names = (isCaught: boolean): string =>
    held
      .filter((each) => each.isCaught === isCaught)
      .map(({ name }) => name)
      .join(', ');
  const whole: Check[] = [
    { status: 'ok', what: `broken on purpose (${names(true)}): locked notes stay locked, work elsewhere goes on` },
    { status: 'ok', what: `broken on purpose (${names(false)}): every call is blocked until it is mended` },
  ];
  return [...whole.filter(({ what }) => !what.includes('()')), ...wrong];
}

/** Whether the installed guard is the one that comes with the running Cloister, or with the one that installed it. */
export function checkBundles(home: string, bundles: string): Check {
  if (isGuardOf(home, bundles)) return { status: 'ok', what: 'the guard is the one that comes with this Cloister' };
  const last = readProtectionRecord(home)?.installations?.at(-1);
  if (last !== undefined && isGuardOf(home, last))
    return { status: 'note', what: `the guard comes from another installation of Cloister: ${last}` };
  return { status: 'wrong', what: 'the guard is of another version than this Cloister, or was changed', mend };
}

function told(isRight: boolean, what: string, otherwise: string): Check {
  return isRight ? { status: 'ok', what } : { status: 'wrong', what: `${what}: ${otherwise}`, mend };
}
