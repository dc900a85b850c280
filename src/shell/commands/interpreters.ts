import type { Call } from '../evaluate.ts';
import { anything } from '../holes.ts';
import { matchesPattern } from '../patterns.ts';
import { type Output, unknownOutput } from '../state.ts';
import { contentOf, type Handler, readMentioned, readPathLike } from './call.ts';
import { filledLiteral, isBoundToLiterals, withoutMereText } from './code-text.ts';

/** Names that reach files or other programs; code without any of them touches nothing. */
const reaches =
  /\b(?:open|file|fopen|freopen|read_text|read_bytes|write_text|readFile\w*|writeFile\w*|appendFile\w*|readdir\w*|readlink\w*|createReadStream|createWriteStream|copyFile\w*|rename\w*|unlink\w*|symlink\w*|cpSync|rmSync|mkdirSync|statSync|existsSync|listdir|scandir|walk|glob\w*|rglob|iterdir|Path|Pathname|pathlib|fs|shutil|subprocess|child_process|os|system|popen|exec\w*|spawn\w*|fork|shell_exec|passthru|proc_open|file_get_contents|file_put_contents|readfile|scandir|opendir|Dir|File|IO|FileUtils|Deno|Bun|io|readLines|read\.\w+|readRDS|source|scan|import|require\w*|load\w*|dotenv\w*|ARGF|POSIX|Get-Content|sqlite3|mmap|fileinput|linecache|csv|pandas|zipfile|tarfile|urllib|urlopen|fetch|eval|compile|Function|__import__|getattr|ReadAllText|do)\b|`|<\w*>|%x|\bqx\b|glob\(|-[edfrs]\s/;
/** Ways to build a name or a program while it runs. */
const builds =
  /\b(?:eval|exec|compile|__import__|Function|getattr|fromCharCode|chr|atob|b64decode|base64|unhexlify|fromhex|decode|rot13|codecs|pack|unpack|marshal|pickle|zlib|decompress|instance_eval|constantize|send|String\.raw|reverse|reversed|from_utf8|charCodeAt|Reflect|globalThis\[)\b|\[::-1\]|\]\.join\(|Buffer\.from\(/;
/** A literal that is not the whole name: a method, an operator or a condition follows. */
const isAltered = /^[rRbBuUfF]{0,2}(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*(?:\.\w|%|\+|\*|\bif\b)/;
/** Functions that go through folders: their literal argument is the folder, or a pattern. */
const walks =
  /\b(?:walk|glob\w*|rglob|iglob|listdir|scandir|iterdir|readdir\w*|opendir|find|entries|children|Dir\.\w+|rreaddir|each_child|fs\.opendir\w*|readDir\w*)\b/;
const writes =
  /\b(?:write\w*|unlink\w*|rm\w*|rename\w*|remove|rmtree|truncate|move|copyfile|file_put_contents|symlink\w*|chmod\w*|appendFile\w*|mkdir\w*|delete\w*)\b|['"][wax]b?\+?['"]|>\s*["']/;

/** Follows a program in a text: the files that its literals name, the commands that it starts. */
export function followCode(code: string, call: Call): void {
  const { shell, state } = call;
  if (code.includes(anything)) {
    shell.unknown('a program that is put together while it runs');
    return;
  }
  // Comments of the languages with # and //; a URL's slashes stay.
  const text = followGlobs(withoutMereText(code.replace(/(^|\s)#(?!\{)[^\n]*/g, '$1')), call);
  if (!reaches.test(text)) return;
  const joined = joinLiterals(text);
  const literals = literalsOf(joined);
  const isWriting = writes.test(text);
  const isWalking = walks.test(text);
  for (const raw of literals) {
    const isTemplate = /\$\{|\{[^{}]*\}/.test(raw) && /[`]|f["']/.test(text);
    const literal = isTemplate ? (filledLiteral(raw, text) ?? raw) : raw;
    if (literal === '' || /^[rwa]b?\+?$|^utf-?8$/i.test(literal)) continue;
    if (isTemplate && literal === raw) {
      shell.unknown('a path that a program puts together');
      continue;
    }
    if (/[*?[]/.test(literal) && !/\s/.test(literal))
      followPattern(/\brglob\b/.test(text) ? `**/${literal}` : literal, call);
    else shell.touch('read', literal, state, { isGuess: true, deep: isWalking });
    if (isWriting && !/\s/.test(literal)) shell.touch('write', literal, state, { isGuess: true });
    if (/\s/.test(literal)) {
      shell.trial(literal, state);
      for (const word of literal.split(/[\s'"`<>|;()]+/))
        if (/[/.]/.test(word)) shell.touch('read', word, state, { isGuess: true });
    }
  }
  for (const path of joinedPaths(joined)) shell.touch('read', path, state, { isGuess: true });
  if (isWalking && /\b(?:walk|listdir|scandir|readdir\w*|iterdir)\(\s*\)/.test(text))
    shell.touch('read', '.', state, { deep: true });
  if (builds.test(text)) shell.unknown('what a program puts together while it runs');
  const argument =
    /\b(?:open|Path|readFile\w*|readFileSync|read_text|file_get_contents|readfile|createReadStream|File\.read|File\.open|IO\.read|io\.open|io\.lines|readTextFile\w*|Bun\.file|os\.system|system|popen|execSync|exec|spawn\w*|check_output|run|shell_exec|passthru)\s*\(\s*([^)\s,]+)/g;
  const composes = [...joined.matchAll(argument)].some(({ 0: all, 1: first = '', index }) => {
    const from = joined.slice(index + all.length - first.length);
    if (/^[rRbBuUfF]{0,2}["'`[]/.test(first)) return isAltered.test(from);
    return !isBoundToLiterals(first, joined) && !/(?:argv|ARGV|stdin|__file__|\b0\b)/.test(from.slice(0, 50));
  });
  // Names that a walk gave were judged with the folder that it went through.
  if (composes && !isWalking) shell.unknown('which file a program opens');
}

/** `Path("projects").glob("*.md")` stays in that folder; it is taken out of the program's text. */
function followGlobs(code: string, call: Call): string {
  return code.replace(
    /\bPath\(\s*(["'])([^"'{}\\]*)\1\s*\)((?:\s*\/\s*(["'])[^"'{}\\]*\4)*)\s*\.(r?glob)\(\s*(["'])([^"'{}\\]*)\6\s*\)/g,
    (_all, _mark, base: string, more: string, _other, way: string, _third, pattern: string) => {
      const parts = [...more.matchAll(/["']([^"']*)["']/g)].map(([, part = '']) => part);
      const folder = [base === '' ? '.' : base, ...parts].join('/');
      followPattern(`${folder}/${way === 'rglob' ? '**/' : ''}${pattern}`, call);
      return 'Path().matches()';
    },
  );
}

function followPattern(literal: string, { shell, state }: Call): void {
  const folder = literal.slice(0, literal.search(/[*?[]/)).replace(/[^/]*$/, '');
  const pattern = literal.slice(folder.length).split('/');
  const fits = (path: string): boolean => matchesParts(path.split('/'), pattern);
  shell.touch('read', folder === '' ? '.' : folder, state, {
    deep: true,
    isGuess: true,
    leavesOut: (path, isFolder) => !isFolder && !fits(path),
    isPassed: (path) => !fits(path),
  });
}

function matchesParts([name, ...names]: readonly string[], [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return name === undefined;
  if (first.includes('**'))
    return name === undefined || matchesParts([name, ...names], rest) || matchesParts(names, [first, ...rest]);
  return name !== undefined && matchesPattern(name, first) && matchesParts(names, rest);
}

/** `'jour' + 'nal'` and literals that stand side by side become one. */
function joinLiterals(code: string): string {
  let text = code;
  for (let round = 0; round < 20; round++) {
    const next = text.replace(
      /(["'])((?:\\.|(?!\1)[^\\])*)\1\s*(?:\+|\.(?=\s*["']))?\s*(["'])((?:\\.|(?!\3)[^\\])*)\3/g,
      (all, mark: string, left: string, other: string, right: string) =>
        /^(["'])(?:\\.|(?!\1)[^\\])*\1\s*(?:\+|\.)/.test(all) && mark === other ? `${mark}${left}${right}${mark}` : all,
    );
    if (next === text) break;
    text = next;
  }
  return text;
}

function literalsOf(code: string): string[] {
  const found: string[] = [];
  for (const [, , quoted, plain] of code.matchAll(
    /("""|'''|["'`])((?:\\.|(?!\1)[^\\])*)\1|\b(?:q[qwx]?|%[qQwWx])[[({|/]([^\])}|/]*)[\])}|/]/gs,
  ))
    found.push(unescapeLiteral(quoted ?? plain ?? ''));
  // Perl's `open F, "<file"`, Tcl's `[open file]`.
  for (const each of [...found]) if (/^[<>|+]+\s*\S/.test(each)) found.push(each.replace(/^[<>|+]+\s*/, ''));
  for (const [, word = ''] of code.matchAll(/[[\s](?:open|source|file|read|glob|exec)\s+([\w./~-]+)/g))
    found.push(word);
  return found;
}

function unescapeLiteral(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u\{?([0-9a-fA-F]{1,6})\}?|([0-7]{3})|(.))/gs,
    (_all, hex?: string, unicode?: string, octal?: string, other?: string) => {
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return other === 'n' ? '\n' : other === 't' ? '\t' : (other ?? '');
    },
  );
}

/** `Path("a", "b")`, `os.path.join("a", "b")`, `path.join('a', 'b')`. */
function joinedPaths(code: string): string[] {
  const runs = code.matchAll(/(["'])((?:(?!\1)[^\\])*)\1((?:\s*\)?\s*[,/]\s*(["'])(?:(?!\4)[^\\])*\4)+)/g);
  return [...runs].map(([, , first = '', rest = '']) =>
    [first, ...[...rest.matchAll(/(["'])((?:(?!\1)[^\\])*)\1/g)].map(([, , part = '']) => part)].join('/'),
  );
}

interface Language {
  /** Options whose value is a program. */
  readonly code: RegExp;
  /** Options that take another value. */
  readonly valued?: RegExp;
  /** Options with a file. */
  readonly file?: RegExp;
}

const languages: Readonly<Record<string, Language>> = {
  python: { code: /^-[a-zA-Z]*c$/, valued: /^-[WX]$/ },
  node: {
    code: /^(?:-e|-p|-pe|--eval|--print)$/,
    file: /^(?:--env-file|--env-file-if-exists|-r|--require|--import|--loader|--experimental-loader|-C|--conditions)$/,
  },
  deno: { code: /^eval$/, file: /^(?:--env-file|--env|--config|-c|--import-map)$/ },
  bun: { code: /^(?:-e|--eval|-p|--print)$/, file: /^(?:--env-file|-c|--config|-r|--preload)$/ },
  perl: { code: /^-[a-zA-Z0-9]*[eE]$/, valued: /^-I$/ },
  ruby: { code: /^-[a-zA-Z0-9]*e$/, valued: /^-[IrC]$/ },
  php: { code: /^(?:-r|-B|-R|-E|--run)$/, file: /^(?:-f|-c)$/ },
  lua: { code: /^-e$/, valued: /^-l$/ },
  Rscript: { code: /^-e$/ },
  osascript: { code: /^-e$/, valued: /^-l$/ },
  julia: { code: /^(?:-e|-E|--eval|--print)$/ },
  pwsh: { code: /^-(?:c|Command|command|EncodedCommand|e|enc)$/ },
  groovy: { code: /^-e$/ },
  tclsh: { code: /^$/ },
  scala: { code: /^-e$/ },
  elixir: { code: /^(?:-e|--eval)$/ },
  swift: { code: /^-e$/ },
};

const families: Readonly<Record<string, string>> = {
  python2: 'python',
  python3: 'python',
  pypy: 'python',
  pypy3: 'python',
  ipython: 'python',
  nodejs: 'node',
  tsx: 'node',
  'ts-node': 'node',
  bunx: 'bun',
  luajit: 'lua',
  wish: 'tclsh',
  R: 'Rscript',
  powershell: 'pwsh',
  irb: 'ruby',
  iex: 'elixir',
};

function interpreter(family: string): Handler {
  const language = languages[family] ?? { code: /^-e$/ };
  return (call) => {
    const { args, shell, state, input } = call;
    let hasCode = false;
    for (let index = 0; index < args.length; index++) {
      const arg = args[index] ?? '';
      const inline = /^(--eval|--print|-e|-p|-c|--run|-r)=?(.+)$/s.exec(arg);
      const [, shortFlags = '', attached = ''] = /^(-[a-zA-Z0-9]*?[eEc])(.+)$/s.exec(arg) ?? [];
      if (language.code.test(arg)) {
        hasCode = true;
        const code = args[++index] ?? '';
        if (family === 'pwsh')
          followPowerShell(/^-(?:e|enc|EncodedCommand)/.test(arg) ? anything : args.slice(index).join(' '), call);
        else followCode(code, call);
      } else if (inline !== null && arg.startsWith('--') && language.code.test(inline[1] ?? '')) {
        hasCode = true;
        followCode(inline[2] ?? '', call);
      } else if (
        /^(?:perl|ruby)$/.test(family) &&
        shortFlags !== '' &&
        !arg.startsWith('--') &&
        language.code.test(shortFlags)
      ) {
        hasCode = true;
        followCode(attached, call);
      } else if (family === 'python' && arg === '-m') {
        moduleRun(args.slice(index + 1), call);
        return unknownOutput;
      } else if (language.file?.test(arg) === true) shell.touch('read', args[++index] ?? '', state, { isGuess: true });
      else if (language.valued?.test(arg) === true) index += 1;
      else if (arg.startsWith('-') && arg !== '-') readMentioned(call, [arg]);
      else if (arg === '-') break;
      else if (hasCode) readMentioned(call, [arg]);
      else return runFile(call, index);
    }
    if (!hasCode && !args.some((arg) => /^(?:-v|-V|--version|-h|--help)$/.test(arg))) followInput(input, call, family);
    return unknownOutput;
  };
}

function runFile(call: Call, index: number): Output {
  const file = call.args[index] ?? '';
  const content = contentOf(call, file);
  if (content !== undefined) followInput(content, call, '');
  else {
    call.shell.touch('read', file, call.state, { isGuess: /^(?:run|x|test|install|task|repl)$/.test(file) });
    call.shell.opaque();
  }
  // Django's commands take names of apps and tests.
  if (/(?:^|\/)manage\.py$/.test(file)) readPathLike(call, call.args.slice(index + 1));
  else readMentioned(call, call.args.slice(index + 1));
  return unknownOutput;
}

function followInput(input: Output, call: Call, family: string): void {
  if (input.kind === 'known') {
    if (family === 'pwsh') followPowerShell(input.text, call);
    else followCode(input.text, call);
  } else if (input.kind === 'listed') call.shell.unknown('a program that comes out of another command');
  else if (input.kind === 'unknown' && call.args.includes('-'))
    call.shell.unknown('a program that comes out of another command');
}

function moduleRun(args: readonly string[], call: Call): void {
  const [module = '', ...rest] = args;
  if (module === 'http.server' || module === 'SimpleHTTPServer') {
    const at = rest.findIndex((arg) => /^(?:-d|--directory)$/.test(arg));
    const folder =
      at >= 0 ? rest[at + 1] : rest.find((arg) => arg.startsWith('--directory='))?.slice('--directory='.length);
    call.shell.touch('read', folder ?? '.', call.state, { deep: true });
  }
  call.shell.opaque();
  if (!/^(?:pip|venv|build)$/.test(module)) readMentioned(call, rest);
}

/**
 * Follows PowerShell in a conservative form: every word and string that may be a path is judged; what puts texts
 * together or runs texts is not resolved.
 */
export function followPowerShell(source: string, call: Call): void {
  const { shell, state } = call;
  const text = source.replaceAll('`', '');
  if (
    source.includes(anything) ||
    /[+]|-join|-f\s|\$\(|\[char\]|\biex\b|invoke-expression|frombase64|-enc|-replace|\bformat\b|\[convert\]|\.invoke|scriptblock|\.\.\s*\d|toCharArray/i.test(
      text,
    )
  )
    shell.unknown('what PowerShell puts together');
  const words = [...text.matchAll(/"([^"]*)"|'([^']*)'|([^\s"'|;(){},=]+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
  for (const word of words) {
    if (word.startsWith('-')) continue;
    const path = word.replaceAll('\\', '/').replace(/^(?:Microsoft\.PowerShell\.Core\/)?FileSystem::/i, '');
    if (/\$(?!env:|HOME|PWD|true|false|null|_)/i.test(path) && /\//.test(path)) shell.unknown(path);
    for (const each of [path, ...path.split(/[()[\]]/)]) {
      if (each === '') continue;
      const resolved = each.replace(/^\$(?:PWD|\{PWD\})/i, '.').replace(/^\$(?:env:)?HOME|^\$env:USERPROFILE/i, '~');
      if (/[*?]/.test(resolved))
        shell.touch('read', resolved.replace(/[^/]*[*?].*$/, '') || '.', state, { deep: true, isGuess: true });
      else shell.touch('read', resolved, state, { isGuess: true });
    }
  }
  if (/(?:get-childitem|gci|\bdir|\bls)\b[^|;]*-r/i.test(text) || /select-string|\bsls\b/i.test(text))
    shell.touch('read', '.', state, { deep: true });
  if (
    /remove-item|set-content|out-file|new-item|move-item|copy-item|rename-item|clear-content|add-content|\bdel\b|\brm\b|\bmv\b/i.test(
      text,
    )
  )
    for (const word of words)
      if (!word.startsWith('-')) shell.touch('write', word.replaceAll('\\', '/'), state, { isGuess: true });
}

const powerShellText: Handler = (call) => {
  followPowerShell(call.args.join(' '), call);
  return unknownOutput;
};

export const interpreters: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(Object.keys(languages).map((name) => [name, interpreter(name)])),
  ...Object.fromEntries(Object.entries(families).map(([name, family]) => [name, interpreter(family)])),
  'cloister-powershell-text': powerShellText,
};
