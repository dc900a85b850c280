import type { Call } from '../evaluated.ts';
import { anything, hasHole } from '../holes.ts';
import { quoteWord } from '../quoting.ts';
import { copyState, noOutput, type Output, unknownOutput } from '../state.ts';
import {
  contentOf,
  type Handler,
  hasOption,
  opaqueProgram,
  readMentioned,
  splitArguments,
  valuesOfOption,
} from './call.ts';
import { followCode } from './code.ts';
import { parallel, xargs } from './xargs.ts';

/** Runs the arguments from `from` on as a command. */
function runRest(call: Call, from: number, state = call.state): Output {
  const [name, ...args] = call.args.slice(from);
  if (name === undefined) return unknownOutput;
  return call.shell.invoke(name, args, { state, input: call.input, words: call.words.slice(from + 1), end: call.end });
}

/** A wrapper whose options may take the values named; then `operands` operands; then the command. */
function wrapper(letters: string, longNames: readonly string[] = [], operands = 0, folder?: RegExp): Handler {
  return (call) => {
    const { args, shell } = call;
    const state = copyState(call.state);
    let index = 0;
    for (; index < args.length; index++) {
      const arg = args[index] ?? '';
      if (arg === '--') {
        index += 1;
        break;
      }
      if (!arg.startsWith('-') || arg === '-') break;
      readMentioned(call, [arg]);
      const into = folder?.exec(arg);
      if (into !== null && into !== undefined)
        shell.invoke('cd', [into[1] || (args[index + 1] ?? '')], { state, input: noOutput });
      const takesNext = arg.startsWith('--')
        ? longNames.includes(arg)
        : arg.length === 2 && letters.includes(arg.charAt(1));
      if (takesNext) {
        index += 1;
        if (args[index] !== undefined) readMentioned(call, [args[index] ?? '']);
      }
    }
    for (const arg of args.slice(index, index + operands)) readMentioned(call, [arg]);
    // `sudo NAME=value command`.
    let from = index + operands;
    for (; /^[A-Za-z_]\w*=/.test(args[from] ?? ''); from++) {
      const [name = '', ...value] = (args[from] ?? '').split('=');
      shell.setVariable(name, [value.join('=')], state, true);
    }
    const output = from < args.length ? runRest(call, from, state) : runContent(call, call.input, state, true);
    if (folder === undefined) call.state.cwds = state.cwds;
    return output;
  };
}

const longEnvOptions = ['chdir', 'split-string', 'unset'];

