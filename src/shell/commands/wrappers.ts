import type { Call } from '../evaluate.ts';
import { quoteWord } from '../evaluate.ts';
import { splitFields } from '../expand.ts';
import { anything, hasHole, listed, plainName } from '../holes.ts';
import { copyState, type Output, unknownOutput } from '../state.ts';
import { type Handler, hasOption, opaqueProgram, readMentioned, splitArguments, valuesOfOption } from './call.ts';

/** Runs the arguments from `from` on as a command. */
function runRest(call: Call, from: number, state = call.state): Output {
  const [name, ...args] = call.args.slice(from);
  if (name === undefined) return unknownOutput;
  return call.shell.invoke(name, args, { state, input: call.input, words: call.words.slice(from + 1), end: call.end });
}

/** A wrapper whose options may take the values named; then `operands` operands; then the command. */
function wrapper(letters: string, longNames: readonly string[] = [], operands = 0): Handler {
  return (call) => {
    const { args } = call;
    let index = 0;
    for (; index < args.length; index++) {
      const arg = args[index] ?? '';
      if (arg === '--') {
        index += 1;
        break;
      }
      if (!arg.startsWith('-') || arg === '-') break;
      readMentioned(call, [arg]);
      const takesNext = arg.startsWith('--')
        ? longNames.includes(arg)
        : arg.length === 2 && letters.includes(arg.charAt(1));
      if (takesNext) {
        index += 1;
        if (args[index] !== undefined) readMentioned(call, [args[index] ?? '']);
      }
    }
    for (const arg of args.slice(index, index + operands)) readMentioned(call, [arg]);
    return runRest(call, index + operands);
  };
}

const environment: Handler = (call) => {
  const { args, shell } = call;
  const state = call.state;
  const kept = new Map(state.variables);
  const cwds = state.cwds;
  let index = 0;
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    const assignment = /^(\w+)=(.*)$/s.exec(arg);
    const folder = /^(?:-C|--chdir)(?:=?(.+))?$/.exec(arg);
    const split = /^(?:-S|--split-string)(?:=?(.+))?$/s.exec(arg);
    if (folder !== null) {
      const target = folder[1] ?? args[++index] ?? '';
      shell.invoke('cd', [target], { state, input: call.input });
    } else if (split !== null) {
      const words = [split[1] ?? args[++index] ?? '', ...args.slice(index + 1).map(quoteWord)];
      const output = shell.text(words.join(' '), state, call.input);
      state.variables = kept;
      state.cwds = cwds;
      return output;
    } else if (/^-u$|^--unset$/.test(arg)) index += 1;
    else if (assignment !== null) shell.setVariable(assignment[1] ?? '', [assignment[2] ?? ''], state, true);
    else if (arg === '--') {
      index += 1;
      break;
    } else if (hasHole(arg) && arg.includes(anything)) {
      shell.unknown('what env runs');
      break;
    } else if (!arg.startsWith('-')) break;
  }
  // Later assignments may follow `--`.
  const output = index < args.length ? runRest(call, index) : unknownOutput;
  state.variables = kept;
  state.cwds = cwds;
  return output;
};

