/** A program as it was or will be started. */
export interface Command {
  /** Name of the program, lower case, without folders and `.exe`. For an interpreter that of its script or module. */
  readonly program: string;
  /** The script or module that an interpreter runs, as written. */
  readonly script: string | undefined;
  readonly argv: readonly string[];
  /** What follows the program or the script. */
  readonly args: readonly string[];
  /** Undefined where it could not be read. */
  readonly env: Readonly<Record<string, string>> | undefined;
  readonly folder?: string;
}

const interpreters =
  /^(?:pythonw?[\d.]*|pypy[\d.]*|node|nodejs|bun|deno|uv|uvx|npx|pnpm|bunx|sh|bash|env|sudo|nice|nohup|exec|tini|dumb-init|setsid|stdbuf|caffeinate)$/;
/** Options of interpreters that take a value. */
const takesValue = /^(?:-c|-W|-X|-r|--require|--import|--loader|--env-file|-u|-n|-p|--package|--from|--with|--python)$/;

/** Name of a program's file, as it is called on every system. */
export function programName(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? path).toLowerCase().replace(/\.(?:exe|com|cmd|mjs|cjs|js|py|sh)$/, '');
}

/** Reads a command line. Wrappers and interpreters are looked through: what they run is what counts. */
export function commandOf(
  argv: readonly string[],
  env: Readonly<Record<string, string>> | undefined,
  folder?: string,
): Command {
  // A program may have written a title over its command line: one text with blanks in it. Names of apps begin with a capital.
  const words = argv.length === 1 && /^[a-z][\w.:-]* /.test(argv[0] ?? '') ? (argv[0] ?? '').split(/ +/) : argv;
  let index = 0;
  let script: string | undefined;
  while (index < words.length && interpreters.test(programName(words[index] ?? ''))) {
    let next = index + 1;
    for (; next < words.length; next++) {
      const word = words[next] ?? '';
      if (word === '-m' && words[next + 1] !== undefined) {
        next += 1;
        break;
      }
      if (takesValue.test(word)) next += 1;
      else if (!word.startsWith('-') && !/^\w+=/.test(word) && !/^(?:run|tool|exec|dlx|x)$/.test(word)) break;
    }
    if (next >= words.length) break;
    script = words[next];
    index = next;
  }
  const program = programName(words[index] ?? '');
  const base = { program, script, argv: words, args: words.slice(index + 1), env };
  return folder === undefined ? base : { ...base, folder };
}

/** The value of an option in either spelling, the last one; an empty text where it stands without one. */
export function option({ args }: Pick<Command, 'args'>, ...names: readonly string[]): string | undefined {
  let found: string | undefined;
  for (const [index, arg] of args.entries()) {
    const equals = arg.indexOf('=');
    const name = equals < 0 ? arg : arg.slice(0, equals);
    if (!names.includes(name)) continue;
    const next = args[index + 1];
    found = equals >= 0 ? arg.slice(equals + 1) : next === undefined || /^--?[a-z]/i.test(next) ? '' : next;
  }
  return found;
}

/** True where one of these options stands, with or without a value. */
export function hasOption(command: Pick<Command, 'args'>, ...names: readonly string[]): boolean {
  return option(command, ...names) !== undefined;
}

/** A variable of the environment; undefined where it is not set or empty. */
export function variable({ env }: Pick<Command, 'env'>, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    if (env !== undefined && Object.hasOwn(env, name) && env[name] !== '') return env[name];
  }
  return undefined;
}

/** Splits a command line as systemd and compose do: blanks part words, quotes hold them together (systemd.syntax(7)). */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  const pattern = /(?:"((?:\\.|[^"\\]){0,8192})"|'([^']{0,8192})'|((?:\\.|[^\s"'\\]){1,8192}))(\s*)/gy;
  let word: string | undefined;
  pattern.lastIndex = line.length - line.trimStart().length;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    word = (word ?? '') + (match[2] ?? (match[1] ?? match[3] ?? '').replace(/\\(.)/g, '$1'));
    if (match[4] !== '') {
      words.push(word);
      word = undefined;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}

/**
 * `NAME=value` lines of environment files, with `export`, quotes and comments. Names that objects have of themselves are
 * names like others here.
 */
export function parseEnvironment(content: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const line of content.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+|set\s+(?:-gx|-Ux|-x)\s+)?([A-Za-z_]\w{0,100})\s*(?:=|\s(?=\S))\s*(.*)$/.exec(line);
    if (match === null || (!/^\s*(?:export\s+)?\w+\s*=/.test(line) && !/^\s*set\s/.test(line))) continue;
    const [, name = '', raw = ''] = match;
    const quoted = /^(["'])(.*?)\1/.exec(raw);
    found[name] = quoted === null ? raw.replace(/\s+[#;].*$/, '').trim() : (quoted[2] ?? '');
  }
  return found;
}
