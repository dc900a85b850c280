import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { isOlder, leastVersion } from '../../agents/claude-code/hooks.ts';
import { whyUnread } from '../../agents/claude-code/settings.ts';
import { claudeVersions } from '../claude-version.ts';
import { decisive, judgements } from '../explain.ts';
import { markedNotes } from '../guard/marked-notes.ts';
import { isGuardInstalled } from '../guard-install.ts';
import { lockedBy } from '../locked-by.ts';
import { protectionOf, settingsPath } from '../protection.ts';
import { readProtectionRecord } from '../protection-record.ts';
import { openVaults, realOrSelf, type Vault, type VaultState, type Vaults, vaultState } from '../vaults.ts';
import { editorsNaming, settingName, wrapperPath } from '../wrapper.ts';
import { asArgument, type Check, type CheckGroup, type Machine } from './check.ts';
import { checkCopies } from './copies-check.ts';
import { checkBundles, checkGuard } from './guard-check.ts';
import { checkHistory } from './history-check.ts';
import { checkImports } from './imports.ts';
import { checkSeenCalls, readSeenCalls, type SeenCalls } from './seen-calls.ts';
import { checkProjectSettings, checkSettings } from './settings-check.ts';
import { textOf } from './text-of.ts';
import { readTranscripts, type TranscriptCall } from './transcripts.ts';

const protect = '`cloister protect claude-code`';

/**
 * Looks at all that holds Claude Code to the policies of this machine's vaults, and yields what it found, group by
 * group. The installed guard is run and, in a copy, broken; what is left of that is nothing.
 * @param bundles folder of the running Cloister's bundles
 * @param cwd a vault that it lies in is looked at too, where nobody approved it yet
 */
export async function* examine(machine: Machine, bundles: string, cwd: string): AsyncGenerator<CheckGroup> {
  const { home, env } = machine;
  const { isProtected } = protectionOf(machine);
  if (!isProtected)
    yield { title: 'Settings', checks: [{ status: 'wrong', what: 'Claude Code is not protected', mend: protect }] };
  else {
    yield { title: 'Settings', checks: await checkSettings(machine) };
    yield { title: 'Guard', checks: guardChecks(machine, bundles) };
  }
  yield { title: 'Claude Code', checks: await versionChecks(machine) };
  const vaults = openVaults(home);
  const known = [...new Set([...vaults.known(), ...vaults.containing(realOrSelf(cwd))])];
  if (known.length === 0)
    yield {
      title: 'Vaults',
      checks: [{ status: 'note', what: 'there is no vault yet', mend: '`cloister init` in the folder of your notes' }],
    };
  const configFolders = claudeFolders(machine);
  const { calls, unread } = readTranscripts(configFolders);
  const seen = readSeenCalls(home);
  const marked = new Set(known.flatMap(({ root }) => markedNotes(root, home, mostMarked)));
  const isLocked = (path: string, isFolder: boolean): boolean =>
    lockedIn(vaults, path, { isFolder, isPrivate: marked.has(path) });
  const imports = checkImports(configFolders, env['HOME'] ?? homedir(), (path) => isLocked(path, false));
  if (imports.length > 0) yield { title: 'Your own CLAUDE.md', checks: imports };
  for (const vault of known)
    yield {
      title: vault.root,
      checks: [
        ...vaultChecks(vault, machine, { calls, unread, seen }),
        ...(await checkHistory(vault, machine, (path) =>
          lockedBy(vaults, vault.root, path, { isMarked: marked.has(path), now: Date.now() }),
        )),
        ...checkCopies({ root: vault.root, home: env['HOME'] ?? homedir(), configFolders, calls, isLocked }),
      ],
    };
}

