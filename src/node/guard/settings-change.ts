import { basename } from 'node:path';
import { guardHooks } from '../../agents/claude-code/hooks.ts';
import { missingFrom, settingsWarnings, whyUnread } from '../../agents/claude-code/settings.ts';
import { launcherPath } from '../guard-install.ts';
import { readPlainFile } from '../plain-file.ts';
import { isOwnWrite, settingsPath } from '../protection.ts';
import { type ProtectionRecord, readProtectionRecord } from '../protection-record.ts';
import { realOrSelf } from '../vaults.ts';
import { errorCode } from '../walk.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What changes how the guard is started, or whether it is. Nothing else of an environment is Cloister's business. */
const steering =
  /^(?:CLOISTER_\w+|HOME|CLAUDECODE|CLAUDE_CONFIG_DIR|CLAUDE_CODE_SIMPLE|CLAUDE_CODE_SHELL_PREFIX|BASH_ENV|LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES)$/;

/**
 * Says how a settings file of Claude Code would weaken the guard, if it does: as it lies on disk now, after somebody
 * changed it. `home` is Cloister's own folder. What a person changes beside that passes.
 */
export function weakening(
  file: string | undefined,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const record = readProtectionRecord(home);
  if (record === undefined) return undefined;
  if (file === undefined)
    return [settingsPath(env), ...Object.keys(record.files)]
      .map((each) => weakening(each, home, env))
      .find((each) => each !== undefined);
  const real = realOrSelf(file);
  const ours = [settingsPath(env), ...Object.keys(record.files)].find((each) => realOrSelf(each) === real);
  // Skills and the like come as changes of settings, too.
  if (ours === undefined && !/^(?:managed-)?settings[^/]*\.json$/i.test(basename(file))) return undefined;
  let text: string;
  try {
    text = readPlainFile(file, { largest: 16 << 20 }).toString('utf8');
  } catch (error) {
    if (errorCode(error) !== undefined) return ours === undefined ? undefined : 'the settings are gone';
    throw error;
  }
  if (isOwnWrite(home, file, text)) return undefined;
  const unread = whyUnread(text);
  if (unread !== undefined) return unread;
  const value: unknown = text.trim() === '' ? {} : JSON.parse(text.replace(/^\uFEFF/, ''));
  if (!isFields(value)) return 'the file is no object';
  return (
    weakeningAnywhere(value, record, ours !== undefined) ??
    (ours === undefined ? undefined : weakeningOfOurs(text, ours, home, record))
  );
}

/** What counts in a project's settings as well: a folder may come from anywhere, and opens no sandbox of the person's. */
function weakeningAnywhere(settings: Fields, { options }: ProtectionRecord, isOurs: boolean): string | undefined {
  if (settings['disableAllHooks'] === true) return 'disableAllHooks';
  const env = settings['env'];
  const variable = isFields(env) ? Object.keys(env).find((name) => steering.test(name)) : undefined;
  if (variable !== undefined) return `env.${variable}`;
  const holdsSandbox = options.sandbox === true || !isOurs;
  return holdsSandbox && opensSandbox(settings['sandbox']) ? 'the sandbox is opened' : undefined;
}

function opensSandbox(sandbox: unknown): boolean {
  if (!isFields(sandbox)) return false;
  const files = sandbox['filesystem'];
  return (
    sandbox['enabled'] === false ||
    sandbox['failIfUnavailable'] === false ||
    sandbox['allowUnsandboxedCommands'] === true ||
    isFilled(sandbox['excludedCommands']) ||
    (isFields(files) && isFilled(files['allowRead']))
  );
}

/** What Cloister wrote has to be there as it was written; a policy that changed since is not the file's fault. */
function weakeningOfOurs(
  text: string,
  path: string,
  home: string,
  { form, files }: ProtectionRecord,
): string | undefined {
  const launcher = process.platform === 'win32' ? `${launcherPath(home)}.cmd` : launcherPath(home);
  const file = files[path];
  const values = Object.entries(file?.record.values ?? {}).map(([key, { value }]) => [key, value] as const);
  const [missing] = missingFrom(text, {
    hooks: guardHooks(launcher, form),
    lists: file?.record.lists ?? {},
    values: Object.fromEntries(values),
    defaults: {},
  });
  return missing === undefined ? settingsWarnings(text)[0] : `${missing} is gone or changed`;
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