const environment: Handler = (call) => {
  const { args, shell } = call;
  const state = call.state;
  const kept = new Map(state.variables);
  const cwds = state.cwds;
  let index = 0;
  for (; index < args.length; index++) {
    const arg = args[index] ?? '';
    const assignment = /^([\w%]+)=(.*)$/s.exec(arg);
    const long = /^--([a-z-]+)(?:=(.*))?$/s.exec(arg);
    const short = /^-[i0v]*([CSu])(.*)$/s.exec(arg);
    const option = long?.[1] === undefined ? short?.[1] : longEnvOptions.find((each) => each.startsWith(long[1] ?? ''));
    if (option !== undefined && /^(?:C|S|u|chdir|split-string|unset)$/.test(option)) {
      const attached = long === null ? short?.[2] : long[2];
      const value = attached === undefined || (attached === '' && long === null) ? (args[++index] ?? '') : attached;
      if (/^(?:C|chdir)$/.test(option)) shell.invoke('cd', [value], { state, input: call.input });
      else if (/^(?:S|split-string)$/.test(option)) {
        // The text may hold options of its own and assignments.
        const words = ['env', value, ...args.slice(index + 1).map(quoteWord)];
        const output = shell.text(words.join(' '), state, call.input);
        state.variables = kept;
        state.cwds = cwds;
        return output;
      } else state.variables.delete(value);
    } else if (assignment !== null) {
      const [, name = '', value = ''] = assignment;
      const exported = /^BASH_FUNC_(.+)%%$/.exec(name)?.[1];
      // A function that bash takes over from its environment.
      if (exported !== undefined) shell.text(`${exported} ${value}; ${exported}`, copyState(state), call.input);
      else shell.setVariable(name, [value], state, true);
    } else if (arg === '--') {
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
  // Exported functions come along, others do not; a new shell starts with its own options.
  for (const [name, known] of state.functions) state.functions.set(name, { ...known, isCertain: false });
  state.aliases = new Map();
  state.traps = [];
  state.options = new Set(shell.valuesOf('BASHOPTS', state)?.flatMap(([text = '']) => text.split(':')) ?? []);
  if (args.length === 1 && /^--(?:version|help)$/.test(args[0] ?? '')) return unknownOutput;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (/^--(?:rcfile|init-file)(?:=|$)/.test(arg)) {
      const file = arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : (args[++index] ?? '');
      const content = contentOf(call, file);
      if (content?.kind === 'known') shell.text(content.text, state, unknownOutput);
      else {
        shell.touch('read', file, state);
        shell.scriptFile(file, state);
      }
      continue;
    }
    if (/^[-+]o$|^[-+]O$/.test(arg)) {
      if (arg === '-O') state.options = new Set([...state.options, args[index + 1] ?? '']);
      index += 1;
      continue;
    }
    if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(arg)) {
      // Further options may stand before the text.
      const from = args.findIndex((each, at) => at > index && !/^(?:[-+][a-zA-Z]+|--)$/.test(each));
      const rest = from < 0 ? [] : args.slice(from);
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
    const content = contentOf(call, arg);
    if (content !== undefined) return runContent(call, content, state);
    shell.touch('read', arg, state);
    shell.scriptFile(arg, state);
    for (const rest of args.slice(index + 1)) readMentioned(call, [rest]);
    shell.opaque();
    return unknownOutput;
  }
  return runContent(call, input, state);
};

function runContent({ shell }: Call, content: Output, state: Call['state'], isOnlyKnown = false): Output {
  if (content.kind === 'known') return shell.text(content.text, state, unknownOutput);
  if (isOnlyKnown) return unknownOutput;
  if (content.kind === 'nothing') return unknownOutput;
  shell.unknown('a script that comes out of another command');
  return unknownOutput;
}

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
    const inside = copyState(state);
    for (const [index, arg] of args.entries()) {
      const before = args[index - 1];
      if (before === '-c' && call.name === 'tmux') shell.invoke('cd', [arg], { state: inside, input: noOutput });
      const content = before === '-f' || before === '-c' ? contentOf(call, arg) : undefined;
      if (content?.kind === 'known')
        for (const [, text = ''] of content.text.matchAll(/"((?:\\.|[^"])*)"|'[^']*'/g))
          shell.text(text, copyState(state), noOutput);
      if (/\s/.test(arg)) shell.text(arg, copyState(inside), unknownOutput);
    }
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

/** Commands of a debugger: each may be a shell's, Python's or a file of commands. */
const debuggerProgram: Handler = (call) => {
  const { args, shell, input } = call;
  const at = args.indexOf('--args');
  if (at >= 0) runRest(call, at + 1);
  const commands = args.map((arg) => arg.replace(/^--?(?:ex|iex|eval-command|init-eval-command|o|one-line)=/, ''));
  for (const [index, file] of args.entries()) {
    if (!/^(?:-x|--command|-ix|--init-command|-s|--source)$/.test(args[index - 1] ?? '')) continue;
    const content = contentOf(call, file);
    if (content?.kind === 'known') commands.push(...content.text.split('\n'));
  }
  if (input.kind === 'known') commands.push(...input.text.split('\n'));
  for (const text of commands) {
    const command = /^\s*(?:shell|!|make|pipe|\||platform shell)\s*(.*)$/s.exec(text)?.[1];
    if (command !== undefined) shell.text(command, copyState(call.state), unknownOutput);
    const code = /^\s*(?:python|python-interactive|pi|py|script)\s+(.*)$/s.exec(text)?.[1];
    if (code !== undefined) followCode(code, call);
    const file = /^\s*(?:source|file|symbol-file|restore|add-symbol-file|command source)\s+(?:-\w\s+)*(\S+)/.exec(
      text,
    )?.[1];
    if (file !== undefined) shell.touch('read', file, call.state);
  }
  return opaqueProgram(call);
};

