import type { Call } from '../evaluated.ts';
import { copyState, unknownOutput } from '../state.ts';
import {
  type Handler,
  opaqueProgram,
  readMentioned,
  readPathLike,
  splitArguments,
  valuesOfOption,
  withoutLeftOut,
} from './call.ts';
import { compiler, make } from './make.ts';
import { cloister, cloisterAround, cloisterScript, loosening } from './own-program.ts';
import { clock, killer, named, openFiles, processList, service, timeControl } from './processes.ts';

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
