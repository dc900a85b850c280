import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { optionsOn } from '../../agents/claude-code/protection-options.ts';
import { putBackText } from '../../agents/claude-code/put-back.ts';
import { settingsWarnings, whyUnread } from '../../agents/claude-code/settings.ts';
import { UserError } from '../../core/user-error.ts';
import { compileAgain, protectionOf, settingsPath } from '../protection.ts';
import { readProtectionRecord } from '../protection-record.ts';
import { sandboxLack } from '../sandbox-tools.ts';
import type { Vault } from '../vaults.ts';
import { errorCode } from '../walk.ts';
import { asArgument, type Check, type Machine, someOf } from './check.ts';
import { textOf } from './text-of.ts';

/**
 * Looks at the user's settings of Claude Code: what is ours and gone is put back first, then told. Also at what else
 * switches hooks off for every folder: the environment, and settings that an administrator manages in `managed`.
 */
export async function checkSettings({ home, env }: Machine, managed = managedFolder()): Promise<Check[]> {
  const checks: Check[] = [];
  try {
    const { putBack } = await compileAgain({ home, env });
    if (putBack.length > 0)
      checks.push({
        status: 'note',
        what: `another program had taken out, now put back: ${putBackText(putBack)}`,
        paths: putBack,
      });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    checks.push({ status: 'wrong', what: error.message, mend: error.hint });
  }
  const { missing, settings, options } = protectionOf({ home, env });
  const files = Object.keys(readProtectionRecord(home)?.files ?? {});
  for (const check of [...new Set([settings, ...files])].flatMap(checkFile))
    if (checks.every(({ what }) => what !== check.what)) checks.push(check);
  // What can not be read at all is told by its file.
  const isRead = checks.every(({ status }) => status !== 'wrong');
  const lacking = isRead ? missing : [];
  if (lacking.length > 0)
    checks.push({
      status: 'wrong',
      what: `the settings lack: ${someOf(lacking)}`,
      mend: '`cloister protect claude-code`',
      paths: lacking,
    });
  if (checks.every(({ status }) => status !== 'wrong'))
    checks.unshift({ status: 'ok', what: `the rules and hooks of Cloister stand in ${settings}` });
  const on = optionsOn(options);
  checks.push({ status: 'note', what: `options of \`cloister protect\` that are on: ${on.join(', ') || 'none'}` });
  const lack = options.sandbox === true ? sandboxLack(env) : undefined;
  if (lack !== undefined) checks.push({ status: 'wrong', ...lack });
  if (!files.includes(settingsPath(env)))
    checks.push({
      status: 'wrong',
      what: `CLAUDE_CONFIG_DIR is set, and the settings there are not protected: ${settingsPath(env)}`,
      mend: '`cloister protect claude-code` in this terminal',
    });
  if (isSet(env['CLAUDE_CODE_SIMPLE']))
    checks.push({
      status: 'wrong',
      what: 'CLAUDE_CODE_SIMPLE is set here: Claude Code calls no hooks',
      mend: '`unset CLAUDE_CODE_SIMPLE`, and where it is set: a start-up file of your shell',
    });
  return [...checks, ...checkManaged(managed)];
}

function checkFile(file: string): Check[] {
  const text = textOf(file);
  if (text === undefined) return [];
  const unread = whyUnread(text);
  if (unread !== undefined) return [{ status: 'wrong', what: `${file}: ${unread}`, mend: unreadMend }];
  const warnings = settingsWarnings(text).map(
    (each): Check => ({ status: 'wrong', what: `${file}: ${each}`, mend: 'take that out' }),
  );
  const env = fieldsOf(fieldsOf(parsed(text))['env']);
  if (isSet(env['CLAUDE_CODE_SIMPLE']))
    warnings.push({ status: 'wrong', what: `${file}: env.CLAUDE_CODE_SIMPLE switches hooks off`, mend: 'take it out' });
  return warnings;
}

const unreadMend = 'take the comment or comma out, or mend it, then `cloister doctor`';