const scriptProgram: Handler = (call) => {
  const split = splitArguments(call, 'cEIOoTtmB', ['--command', '--log-out', '--log-in', '--log-io', '--echo']);
  for (const text of valuesOfOption(split, '-c', '--command')) call.shell.text(text, copyState(call.state), call.input);
  for (const { text } of split.operands) call.shell.touch('write', text, call.state);
  if (!hasOption(split, '-c', '--command') && call.input.kind === 'known')
    call.shell.text(call.input.text, copyState(call.state), unknownOutput);
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

/** `strace -o '|command'` pipes its log into a command. */
function tracer(letters: string): Handler {
  const run = wrapper(letters);
  return (call) => {
    for (const arg of call.args) {
      const command = /^(?:-o)?[|!](.+)$/s.exec(arg)?.[1];
      if (command !== undefined) call.shell.text(command, copyState(call.state), unknownOutput);
    }
    return run(call);
  };
}

/** `start-stop-daemon -S -x program -- arguments`. */
const startStop: Handler = (call) => {
  const { shell } = call;
  const state = copyState(call.state);
  const at = call.args.indexOf('--');
  const split = splitArguments({ args: call.args.slice(0, at < 0 ? undefined : at), words: [] }, 'xadpnucgrksRNPI', [
    '--exec',
    '--startas',
    '--chdir',
    '--pidfile',
    '--chuid',
  ]);
  for (const folder of valuesOfOption(split, '-d', '--chdir')) shell.invoke('cd', [folder], { state, input: noOutput });
  for (const program of valuesOfOption(split, '-x', '-a', '--exec', '--startas'))
    shell.invoke(program, at < 0 ? [] : call.args.slice(at + 1), { state, input: noOutput });
  return unknownOutput;
};

/** Containers and sandboxes whose folders are mapped: the command's own paths may be this machine's. */
const plainWrapper = wrapper('');

/** Its programs know fewer options than those they stand for: exclusions can not go there. */
const boxed: Handler = (call) => plainWrapper({ ...call, end: undefined });

export const wrappers: Readonly<Record<string, Handler>> = {
  env: environment,
  sudo: wrapper(
    'ugCDhpRrtTU',
    ['--user', '--group', '--chdir', '--host', '--prompt', '--role', '--type'],
    0,
    /^(?:-D|--chdir=?)(.*)$/s,
  ),
  doas: wrapper('uC'),
  nice: wrapper('n', ['--adjustment']),
  ionice: wrapper('cnp'),
  nohup: plainWrapper,
  setsid: plainWrapper,
  timeout: wrapper('ks', ['--kill-after', '--signal'], 1),
  gtimeout: wrapper('ks', ['--kill-after', '--signal'], 1),
  stdbuf: wrapper('ioe', ['--input', '--output', '--error']),
  time: wrapper('fo', ['--format', '--output']),
  busybox: boxed,
  toybox: boxed,
  strace: tracer('abeEIopPsSuUXO'),
  ltrace: tracer('aAbDeFlnopsSuwxX'),
  chroot: wrapper('', [], 1),
  unshare: wrapper('SGRw', ['--root', '--wd', '--setuid', '--setgid'], 0, /^(?:-w|--wd=?)(.*)$/s),
  nsenter: wrapper('tSG', ['--target', '--setuid', '--setgid']),
  setarch: wrapper('', [], 1),
  linux32: plainWrapper,
  linux64: plainWrapper,
  setpriv: plainWrapper,
  prlimit: plainWrapper,
  choom: wrapper('np', ['--adjust', '--pid']),
  numactl: wrapper('NCmipl'),
  unbuffer: plainWrapper,
  chronic: plainWrapper,
  eatmydata: plainWrapper,
  'ssh-agent': wrapper('aEOtP'),
  pkexec: wrapper('', ['--user']),
  'systemd-inhibit': wrapper('', ['--what', '--who', '--why', '--mode']),
  'start-stop-daemon': startStop,
  taskset: wrapper('p', [], 1),
  chrt: wrapper('p', [], 1),
  firejail: plainWrapper,
  proot: wrapper('rbwq', [], 0, /^(?:-w|--cwd=?)(.*)$/s),
  fakeroot: plainWrapper,
  caffeinate: wrapper('t'),
  'systemd-run': wrapper(
    'pMHEud',
    ['--unit', '--property', '--setenv', '--slice', '--working-directory'],
    0,
    /^(?:--working-directory=?)(.*)$/s,
  ),
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