/** `sh`, `bash` and their kin: a text with -c, a script, or standard input. */
const shellProgram: Handler = (call) => {
  const { args, shell, input } = call;
  const state = copyState(call.state);
  state.functions = new Map();
  state.aliases = new Map();
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (/^--(?:rcfile|init-file)(?:=|$)/.test(arg)) {
      shell.touch('read', arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : (args[++index] ?? ''), state);
      continue;
    }
    if (/^[-+]o$|^[-+]O$/.test(arg)) {
      if (arg === '-O') state.options = new Set([...state.options, args[index + 1] ?? '']);
      index += 1;
      continue;
    }
    if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(arg)) {
      const rest = args.slice(index + 1).filter((each, at) => !(at === 0 && each === '--'));
      const [text = '', zero, ...positional] = rest;
      state.positional = positional;
      state.variables.set('0', { values: [[zero ?? 'sh']], isExported: false });
      if (zero !== undefined && positional.length === 0) state.positional = [zero];
      const at = zero !== undefined ? copyState(state) : state;
      at.positional = positional;
      if (/\$\{?0/.test(text) && zero !== undefined) shell.touch('read', zero, state, { isGuess: true });
      return shell.text(text, at, input);
    }
    if (arg === '-s' || /^-[a-zA-Z]*s[a-zA-Z]*$/.test(arg)) break;
    if (arg.startsWith('-') || arg.startsWith('+')) continue;
    const content = shell.contentOf(arg) ?? (/^\/dev\/(?:stdin|fd\/0)$/.test(arg) ? input : undefined);
    if (content !== undefined) return runContent(call, content, state);
    shell.touch('read', arg, state);
    shell.scriptFile(arg, state);
    for (const rest of args.slice(index + 1)) readMentioned(call, [rest]);
    shell.opaque();
    return unknownOutput;
  }
  return runContent(call, input, state);
};

function runContent({ shell }: Call, content: Output, state: Call['state']): Output {
  if (content.kind === 'known') return shell.text(content.text, state, unknownOutput);
  if (content.kind === 'nothing') return unknownOutput;
  shell.unknown('a script that comes out of another command');
  return unknownOutput;
}

const xargs: Handler = (call) => {
  const { args, shell, state } = call;
  const letters = 'adEIiLlnPs';
  let input = call.input;
  let placeholder: string | undefined;
  let isNul = false;
  let index = 0;
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--') {
      index += 1;
      break;
    }
    if (!arg.startsWith('-')) break;
    const [, letter = '', attached = ''] = /^-([a-zA-Z])(.*)$/s.exec(arg) ?? [];
    const long = /^--([\w-]+)(?:=(.*))?$/s.exec(arg);
    isNul ||= letter === '0' || arg === '--null' || /^-[a-z]*0/.test(arg);
    const takesNext = letter !== '' && letters.includes(letter) && attached === '' && !'il'.includes(letter);
    const value = long?.[2] ?? (takesNext ? args[++index] : attached);
    if (letter === 'I' || letter === 'i' || long?.[1] === 'replace')
      placeholder = value === '' || value === undefined ? '{}' : value;
    if (letter === 'a' || long?.[1] === 'arg-file') {
      const file = long !== null && long[2] === undefined ? (args[++index] ?? '') : (value ?? '');
      input = shell.contentOf(file) ?? unknownOutput;
      if (shell.contentOf(file) === undefined) shell.touch('read', file, state);
    } else if (
      long !== null &&
      long[2] === undefined &&
      /^(?:max-args|max-procs|max-lines|max-chars|delimiter|eof)$/.test(long[1] ?? '')
    )
      index += 1;
  }
  const [name = 'echo', ...fixed] = args.slice(index);
  const given = inputWords(input, isNul, placeholder !== undefined);
  if (placeholder === undefined)
    return shell.invoke(name, [...fixed, ...given], { state: copyState(state), input: { kind: 'nothing' } });
  const mark = placeholder;
  let output: Output = unknownOutput;
  for (const word of given.slice(0, 200)) {
    const fill = (text: string): string => text.replaceAll(mark, () => word);
    output = shell.invoke(fill(name), fixed.map(fill), { state: copyState(state), input: { kind: 'nothing' } });
  }
  return output;
};