/** Where an administrator's settings lie; they win over everything. */
function managedFolder(): string {
  if (process.platform === 'darwin') return '/Library/Application Support/ClaudeCode';
  return process.platform === 'win32' ? 'C:\\Program Files\\ClaudeCode' : '/etc/claude-code';
}

function checkManaged(folder: string): Check[] {
  const files = [
    join(folder, 'managed-settings.json'),
    ...namesIn(join(folder, 'managed-settings.d')).map((name) => join(folder, 'managed-settings.d', name)),
  ];
  return files.flatMap((file) => {
    const settings = fieldsOf(parsed(textOf(file) ?? ''));
    const keys = ['disableAllHooks', 'allowManagedHooksOnly'].filter((key) => settings[key] === true);
    return keys.map(
      (key): Check => ({
        status: 'wrong',
        what: `${file}: ${key} switches the guard off on this machine; the deny rules stay in force`,
        mend: 'ask who manages this machine to run the guard from there',
      }),
    );
  });
}

const settingsNames = ['settings.json', 'settings.local.json'];

/**
 * Settings of folders in a vault that take the guard away from a session that is started there, or open the sandbox.
 * What Claude Code does not read at all is told too: then rules of a person in it do not count.
 */
export function checkProjectSettings({ root }: Pick<Vault, 'root'>): Check[] {
  return settingsFolders(root).flatMap((folder) =>
    settingsNames.flatMap((name) => {
      const file = join(folder, name);
      const text = textOf(file);
      if (text === undefined) return [];
      const unread = whyUnread(text);
      if (unread !== undefined) return [{ status: 'note' as const, what: `${file}: ${unread}` }];
      return weakenings(fieldsOf(parsed(text))).map(
        ({ key, effect }): Check => ({
          status: 'wrong',
          what: `${file}: ${key} ${effect} in sessions that are started in ${dirname(folder)}`,
          mend: `take ${key} out of ${asArgument(file)}; sessions started through the wrapper hold all the same (\`cloister protect claude-code --wrapper\`)`,
        }),
      );
    }),
  );
}

function weakenings(settings: Fields): { key: string; effect: string }[] {
  const sandbox = fieldsOf(settings['sandbox']);
  const allowRead = fieldsOf(sandbox['filesystem'])['allowRead'];
  const found = [
    { key: 'disableAllHooks', effect: 'switches the guard off', is: settings['disableAllHooks'] === true },
    {
      key: 'env.CLAUDE_CODE_SIMPLE',
      effect: 'may switch the guard off',
      is: isSet(fieldsOf(settings['env'])['CLAUDE_CODE_SIMPLE']),
    },
    { key: 'sandbox.enabled', effect: 'switches the sandbox off', is: sandbox['enabled'] === false },
    {
      key: 'sandbox.filesystem.allowRead',
      effect: 'opens folders to the sandbox',
      is: Array.isArray(allowRead) && allowRead.length > 0,
    },
  ];
  return found.filter(({ is }) => is);
}

/** More folders than a person starts sessions in; what lies deeper is not looked at. */
const deepest = 4;
const passedOver = new Set(['node_modules', '.git', '.obsidian', '.trash', '.cloister']);

/** The `.claude` folders of a vault: a session reads the one in the folder that it is started in. */
function settingsFolders(root: string): string[] {
  const found: string[] = [];
  const look = (folder: string, depth: number): void => {
    if (existsSync(join(folder, '.claude'))) found.push(join(folder, '.claude'));
    if (depth === deepest) return;
    for (const name of foldersIn(folder))
      if (name !== '.claude' && !passedOver.has(name)) look(join(folder, name), depth + 1);
  };
  look(root, 0);
  return found;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((each) => each.isDirectory())
      .map(({ name }) => name);
  } catch (error) {
    errorCode(error);
    return [];
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
  } catch (error) {
    errorCode(error);
    return [];
  }
}

interface Fields {
  readonly [key: string]: unknown;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function isSet(value: unknown): boolean {
  return typeof value === 'string' && !['', '0', 'false'].includes(value);
}
