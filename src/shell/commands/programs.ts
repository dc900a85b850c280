import type { Call } from '../evaluated.ts';
import { anything, hasHole } from '../holes.ts';
import { copyState, unknownOutput } from '../state.ts';
import {
  contentOf,
  type Handler,
  opaqueProgram,
  readMentioned,
  readPathLike,
  splitArguments,
  valuesOfOption,
  withoutLeftOut,
} from './call.ts';
import { cloister, cloisterAround, cloisterScript, loosening } from './own-program.ts';
import { followIncludes, textProcessor } from './streams.ts';

/** Programs that take the whole folder where they run when none is named. */
const treeReaders =
  /^(?:repomix|serve|http-server|live-server|gitingest|code2prompt|files-to-prompt|ripgrep-all|rga|ctags|etags|prettier-all|madge|sloc|scc|tokei|cloc|browser-sync|vite-preview)$/;
/** Builders work on a project by themselves: its folder among their arguments is no reading by the agent. */
const builders =
  /^(?:tsc|vite|vitest|jest|webpack|rollup|esbuild|next|astro|turbo|nx|playwright|cypress|husky|lefthook|changeset|semantic-release|mocha|ava|tap|c8|nyc|knip|tsup|parcel|storybook|gulp|grunt|create-.*|degit)$/;

const script = ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx', 'vue', 'svelte', 'astro'];
const python = ['py', 'pyi'];
/** Checkers of code, and the endings that they look for in a folder. */
const checkers: Readonly<Record<string, readonly string[]>> = {
  eslint: script,
  oxlint: script,
  tslint: script,
  ruff: python,
  mypy: python,
  pyright: python,
  pylint: python,
  flake8: python,
  black: python,
  isort: python,
  bandit: python,
  shellcheck: ['sh', 'bash'],
  stylelint: ['css', 'scss', 'sass', 'less'],
  hadolint: ['dockerfile'],
  rubocop: ['rb'],
};

function checker(endings: readonly string[]): Handler {
  return (call) => {
    const { shell, state } = call;
    for (const arg of withoutLeftOut(call, call.args)) {
      const isFolder =
        !arg.startsWith('-') && shell.paths(arg, state).some((path) => shell.world.kind(path) === 'folder');
      if (isFolder)
        shell.touch('read', arg, state, {
          deep: true,
          filesOnly: true,
          leavesOut: (path, isInner) => !isInner && !endings.some((ending) => path.endsWith(`.${ending}`)),
        });
      else readMentioned(call, [arg]);
    }
    shell.opaque();
    return unknownOutput;
  };
}

