import type { Call } from '../../evaluated.ts';
import { copyState, type Output, unknownOutput } from '../../state.ts';
import { checkRevision, objectPath, type Repository, readObject } from './repository.ts';

/** Configuration whose value is run or read as a file of configuration. */
export const runningKey =
  /^(?:core\.(?:hookspath|pager|editor|sshcommand|fsmonitor|gitproxy|askpass|attributesfile|worktree)|pager\..*|alias\..*|filter\..*|diff\.external|diff\..*\.(?:command|textconv)|difftool\..*|merge\..*\.driver|mergetool\..*|sequence\.editor|credential\..*|gpg\..*program|gpg\.program|include\.path|includeif\..*|url\..*|uploadpack\..*|receive\..*|protocol\..*|interactive\.difffilter|init\.templatedir|sendemail\..*|browser\..*|web\.browser|man\..*|trailer\..*|safe\.directory)$/i;

/** Configuration that the environment hands to one run. */
export function settingsOf({ shell, state }: Call): string[] {
  const first = (name: string): string | undefined => state.variables.get(name)?.values[0]?.[0];
  const count = Number(first('GIT_CONFIG_COUNT') ?? 0);
  const found = Array.from(
    { length: Math.min(Number.isNaN(count) ? 0 : count, 50) },
    (_, index) => `${first(`GIT_CONFIG_KEY_${index}`) ?? ''}=${first(`GIT_CONFIG_VALUE_${index}`) ?? ''}`,
  );
  for (const [, key = '', quoted = ''] of (first('GIT_CONFIG_PARAMETERS') ?? '').matchAll(
    /'([^'=]+)(?:'=')?=?([^']*)'/g,
  ))
    found.push(`${key}=${quoted}`);
  for (const name of ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG']) {
    const file = first(name);
    if (file === undefined || file === '') continue;
    const content = shell.contentOf(file, state, unknownOutput);
    if (content === undefined) shell.touch('read', file, state);
    else if (content.kind !== 'known') shell.unknown(`what ${name} sets`);
    else if (/^\s*\[(?:alias|core|pager|diff|filter|include|url|merge|credential)/im.test(content.text))
      shell.tampers("git's configuration");
  }
  return found;
}

/** `-c key=value` for one run: a value that git runs is followed like any command. */
export function configuration(text: string, call: Call): void {
  const { shell } = call;
  const [key = '', ...rest] = text.split('=');
  const value = rest.join('=');
  followValue(value, call);
  if (!runningKey.test(key)) return;
  if (/hookspath$/i.test(key)) shell.tampers(`git's ${key}`);
  else if (/^(?:core\.pager|core\.editor|alias\.|diff\.external|core\.sshcommand|sequence\.editor|pager\.)/i.test(key))
    runSetting(key, value, call);
  else if (value !== '' && !/^(?:true|false|\d+)$/.test(value)) shell.tampers(`git's ${key}`);
}

/** A value may be a file that git reads and shows: a template, a signature, a list of revisions. */
function followValue(value: string, { shell, state }: Call): void {
  if (value !== '' && !/^(?:true|false|\d+)$/.test(value)) shell.touch('read', value, state, { isGuess: true });
}

/** A setting that is a command; an alias without `!` is git's own. */
function runSetting(key: string, value: string, { shell, state }: Call): void {
  if (!key.toLowerCase().startsWith('alias.') || value.startsWith('!'))
    shell.text(value.replace(/^!/, ''), copyState(state), unknownOutput);
}

export const config = (repository: Repository): Output => {
  const { call, args } = repository;
  for (const [index, arg] of args.entries()) {
    const [, name = '', value] = /^(-f|--file|--blob)(?:=(.*))?$/s.exec(arg) ?? [];
    const file = name === '' ? undefined : (value ?? args[index + 1]);
    if (file === undefined) continue;
    const object = name === '--blob' ? objectPath(file) : undefined;
    if (object !== undefined) readObject(repository, object.path);
    else if (name === '--blob') checkRevision(file, repository);
    else call.shell.touch('read', file, call.state, { isGuess: true });
  }
  const operands = args.filter(
    (arg, index) => !arg.startsWith('-') && !/^(?:-f|--file|--type|--default|--blob)$/.test(args[index - 1] ?? ''),
  );
  const words = /^(?:get|set|unset|list|edit|rename-section|remove-section)$/.test(operands[0] ?? '')
    ? operands.slice(1)
    : operands;
  const [key, value] = words;
  const isReading =
    operands[0] === 'get' ||
    args.some((arg) => /^--(?:get|list|get-all|get-regexp|show-origin)$|^-l$/.test(arg)) ||
    value === undefined;
  const isEditing =
    args.some((arg) => /^(?:-e|--edit|--unset.*|--replace-all|--add|--rename-section|--remove-section)$/.test(arg)) ||
    /^(?:set|unset|edit)$/.test(operands[0] ?? '');
  if (value !== undefined) followValue(value, call);
  if (key !== undefined && runningKey.test(key) && (!isReading || isEditing)) call.shell.tampers(`git's ${key}`);
  if (args.some((arg) => /^(?:-e|--edit)$/.test(arg)) || operands[0] === 'edit')
    call.shell.tampers("git's configuration");
  return unknownOutput;
};