function inputWords(input: Output, isNul: boolean, isLines: boolean): string[] {
  if (input.kind === 'known') {
    const words = isNul
      ? input.text.split('\0')
      : isLines
        ? input.text.split('\n').map((line) => line.trim())
        : splitFields(input.text.replace(/["'\\]/g, ''));
    return words.filter((word) => word !== '');
  }
  return [input.kind === 'listed' ? listed : input.kind === 'plain' ? plainName : anything];
}

/** GNU parallel: arguments behind `:::` or from standard input take the place of `{}`. */
const parallel: Handler = (call) => {
  const { args, shell, state } = call;
  const at = args.findIndex((arg) => /^:::\+?$/.test(arg));
  const command = args
    .slice(0, at < 0 ? args.length : at)
    .filter((arg) => !/^-(?:j\d*|[kvq0]|-[\w-]+(?:=.*)?)$/.test(arg));
  const given =
    at < 0 ? inputWords(call.input, false, true) : args.slice(at + 1).filter((arg) => !/^::::?\+?$/.test(arg));
  for (const file of args.slice(args.indexOf('::::') + 1)) if (args.includes('::::')) shell.touch('read', file, state);
  for (const word of given.slice(0, 200)) {
    const text = command.map((part) => (command.length > 1 ? part : part)).join(' ');
    shell.text(
      text.includes('{') ? text.replaceAll(/\{[./]*\}/g, () => quoteWord(word)) : `${text} ${quoteWord(word)}`,
      copyState(state),
      unknownOutput,
    );
  }
  return unknownOutput;
};

/** Programs whose arguments are a command in a text, such as `watch` and `su -c`. */
const textRunner: Handler = (call) => {
  const { args, shell, state, input } = call;
  const split = splitArguments(call, 'cntstlIouEf', ['--command', '--interval', '--shell', '--session-command']);
  for (const text of valuesOfOption(split, '-c', '--command', '--session-command'))
    shell.text(text, copyState(state), input);
  for (const { text } of split.operands) readMentioned(call, [text]);
  const words = split.operands.map(({ text }) => text);
  if (call.name === 'watch' || call.name === 'entr') return shell.text(words.join(' '), copyState(state), input);
  if (/^(?:tmux|screen)$/.test(call.name)) {
    for (const arg of args) if (/\s/.test(arg)) shell.text(arg, copyState(state), unknownOutput);
    const program = args.findIndex((arg, index) => index > 0 && /^(?:ba|da|z|k)?sh$/.test(arg));
    if (program >= 0) runRest(call, program);
    shell.opaque();
  }
  return unknownOutput;
};

/** `at`, `batch`, `crontab -`: commands that run later, without the guard. */
const later: Handler = (call) => {
  const { args, shell, state, input, name } = call;
  readMentioned(call);
  if (name === 'crontab' && args.some((arg) => /^-[lr]$/.test(arg))) return unknownOutput;
  if (input.kind === 'known') {
    for (const line of input.text.split('\n')) {
      const command = name === 'crontab' ? line.replace(/^\s*(?:@\w+|(?:\S+\s+){5})/, '') : line;
      shell.text(command, copyState(state), unknownOutput);
    }
  } else if (input.kind !== 'nothing') shell.unknown('what is to run later');
  shell.opaque();
  return unknownOutput;
};

/** `ssh host command`: the host may be this machine. */
const remoteShell: Handler = (call) => {
  const { shell, state, input } = call;
  const split = splitArguments(call, 'BbcDEeFIiJLlmOoPpQRSWw');
  for (const { name, value } of split.options) {
    if (value === undefined) continue;
    if (/^-[iFES]$/.test(name)) shell.touch('read', value, state, { isGuess: true });
    const command = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand)[= ](.*)$/is.exec(value)?.[1];
    if (command !== undefined) shell.text(command, copyState(state), input);
  }
  const [, ...command] = split.operands.map(({ text }) => text);
  if (command.length > 0) {
    const away = copyState(state);
    // Relative paths are the other machine's; absolute ones may be this one's.
    away.cwds = ['/home/\uE001'];
    shell.text(command.join(' '), away, input);
  }
  return unknownOutput;
};

const expect: Handler = (call) => {
  const split = splitArguments(call, 'cdfb');
  for (const text of valuesOfOption(split, '-c')) {
    for (const each of text.split(/[;\n]/)) {
      const command = /^\s*(?:spawn|exec|system)\s+(?:-\w+\s+)*(.*)$/s.exec(each)?.[1];
      if (command !== undefined) call.shell.text(command, copyState(call.state), unknownOutput);
    }
  }
  return opaqueProgram(call);
};

const debuggerProgram: Handler = (call) => {
  const at = call.args.indexOf('--args');
  if (at >= 0) runRest(call, at + 1);
  for (const text of call.args) {
    const command = /^(?:shell|!|make|pipe)\s*(.*)$/s.exec(text)?.[1];
    if (command !== undefined) call.shell.text(command, copyState(call.state), unknownOutput);
  }
  return opaqueProgram(call);
};

const scriptProgram: Handler = (call) => {
  const split = splitArguments(call, 'cEIOoTtmB', ['--command', '--log-out', '--log-in', '--log-io', '--echo']);
  for (const text of valuesOfOption(split, '-c', '--command')) call.shell.text(text, copyState(call.state), call.input);
  for (const { text } of split.operands) call.shell.touch('write', text, call.state);
  // On macOS the file comes first and the command behind it.
  if (split.operands.length > 1) runRest(call, call.args.indexOf(split.operands[1]?.text ?? ''));
  return unknownOutput;
};

const flock: Handler = (call) => {
  const split = splitArguments(call, 'cEwo', ['--command', '--timeout', '--wait', '--conflict-exit-code']);
  for (const text of valuesOfOption(split, '-c', '--command')) call.shell.text(text, copyState(call.state), call.input);
  if (hasOption(split, '-c', '--command')) return unknownOutput;
  return wrapper('Ew', ['--timeout', '--wait', '--conflict-exit-code'], 1)(call);
};

/** Containers and sandboxes whose folders are mapped: the command's own paths may be this machine's. */
const plainWrapper = wrapper('');

export const wrappers: Readonly<Record<string, Handler>> = {
  env: environment,
  sudo: wrapper('ugCDhpRrtTU', ['--user', '--group', '--chdir', '--host', '--prompt', '--role', '--type']),
  doas: wrapper('uC'),
  nice: wrapper('n', ['--adjustment']),
  ionice: wrapper('cnp'),
  nohup: plainWrapper,
  setsid: plainWrapper,
  timeout: wrapper('ks', ['--kill-after', '--signal'], 1),
  gtimeout: wrapper('ks', ['--kill-after', '--signal'], 1),
  stdbuf: wrapper('ioe', ['--input', '--output', '--error']),
  time: wrapper('fo', ['--format', '--output']),
  busybox: plainWrapper,
  toybox: plainWrapper,
  strace: wrapper('abeEIopPsSuUXO'),
  ltrace: wrapper('aAbDeFlnopsSuwxX'),
  chroot: wrapper('', [], 1),
  unshare: wrapper('SGR', ['--root', '--wd', '--setuid', '--setgid']),
  nsenter: wrapper('tSGrw', ['--target', '--setuid', '--setgid']),
  taskset: wrapper('p', [], 1),
  chrt: wrapper('p', [], 1),
  firejail: plainWrapper,
  proot: wrapper('rbwq'),
  fakeroot: plainWrapper,
  caffeinate: wrapper('t'),
  'systemd-run': wrapper('pMHEu', ['--unit', '--property', '--setenv', '--slice']),
  'dbus-run-session': plainWrapper,
  'xvfb-run': wrapper('aefnps'),
  perf: opaqueProgram,
  valgrind: plainWrapper,
  direnv: (call) => {
    call.shell.touch('read', '.envrc', call.state, { isGuess: true });
    call.shell.touch('read', '.env', call.state, { isGuess: true });
    return call.args[0] === 'exec' ? runRest(call, 2) : unknownOutput;
  },
  sh: shellProgram,
  bash: shellProgram,
  dash: shellProgram,
  zsh: shellProgram,
  ksh: shellProgram,
  mksh: shellProgram,
  ash: shellProgram,
  rbash: shellProgram,
  fish: shellProgram,
  xargs,
  gxargs: xargs,
  parallel,
  watch: textRunner,
  su: textRunner,
  runuser: textRunner,
  tmux: textRunner,
  screen: textRunner,
  entr: textRunner,
  at: later,
  batch: later,
  crontab: later,
  ssh: remoteShell,
  mosh: remoteShell,
  expect,
  gdb: debuggerProgram,
  lldb: debuggerProgram,
  script: scriptProgram,
  flock,
};