function runPackage(name: string, args: readonly string[], call: Call): void {
  const base = name.replace(/^@[^/]+\//, '').replace(/@[^@]*$/, '');
  const inner: Call = { ...call, name: base, args, words: [] };
  if (/^cloister$/.test(base)) cloister(inner);
  else if (/^dotenv(?:-cli)?$|^env-cmd$/.test(base)) dotenv(inner);
  else if (treeReaders.test(base)) treeReader(inner);
  else if (builders.test(base)) builder(inner);
  else if (Object.hasOwn(checkers, base) && checkers[base] !== undefined) checker(checkers[base])(inner);
  else opaqueProgram(inner);
}

const treeReader: Handler = (call) => {
  const operands = call.args.filter((arg) => !arg.startsWith('-') && !/^\d+$/.test(arg));
  for (const path of operands.length === 0 ? ['.'] : operands)
    call.shell.touch('read', path, call.state, { deep: true });
  return unknownOutput;
};

const builder: Handler = (call) => {
  readMentioned(
    call,
    withoutLeftOut(call, call.args).filter((arg) => !/^\.{0,2}\/?(?:\.\.\.)?$/.test(arg)),
    false,
  );
  call.shell.opaque();
  return unknownOutput;
};

const dotenv: Handler = (call) => {
  const { args, shell, state } = call;
  const at = args.indexOf('--');
  for (const [index, arg] of args.slice(0, at < 0 ? undefined : at).entries())
    if (/^-[ef]$/.test(args[index - 1] ?? '')) shell.touch('read', arg, state);
  if (!args.some((arg) => /^-[ef]$/.test(arg))) shell.touch('read', '.env', state, { isGuess: true });
  const [name, ...rest] = args.slice(at + 1);
  if (at >= 0 && name !== undefined) shell.invoke(name, rest, { state: copyState(state), input: unknownOutput });
  return unknownOutput;
};

/** npm, npx, pnpm, yarn, bunx. */
const packages: Handler = (call) => {
  const { name, args, shell, state, input } = call;
  const split = splitArguments(call, 'cCp', [
    '--call',
    '--prefix',
    '--package',
    '--dir',
    '--cwd',
    '--workspace',
    '--userconfig',
    '--registry',
    '--filter',
    '--env-file',
  ]);
  for (const text of valuesOfOption(split, '-c', '--call')) shell.text(text, copyState(state), input);
  for (const folder of valuesOfOption(split, '--prefix', '--dir', '--cwd', '-C', '--userconfig', '--env-file'))
    shell.touch('read', folder, state, { isGuess: true, isEntry: true });
  const operands = args.filter((arg) => !arg.startsWith('-'));
  if (
    operands.some((arg) => /^cloister(?:@.*)?$/.test(arg)) &&
    operands.some((arg) => /^(?:un|uninstall|remove|rm|r|unlink)$/.test(arg))
  )
    shell.tampers('Cloister itself');
  const folders = valuesOfOption(split, '--prefix', '--dir', '--cwd', '-C');
  const verb = args.find((arg) => loosening.test(arg));
  if (
    verb !== undefined &&
    operands.some((arg) => /^(?:start|run|run-script|exec|x|node|tsx)$/.test(arg)) &&
    (folders.length > 0 ? folders : ['.']).some((folder) => cloisterAround(folder, call))
  )
    shell.loosens(`cloister ${verb}`);
  cloisterScript(call);
  const at = args.findIndex(
    (arg) =>
      !arg.startsWith('-') &&
      !/^(?:-c|--call|-p|--package|--prefix|-C|--dir|--cwd|--filter)$/.test(args[args.indexOf(arg) - 1] ?? ''),
  );
  const first = args[at] ?? '';
  // Scripts that are set to be run later.
  if (first === 'pkg' && operands.includes('set'))
    for (const arg of args) {
      const command = /^scripts\.[^=]+=(.*)$/s.exec(arg)?.[1];
      if (command !== undefined) shell.text(command, copyState(state), unknownOutput);
    }
  if (first === 'set-script') shell.text(operands.at(-1) ?? '', copyState(state), unknownOutput);
  const isRunner = /^(?:npx|bunx|pnpx|pnpm dlx|uvx|pipx)$/.test(name);
  if (isRunner && at >= 0) runPackage(first, args.slice(at + 1), call);
  else if (/^(?:exec|x|dlx)$/.test(first)) {
    const rest = args.slice(at + 1).filter((arg) => arg !== '--');
    const program = rest.findIndex((arg) => !arg.startsWith('-'));
    if (program >= 0) runPackage(rest[program] ?? '', rest.slice(program + 1), call);
  } else readPathLike(call, args.slice(at + 1));
  shell.opaque();
  return unknownOutput;
};

/** Names of services, units, targets and packages are no paths. */
const named: Handler = (call) => {
  readPathLike(call);
  call.shell.opaque();
  return unknownOutput;
};

/** A makefile: its recipes are commands of a shell, its functions read files and run commands before any. */
function followMakefile(source: string, call: Call): void {
  const { shell, state } = call;
  const values = new Map<string, string>();
  for (const [, name = '', value = ''] of source.matchAll(/^([\w.]+)[ \t]*[:?+]*=[ \t]*(.*)$/gm))
    values.set(name, value);
  let text = source;
  for (let round = 0; round < 4; round++)
    text = text.replace(
      /\$[({](\w+)[)}]|\$(\w)/g,
      (all, long?: string, short?: string) => values.get(long ?? short ?? '') ?? all,
    );
  const prefix = /^\.RECIPEPREFIX[ \t]*[:?]*=[ \t]*(.)/m.exec(text)?.[1] ?? '\t';
  for (const line of text.split('\n')) {
    const recipe =
      /^\s+\S/.test(line) || line.startsWith(prefix)
        ? line.slice(1)
        : (/^[^=\s#][^=;]*:[^=;]*;(.*)$/.exec(line)?.[1] ?? /^[\w.]+\s*!=(.*)$/.exec(line)?.[1]);
    if (recipe !== undefined)
      shell.text(
        recipe
          .trim()
          .replace(/^[@+-]+/, '')
          .replaceAll('$$', '$'),
        copyState(state),
        unknownOutput,
      );
  }
  for (const [, command = ''] of text.matchAll(/\$\(shell\s+((?:\([^()]*\)|[^()])*)\)/g))
    shell.text(command.replaceAll('$$', '$'), copyState(state), unknownOutput);
  for (const word of values.get('.SHELLFLAGS')?.split(/\s+/) ?? []) shell.touch('read', word, state, { isGuess: true });
  followIncludes(text.replace(/^\t.*$/gm, ''), call);
  for (const [, pattern = ''] of text.matchAll(/\$\(wildcard\s+([^)]*)\)/g))
    shell.text(`ls ${pattern.replace(/[^\w./*?~[\] -]/g, '')}`, copyState(state), unknownOutput);
}

/** Compilers take other files in, and show them where they only preprocess. */
const compiler: Handler = (call) => {
  textProcessor(call);
  for (const [index, arg] of call.args.entries()) {
    if (call.args[index - 1] === '-wrapper') {
      const [name = '', ...rest] = arg.split(',');
      call.shell.invoke(name, rest, { state: copyState(call.state), input: unknownOutput });
    }
    if (/^-W[lap],/.test(arg))
      for (const part of arg.split(/[,=]/).slice(1)) call.shell.touch('read', part, call.state, { isGuess: true });
    if (arg.startsWith('@')) call.shell.touch('read', arg.slice(1), call.state);
  }
  call.shell.opaque();
  return unknownOutput;
};

const make: Handler = (call) => {
  const { shell, input } = call;
  const state = copyState(call.state);
  const split = splitArguments(call, call.name === 'just' ? 'fdj' : 'CfIjlowE', [
    '--directory',
    '--file',
    '--makefile',
    '--justfile',
    '--working-directory',
    '--include-dir',
    '--eval',
    '--jobs',
    '--set',
  ]);
  for (const folder of valuesOfOption(split, '-C', '--directory', '--working-directory'))
    shell.invoke('cd', [folder], { state, input });
  for (const text of valuesOfOption(split, '-E', '--eval')) followMakefile(text, { ...call, state });
  const files = valuesOfOption(split, '-f', '--file', '--makefile', '--justfile');
  for (const file of files.length > 0 ? files : ['Makefile', 'makefile', 'GNUmakefile', 'justfile', 'Justfile']) {
    const content = contentOf(call, file);
    if (content === undefined) {
      if (files.length > 0) shell.touch('read', file, state);
    } else if (content.kind !== 'known') shell.unknown('a makefile that comes out of another command');
    else followMakefile(content.text.replaceAll('\\n', '\n'), { ...call, state });
  }
  for (const arg of call.args) {
    if (!/^[.\w]*(?:SHELL|FLAGS|CC|CXX|LD)=/.test(arg)) continue;
    const value = arg.slice(arg.indexOf('=') + 1);
    readMentioned(call, [value]);
    for (const word of value.split(/\s+/)) shell.touch('read', word, state, { isGuess: true });
  }
  for (const { text } of split.operands) {
    const value = /^\w+[:?]?=(.*)$/s.exec(text)?.[1];
    if (value !== undefined) readPathLike(call, [value]);
  }
  shell.opaque();
  return unknownOutput;
};

const service: Handler = (call) => {
  if (
    call.args.some((arg) => /cloister/i.test(arg)) &&
    call.args.some((arg) => /^(?:stop|disable|kill|mask|restart|bootout|unload|remove)$/.test(arg))
  )
    call.shell.tampers('Cloister itself');
  return named(call);
};

/** Names of programs that the guard runs in or beneath. */
const runsGuard = /guard|^\W*(?:node|claude\S*|code|code-server|electron|sh|bash|zsh)\W*$/i;

const killer: Handler = (call) => {
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

const processList: Handler = (call) => {
  if (call.args.some((arg) => /cloister/i.test(arg))) call.shell.tampers('what runs the guard');
  const patterns = call.args.filter((arg) => !arg.startsWith('-'));
  if (patterns.length === 0 || patterns.some((arg) => hasHole(arg) || runsGuard.test(arg)))
    call.shell.namesParent = true;
  return { kind: 'plain' };
};

/** With -t it gives numbers of processes alone. */
const openFiles: Handler = (call) => {
  readPathLike(call);
  return call.args.some((arg) => /^-[a-zA-Z]*t/.test(arg)) ? { kind: 'plain' } : unknownOutput;
};

const clock: Handler = (call) => {
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

const timeControl: Handler = (call) => {
  if (call.args.some((arg) => /^(?:set-time|set-ntp|-w|--set|--systohc)/.test(arg)))
    call.shell.tampers("the machine's clock");
  return unknownOutput;
};

const mount: Handler = (call) => {
  const split = splitArguments(call, 'toLU', ['--types', '--options']);
  const [source, target] = split.operands.map(({ text }) => text);
  if (source !== undefined) call.shell.touch('read', source, call.state, { deep: true, isGuess: true });
  if (target !== undefined) call.shell.touch('write', target, call.state, { deep: true });
  call.shell.opaque();
  return unknownOutput;
};

const code: Handler = (call) => {
  const { args, shell, state } = call;
  for (const [index, arg] of args.entries()) {
    const before = args[index - 1] ?? '';
    if (/^--(?:un|disable-)?(?:install-)?extensions?$/.test(arg)) {
      const target = args[index + 1] ?? '';
      if (!/^--install/.test(arg) && (/cloister/i.test(target) || arg === '--disable-extensions'))
        shell.tampers('the extension of Cloister');
    }
    if (arg.startsWith('-') || /extension$/.test(before)) continue;
    const path = before === '--goto' || before === '-g' ? arg.replace(/(?::\d+){1,2}$/, '') : arg;
    const isFolder = shell.paths(path, state).every((each) => shell.world.kind(each) === 'folder');
    if (isFolder) shell.touch('list', path, state, { isEntry: true });
    else shell.touch('read', path, state);
  }
  return unknownOutput;
};

/** Other agents read the vault by themselves: what their arguments name is judged, their settings are not to be changed. */
const agentProgram: Handler = (call) => {
  const { args, shell, state } = call;
  const words = args.filter((arg) => !arg.startsWith('-'));
  const weakens = args.some((arg) =>
    /^--(?:settings|setting-sources|bare|safe-mode|mcp-config|plugin-dir|add-dir)(?:=|$)/.test(arg),
  );
  if (
    weakens ||
    (words[0] === 'config' && /^(?:set|add|remove|unset)$/.test(words[1] ?? '')) ||
    (words[0] === 'mcp' && /^(?:add|remove|add-json|serve)/.test(words[1] ?? ''))
  )
    shell.tampers(`the settings of ${call.name}`);
  for (const arg of args) {
    readMentioned(call, [arg], false);
    for (const word of arg.split(/[\s'"`,;:()]+/)) {
      const path = word.replace(/^@/, '').replace(/[.?!]+$/, '');
      if (word.startsWith('@') || path.includes('/') || path.startsWith('.'))
        shell.touch('read', path, state, { isGuess: true });
    }
  }
  if (words.some((word) => /\s/.test(word)) === false && words.length === 0) shell.opaque();
  shell.opaque();
  return unknownOutput;
};

const nameList: Readonly<Record<string, Handler>> = Object.fromEntries(
  [
    'pip',
    'pip3',
    'pipenv',
    'poetry',
    'uv',
    'cargo',
    'go',
    'rustc',
    'gem',
    'bundle',
    'rake',
    'brew',
    'apt',
    'apt-get',
    'dpkg',
    'yum',
    'dnf',
    'pacman',
    'snap',
    'flatpak',
    'mvn',
    'gradle',
    'gradlew',
    'dotnet',
    'cmake',
    'ninja',
    'bazel',
    'meson',
    'composer',
    'mix',
    'deno-task',
    'tox',
    'nox',
    'vagrant',
    'heroku',
    'vercel',
    'netlify',
    'fly',
    'wrangler',
    'firebase',
    'supabase',
    'pulumi',
    'systemd-analyze',
    'journalctl',
    'dmesg',
    'ss',
    'netstat',
    'ip',
    'ifconfig',
    'top',
    'htop',
    'man',
    'info',
    'tldr',
    'hugo',
    'jekyll',
    'mkdocs',
  ].map((name) => [name, named]),
);
const builderList: Readonly<Record<string, Handler>> = Object.fromEntries(
  [
    'tsc',
    'vite',
    'vitest',
    'jest',
    'webpack',
    'rollup',
    'esbuild',
    'mocha',
    'pytest',
    'rustc',
    'javac',
    'swiftc',
    'ld',
    'nasm',
  ].map((name) => [name, builder]),
);

export const programs: Readonly<Record<string, Handler>> = {
  ...nameList,
  ...builderList,
  npm: packages,
  npx: packages,
  pnpm: packages,
  pnpx: packages,
  yarn: packages,
  uvx: packages,
  pipx: packages,
  gcc: compiler,
  'g++': compiler,
  cc: compiler,
  'c++': compiler,
  clang: compiler,
  'clang++': compiler,
  tcc: compiler,
  make,
  gmake: make,
  just: make,
  task: make,
  ...Object.fromEntries(
    [
      'repomix',
      'serve',
      'http-server',
      'live-server',
      'gitingest',
      'code2prompt',
      'files-to-prompt',
      'rga',
      'cloc',
      'tokei',
      'scc',
    ].map((name) => [name, treeReader]),
  ),
  systemctl: service,
  launchctl: service,
  service,
  kill: killer,
  pkill: killer,
  killall: killer,
  fuser: killer,
  xkill: killer,
  lsof: openFiles,
  pgrep: processList,
  pidof: processList,
  date: clock,
  timedatectl: timeControl,
  hwclock: timeControl,
  mount,
  umount: mount,
  losetup: mount,
  sshfs: mount,
  bindfs: mount,
  encfs: mount,
  code,
  'code-insiders': code,
  codium: code,
  cursor: code,
  windsurf: code,
  'code-server': code,
  claude: agentProgram,
  codex: agentProgram,
  gemini: agentProgram,
  qwen: agentProgram,
  opencode: agentProgram,
  openclaw: agentProgram,
  copilot: agentProgram,
  aider: agentProgram,
  goose: agentProgram,
  ollama: agentProgram,
  llm: agentProgram,
  amp: agentProgram,
  'cursor-agent': agentProgram,
  crush: agentProgram,
  cloister,
  'cloister-guard': (call) => {
    call.shell.tampers('the guard');
    return unknownOutput;
  },
  dotenv,
  'env-cmd': dotenv,
  ...Object.fromEntries(Object.entries(checkers).map(([name, endings]) => [name, checker(endings)])),
  prettier: opaqueProgram,
};