function guardChecks(machine: Machine, bundles: string): Check[] {
  const { home, env } = machine;
  if (!isGuardInstalled(home)) return [{ status: 'wrong', what: `the guard is gone from ${home}`, mend: protect }];
  // Untested: no Windows machine was at hand.
  if (process.platform === 'win32') return [{ status: 'note', what: 'the guard was not run: not tested on Windows' }];
  const files = [settingsPath(env), ...Object.keys(readProtectionRecord(home)?.files ?? {})];
  const settings = files.find((each) => existsSync(each));
  const bundle = checkBundles(home, bundles);
  // Why it does not stands among the settings already.
  if (settings !== undefined && whyUnread(textOf(settings) ?? '') !== undefined)
    return [bundle, { status: 'note', what: `the guard was not run: Claude Code does not read ${settings}` }];
  if (settings !== undefined) return [bundle, ...checkGuard(machine, settings)];
  return [bundle, { status: 'wrong', what: 'there are no settings that call it', mend: protect }];
}

async function versionChecks({ home, env }: Machine): Promise<Check[]> {
  const found = await claudeVersions(env);
  if (found.length === 0) return [{ status: 'note', what: 'it was not found on this machine' }];
  const checks = found.map(({ kind, path, version }): Check => {
    const what = `${version ?? 'unknown version'}, ${kind === 'vscode' ? 'of the VS Code extension' : 'in the terminal'}: ${path}`;
    if (version !== undefined && !isOlder(version, leastVersion)) return { status: 'ok', what };
    const why =
      version === undefined
        ? 'it does not tell its version'
        : `before ${leastVersion} a guard that hangs lets calls through`;
    return { status: 'wrong', what: `${what}: ${why}`, mend: `update Claude Code, then ${protect}` };
  });
  const hasWrapper = readProtectionRecord(home)?.options.wrapper === true;
  if (!hasWrapper || !found.some(({ kind }) => kind === 'vscode')) return checks;
  const wrapper = wrapperPath(home);
  const [editor] = editorsNaming(wrapper, env);
  if (editor !== undefined)
    return [...checks, { status: 'ok', what: `VS Code starts it through the wrapper: ${editor}` }];
  const what = 'the user settings of VS Code do not name the wrapper: its panel starts without it';
  return [
    ...checks,
    { status: 'note', what, mend: `"${settingName}": ${JSON.stringify(wrapper)} in your user settings` },
  ];
}

/** The folders of the settings of Claude Code, where its transcripts lie too. */
export function claudeFolders({ home, env }: Machine): string[] {
  const files = Object.keys(readProtectionRecord(home)?.files ?? {});
  const standard = join(env['HOME'] ?? homedir(), '.claude', 'settings.json');
  return [...new Set([settingsPath(env), standard, ...files].map((each) => dirname(each)))];
}

function lockedIn(vaults: Vaults, path: string, what: { isFolder: boolean; isPrivate: boolean }): boolean {
  const asked = { agent: 'claude-code' as const, now: Date.now(), ...what };
  return decisive(judgements(vaults, path, asked))?.access === 'none';
}

/** More notes than anybody marks. */
const mostMarked = 100_000;

const stateTexts: Readonly<Record<VaultState, string>> = {
  approved: 'the policy is approved',
  'not-approved': 'the policy was never approved on this machine',
  loosened: 'the policy gives more than you approved; the approved copy counts',
  missing: 'the policy file is gone; the approved copy counts',
  broken: 'the policy can not be read, so everything is locked',
};

function vaultChecks(
  vault: Vault,
  machine: Machine,
  {
    calls,
    unread,
    seen,
  }: {
    readonly calls: readonly TranscriptCall[];
    readonly unread: readonly string[];
    readonly seen: SeenCalls;
  },
): Check[] {
  const { root } = vault;
  const state = vaultState(vault, Date.now());
  const isFileBroken = vault.file.state === 'broken';
  const mend = isFileBroken ? `mend ${root}/.cloister/policy.json` : `\`cloister approve ${asArgument(root)}\``;
  const policy: Check = { status: state === 'approved' ? 'ok' : 'wrong', what: stateTexts[state] };
  return [
    state === 'approved' ? policy : { ...policy, mend },
    ...checkProjectSettings(vault),
    ...checkSeenCalls(vault, machine, calls, seen),
    ...(unread.length === 0
      ? []
      : [
          { status: 'note' as const, what: `${unread.length} transcripts are too large to be compared`, paths: unread },
        ]),
  ];
}
