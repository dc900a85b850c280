import { anything, hasHole } from '../holes.ts';
import { unknownOutput } from '../state.ts';
import { type Handler, readPathLike, splitArguments, valuesOfOption } from './call.ts';

/** Names of services, units, targets and packages are no paths. */
export const named: Handler = (call) => {
  readPathLike(call);
  call.shell.opaque();
  return unknownOutput;
};

export const service: Handler = (call) => {
  if (
    call.args.some((arg) => /cloister/i.test(arg)) &&
    call.args.some((arg) => /^(?:stop|disable|kill|mask|restart|bootout|unload|remove)$/.test(arg))
  )
    call.shell.tampers('Cloister itself');
  return named(call);
};

/** Names of programs that the guard runs in or beneath. */
const runsGuard = /guard|^\W*(?:node|claude\S*|code|code-server|electron|sh|bash|zsh)\W*$/i;

export const killer: Handler = (call) => {
  const { name, args, shell, state } = call;
  const words = args.filter((arg) => !/^-(?:\d+|[A-Z]+\d*|SIG\w+|[lsnfuxo])$/.test(arg));
  if (
    name !== 'kill' &&
    words.some((arg) => hasHole(arg) || /cloister|guard|^node$|^claude|^code\b|code-server|^sh$|electron/i.test(arg))
  )
    shell.tampers('what runs the guard');
  // A variable that nothing has set yet may be set to a job by the time a trap runs.
  const isForeign =
    words.includes('1') ||
    args.slice(1).includes('-1') ||
    args.some((arg, at) => arg.includes(anything) && !/^"?\$\{?\w+\}?"?$/.test(call.words[at]?.text ?? ''));
  // A signal to nothing (`kill -0`) asks whether a process is there.
  if (name === 'kill' && !/^-(?:0|l|L)$/.test(args[0] ?? '') && (shell.namesParent || isForeign))
    shell.unknown('the process that is to get a signal');
  if (name === 'fuser')
    for (const arg of words) if (!arg.startsWith('-')) shell.touch('write', arg, state, { isGuess: true });
  return unknownOutput;
};

export const processList: Handler = (call) => {
  if (call.args.some((arg) => /cloister/i.test(arg))) call.shell.tampers('what runs the guard');
  const patterns = call.args.filter((arg) => !arg.startsWith('-'));
  if (patterns.length === 0 || patterns.some((arg) => hasHole(arg) || runsGuard.test(arg)))
    call.shell.namesParent = true;
  return { kind: 'plain' };
};

/** With -t it gives numbers of processes alone. */
export const openFiles: Handler = (call) => {
  readPathLike(call);
  return call.args.some((arg) => /^-[a-zA-Z]*t/.test(arg)) ? { kind: 'plain' } : unknownOutput;
};

export const clock: Handler = (call) => {
  const split = splitArguments(call, 'sdfrI', ['--set', '--date', '--file', '--reference']);
  if (
    split.options.some(({ name }) => name === '-s' || name === '--set') ||
    split.operands.some(({ text }) => /^\d{8,}/.test(text))
  )
    call.shell.tampers("the machine's clock");
  for (const file of valuesOfOption(split, '-f', '--file', '-r', '--reference'))
    call.shell.touch('read', file, call.state, { isGuess: true });
  // A format may hold any text beside its fields.
  const isPlain = split.operands.every(
    ({ text }) => /^\+(?:%[-_0^#]?[a-zA-Z%+]|[-_:T. Z])*$/.test(text) && !/\.(?!%)/.test(text),
  );
  return isPlain ? { kind: 'plain' } : unknownOutput;
};

export const timeControl: Handler = (call) => {
  if (call.args.some((arg) => /^(?:set-time|set-ntp|-w|--set|--systohc)/.test(arg)))
    call.shell.tampers("the machine's clock");
  return unknownOutput;
};
