import type { Call } from '../evaluated.ts';
import { hasHole } from '../holes.ts';
import { plainPath } from '../quoting.ts';
import { unknownOutput } from '../state.ts';
import type { Handler } from './call.ts';

/** Subcommands and options that give an agent more or take the guard away. */
export const loosening = /^(?:unlock|allow|approve|baseline|unprotect|uninstall|unseal|--restore(?:=.*)?)$/s;
/** Names that Cloister's own programs have. */
const ownScript = /^(?:cli\.c?[jt]s|start\.mjs|uninstall\.cjs|cloister[\w.-]*)$/;

/** What tells names of hidden notes, or changes what lies on the disk, though it loosens nothing. */
const telling = /^(?:history|doctor|log|audit|seal)$/;

/** What gives no agent more and tells no names of hidden notes, as the log, the doctor, the history and the audit do. */
const harmless = /^(?:scan|redact|status|see|why|lock|help|--help|-h|--version|-v|guard)$/;

export const cloister: Handler = (call) => {
  const [action = '--help', second] = call.args;
  const tightens = action === 'access' && call.args.some((arg) => arg === 'none') && !call.args.some(hasHole);
  // Which program calls the hook of commits may be known; what it is, only a person changes.
  const isLook = action === 'hook' && (second === 'status' || second === '--help' || second === '-h');
  if (!harmless.test(action) && !tightens && !isLook)
    call.shell.loosens(`cloister ${/^[\w-]+$/.test(action) ? action : ''}`.trim());
  if (action === 'redact') redact(call);
  if (action === 'scan' && call.args.includes('--staged')) staged(call);
  else if (action === 'scan') {
    const paths = call.args.slice(1).filter((arg) => !arg.startsWith('-'));
    for (const path of paths.length === 0 ? ['.'] : paths) call.shell.touch('read', path, call.state, { deep: true });
  }
  return unknownOutput;
};

/**
 * What is staged is looked at as the hook of a commit does it. Names of locked notes are left out where an agent runs it,
 * which the command tells by itself; what is asked for by name is judged here.
 */
function staged({ args, shell, state }: Call): void {
  for (const path of args.slice(1).filter((arg) => !arg.startsWith('-')))
    shell.touch('read', path, state, { deep: true, history: true, isGuess: true });
}

/** A redacted copy is a text that a command prints; turning one back is for people alone. */
function redact(call: Call): void {
  const args = call.args.slice(1);
  if (args.some((arg) => loosening.test(arg))) call.shell.loosens('cloister redact --restore');
  for (const path of args.filter((arg) => !arg.startsWith('-'))) call.shell.touch('read', path, call.state);
}

/** True where a path lies in a folder of Cloister's own: its package.json says so. Undefined where none is there. */
function belongsToCloister(path: string, { shell }: Call): boolean | undefined {
  const parts = path.split('/');
  for (let count = parts.length; count > Math.max(0, parts.length - 5); count--) {
    const text = shell.world.script(`${parts.slice(0, count).join('/')}/package.json`);
    if (text !== undefined) return /"name"\s*:\s*"cloister"/.test(text);
  }
  return undefined;
}

/** True where a folder is a checkout or an installation of Cloister. */
export function cloisterAround(folder: string, call: Call): boolean {
  return call.shell
    .paths(folder, call.state)
    .some((path) => !hasHole(path) && belongsToCloister(plainPath(path), call) === true);
}

/** Follows a script of Cloister's that an interpreter is given, by whatever name the command reaches it. */
export function cloisterScript(call: Call): void {
  const { args, shell, state } = call;
  for (const [index, arg] of args.entries()) {
    const file = arg.replace(/^--?[\w-]+=/, '').replace(/^file:\/\//, '');
    const rest = args.slice(index + 1);
    const verb =
      rest.find((each) => loosening.test(each)) ??
      (telling.test(rest[0] ?? '') || (rest[0] === 'hook' && rest[1] !== 'status') ? rest[0] : undefined);
    const isUninstaller = file.endsWith('uninstall.cjs');
    if (!ownScript.test(file.slice(file.lastIndexOf('/') + 1)) || (verb === undefined && !isUninstaller)) continue;
    // A program of that name in somebody else's package is theirs.
    const owners = shell
      .paths(file, state)
      .map((path) => (hasHole(path) ? undefined : belongsToCloister(plainPath(path), call)));
    if (owners.some((owner) => owner !== false)) shell.loosens(`cloister ${verb ?? 'uninstall'}`);
  }
}
