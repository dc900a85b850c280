import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { getNodeValue, type ParseError, parseTree } from 'jsonc-parser';
import { missingFrom, settingsWarnings, whyUnread } from '../../agents/claude-code/settings.ts';
import { readPlainFile } from '../plain-file.ts';
import { isOwnWrite, protectionOf } from '../protection.ts';
import { realOrSelf } from '../vaults.ts';
import { errorCode } from '../walk.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Says how a settings file of Claude Code would weaken the guard, if it does: as it lies on disk now, after somebody
 * changed it. `home` is Cloister's own folder.
 */
export function weakening(
  file: string,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (!existsSync(join(home, 'agents', 'claude-code.json'))) return undefined;
  const folder = env['CLAUDE_CONFIG_DIR'] ?? join(env['HOME'] ?? '', '.claude');
  const isUser = realOrSelf(file) === realOrSelf(join(folder, 'settings.json'));
  let text: string;
  try {
    text = readPlainFile(file, { largest: 16 << 20 }).toString('utf8');
  } catch (error) {
    if (errorCode(error) !== undefined) return isUser ? 'the settings are gone' : undefined;
    throw error;
  }
  if (isOwnWrite(home, file, text)) return undefined;
  const errors: ParseError[] = [];
  const tree = parseTree(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  const value: unknown = tree === undefined ? undefined : getNodeValue(tree);
  if (errors.length > 0 || !isFields(value)) return 'it is no JSON, so that all of it would be left out';
  if (value['disableAllHooks'] === true) return 'disableAllHooks';
  const sandbox = value['sandbox'];
  if (
    isFields(sandbox) &&
    (sandbox['enabled'] === false ||
      (isFields(sandbox['filesystem']) && Array.isArray(sandbox['filesystem']['allowRead'])))
  )
    return 'the sandbox is opened';
  return isUser ? weakeningOfUser(text, home, env) : undefined;
}

/** The user's settings hold the guard: what has the client leave them out, or changes our hooks in any way, ends that. */
function weakeningOfUser(
  text: string,
  home: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const [unread = settingsWarnings(text)[0]] = [whyUnread(text)];
  if (unread !== undefined) return unread;
  // Deny rules that are gone are put back; the guard holds what they held.
  const [gone] = missingFrom(text, { ...protectionOf({ home, env }).wanted, lists: {} });
  return gone === undefined ? undefined : `${gone} is gone or changed`;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
