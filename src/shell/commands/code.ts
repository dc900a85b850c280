import type { Call } from '../evaluated.ts';
import { anything, hasHole, isUnknown } from '../holes.ts';
import { matchesPattern } from '../patterns.ts';
import { quoteWord } from '../quoting.ts';
import { copyState, noOutput } from '../state.ts';
import { withoutMereText } from './code-text.ts';
import { callsIn, Expressions } from './expressions.ts';
import { joinedPaths, joinLiterals, literalsOf } from './literals.ts';

/** Names that reach files or other programs; code without any of them touches nothing. */
const reaches =
  /\b(?:open\w*|sysopen|file|fopen|freopen|read_text|read_bytes|write_text|readFile\w*|writeFile\w*|appendFile\w*|readdir\w*|readlink\w*|createReadStream|createWriteStream|copy\w*|cp\w*|rename\w*|unlink\w*|symlink\w*|link\w*|rmSync|mkdirSync|l?stat\w*|existsSync|exists|listdir|scandir|walk|glob\w*|rglob|iterdir|Path|Pathname|pathlib|fs|shutil|subprocess|child_process|os|system|popen|exec\w*|spawn\w*|fork|shell_exec|passthru|proc_open|file_get_contents|file_put_contents|readfile|opendir|Dir|File|IO|FileUtils|Deno|Bun|io|readLines|read\.\w+|readRDS|source|scan|require\w*|load\w*|dotenv\w*|ARGF|POSIX|Get-Content|sqlite3|mmap|fileinput|linecache|csv|pandas|zipfile|tarfile|urllib|urlopen|fetch|eval|compile|Function|__import__|importlib|getattr|ReadAllText|do|process|document|slurp|find|runpy|run_path|\w*load\w*|\w*[cC]onfig\w*|tokenize|shelve|dbm|imp|numpy|np|pandas|pd|yaml|toml\w*|PIL|Image|cv2|torch|sympy|ast|pty|tempfile|difflib|filecmp|file_digest)\b|`|<\w*>|%x|\bqx\b|\bqx[{(]|%w|\binclude(?:_once)?\b|\bread\s*\(|<[\w*?/.[\]]+>|glob\(|@ARGV|-[edfrs]\s|\bimport\s*\(|\bfrom\s*["']|\binput\s*\(/;
/** Ways to run a text that is put together while a program runs. */
const runsBuilt =
  /\b(?:eval|exec|compile|__import__|getattr|setattr|Function|instance_eval|class_eval|constantize|marshal|pickle|runInThisContext|runInNewContext|globals|locals|vars|__dict__|__builtins__|Reflect|globalThis\[)\b(?!\.)|\bsend\s*\(|`[^`]*\$\{[^`]*`\s*\)\s*\(/;
/** Ways to make a text out of something else than texts. */
const decodes =
  /\b(?:fromCharCode|fromCodePoint|chr|atob|b64decode|b32decode|a2b_\w+|unhexlify|fromhex|rot13|codecs\.decode|unpack|zlib|decompress|inflate|decodeURIComponent|unescape|String\.raw|reversed?|decode_base64|rot_13|translate|maketrans|swapcase|charCodeAt|codePointAt|unichr|ord|hex2bin|base64_decode|str_rot13|strrev|pack)\b|\[::-1\]|Buffer\.from\(|\\N\{|=~\s*(?:s|tr|y)\b|=~\s*\(?\s*(?:s|tr|y)[/#|{]|\bbytes\(\[|\bbytearray\(|\blc\b|\buc\b|\blcfirst\b/;
/** Functions that go through folders: their literal argument is the folder, or a pattern. */
const walks =
  /\b(?:walk|glob\w*|rglob|iglob|listdir|scandir|iterdir|readdir\w*|opendir|find|entries|children|Dir\.\w+|rreaddir|each_child|fs\.opendir\w*|readDir\w*|copytree|make_archive|cp|cpSync|cp_r|rcopy|dircopy|add|write|file\s+copy|addLocalFolder|directory|fsdir)\b/;
/** The ones of them that hand names on, whose readings are judged with the folder. */
const listsNames =
  /\b(?:walk|glob\w*|rglob|iglob|listdir|scandir|iterdir|readdir\w*|opendir|find|entries|children|Dir\.\w+|each_child|readDir\w*|fileinput)\b|Path\(\)\.matches\(\)/;
const writes =
  /\b(?:write\w*|unlink\w*|rm\w*|rename\w*|remove|rmtree|truncate|move|copyfile|file_put_contents|symlink\w*|link\w*|chmod\w*|appendFile\w*|mkdir\w*|delete\w*)\b|['"][wax]b?\+?['"]|>\s*["']/;
/** Functions whose argument is a file, and such whose argument is a command. */
const opener =
  /^(?:open|sysopen|openSync|openAsBlob|fopen|freopen|file|readFile\w*|read_text|createReadStream|file_get_contents|readfile|readlines?|foreach|copy\w*|move|link\w*|symlink\w*|rename\w*|cp\w*|lines|dofile|loadfile|require|require_relative|readTextFile\w*|readFileSync|getline|getlines|run_path|SourceFileLoader|Path|PurePath|Pathname|joinpath|opendir|readdir\w*|listdir|scandir|walk|glob\w*|iglob|rglob|l?stat\w*|existsSync|exists|isfile|getsize|urlopen|loadEnvFile|slurp|read_file)$/;
const runner =
  /^(?:system|popen|getoutput|getstatusoutput|run|call|check_call|check_output|Popen|exec|exec(?:Sync|File\w*|vp?e?|lp?e?|a)|spawn\w*|shell_exec|passthru|proc_open|os\.execute|fork)$/;
const changesFolder =
  /\b(?:chdir|os\.chdir|process\.chdir|contextlib\.chdir|setwd|Dir\.chdir)\b|\bcwd\b\s*[=:]|^\s*cd\s/m;

/** Follows a program in a text: the files that its literals name, the commands that it starts. */
export function followCode(source: string, outer: Call): void {
  const { shell } = outer;
  if (source.includes(anything)) {
    shell.unknown('a program that is put together while it runs');
    return;
  }
  // Comments of the languages with # and //; a URL's slashes stay.
  const code = withoutMereText(source.replace(/(^|\s)#(?![{!])[^\n]*/g, '$1'));
  const text = joinLiterals(followGlobs(code, outer));
  if (!reaches.test(text)) return;
  const literals = literalsOf(text);
  const call = { ...outer, state: { ...copyState(outer.state), cwds: foldersOf(text, literals, outer) } };
  const isWalking = walks.test(text);
  followLiterals(literals, { text, isWalking }, call);
  followFolderOfItsOwn(text, call);
  const names = new Expressions(text, listsNames, call);
  const opensGiven =
    /\b(?:\w*open\w*|system|exec\w*|spawn\w*|run|readFile\w*|read_(?:text|bytes)|File|IO|Path|readfile|file_get_contents|rm\w*|unlink\w*|remove|rename|walk|fileinput)\b|`|@ARGV/;
  if (outer.input.kind === 'listed' && outer.input.hole !== undefined && opensGiven.test(withoutStandardInput(text)))
    shell.touch(writes.test(text) ? 'write' : 'read', outer.input.hole, outer.state, { deep: true });
  if (runsBuilt.test(text) && !isOnlyMember(text)) shell.unknown('what a program puts together while it runs');
  let opens = false;
  for (const { name, args } of callsIn(text)) {
    const [first] = args;
    if (runner.test(name)) {
      opens = true;
      followRun(args, names, call);
    } else if (opener.test(name)) {
      opens = true;
      for (const argument of /^(?:open|sysopen)$/.test(name) ? args.slice(0, 3) : first === undefined ? [] : [first])
        if (names.valuesOf(argument) === undefined) shell.unknown('which file a program opens');
    }
  }
  if ((opens || /`|\bqx\b|<\w*>/.test(text)) && decodes.test(text) && hasOddText(text))
    shell.unknown('what a program puts together while it runs');
  for (const command of backticks(text)) shell.text(command, copyState(call.state), noOutput);
}

/** Code without what reads standard input itself. */
function withoutStandardInput(text: string): string {
  return text.replace(/\bopen\(\s*0\s*\)|readFileSync\(\s*(?:0|["']\/dev\/stdin["'])[^)]*\)/g, '');
}

/** `obj.compile(`, `re.compile(` and the like run nothing. */
function isOnlyMember(text: string): boolean {
  const rest = text.replace(
    /\b(?:re|regex|cursor|conn|db|c|cur|RegExp|pattern|sql)\.(?:compile|exec|eval)\b|\/\.exec\(/g,
    '',
  );
  return !runsBuilt.test(rest);
}

/** True unless what is decoded is plainly a value that is only printed. */
function hasOddText(text: string): boolean {
  const printed = text.replace(/\b(?:print|console\.log|puts|echo|say)\s*\(?[^;\n]*\)?(?=[;\n]|$)/g, (all) =>
    /\b(?:open|read\w*|exec\w*|system|popen|spawn\w*|run|check_output)\b/.test(all) ? all : '',
  );
  return decodes.test(printed);
}

/** The folders that a program may be in: where it starts, and where its literals may take it. */
function foldersOf(text: string, literals: readonly string[], { shell, state, args }: Call): readonly string[] {
  if (!changesFolder.test(text) && !/\bsymlink/.test(text)) return state.cwds;
  let found = [...state.cwds];
  // A symbolic link's text is meant from where the link lies.
  if (/\bsymlink/.test(text))
    found.push(
      ...literals
        .filter((literal) => literal.includes('/'))
        .flatMap((literal) => shell.paths(literal.replace(/\/[^/]*$/, ''), state)),
    );
  for (let round = 0; round < 3; round++) {
    const next = literals.flatMap((literal) =>
      /\s/.test(literal) || literal === ''
        ? []
        : shell
            .paths(literal, { ...state, cwds: found })
            .filter((path) => !hasHole(path) && shell.world.kind(path) === 'folder'),
    );
    found = [...new Set([...found, ...next])].slice(0, 12);
  }
  if (/\b(?:chdir|setwd)\s*\(?\s*[^"'\s)(]/.test(text) || /\bcwd\s*[=:]\s*[^"'\s]/.test(text))
    found.push(
      ...args.flatMap((arg) => shell.paths(arg, state)).filter((path) => shell.world.kind(path) === 'folder'),
      anything,
    );
  return found;
}

function followLiterals(
  literals: readonly string[],
  { text, isWalking }: { readonly text: string; readonly isWalking: boolean },
  call: Call,
): void {
  const { shell, state } = call;
  const isWriting = writes.test(text);
  for (const literal of literals) {
    if (literal === '' || /^[rwax]b?\+?$|^utf-?8$/i.test(literal)) continue;
    if (/[*?[]/.test(literal) && !/\s/.test(literal))
      followPattern(/\brglob\b/.test(text) ? `**/${literal}` : literal, call, /\+\s*f?["']\//.test(text));
    else if (!/\$?\{/.test(literal)) shell.touch('read', literal, state, { isGuess: true, deep: isWalking });
    if (isWriting && !/\s/.test(literal)) shell.touch('write', literal, state, { isGuess: true });
    if (/\s/.test(literal)) {
      shell.trial(literal, state);
      for (const word of literal.split(/[\s'"`<>|;()]+/))
        if (/[/.]/.test(word)) shell.touch('read', word, state, { isGuess: true });
    }
  }
  for (const path of joinedPaths(text)) shell.touch('read', path, state, { isGuess: true });
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

function followPattern(literal: string, { shell, state }: Call, goesOn = false): void {
  const folder = literal.slice(0, literal.search(/[*?[]/)).replace(/[^/]*$/, '');
  const pattern = literal.slice(folder.length).split('/');
  const fits = (path: string): boolean => matchesParts(path.split('/'), pattern);
  shell.touch('read', folder === '' ? '.' : folder, state, {
    deep: true,
    isGuess: true,
    ...(goesOn
      ? {}
      : {
          leavesOut: (path, isFolder) => !isFolder && !fits(path),
          isPassed: (path) => !fits(path),
        }),
  });
}

function matchesParts([name, ...names]: readonly string[], [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return name === undefined;
  if (first.includes('**'))
    return name === undefined || matchesParts([name, ...names], rest) || matchesParts(names, [first, ...rest]);
  return name !== undefined && matchesPattern(name, first) && matchesParts(names, rest);
}

/** Functions that take the folder where the program runs when none is named, or by a name for it. */
function followFolderOfItsOwn(text: string, { shell, state }: Call): void {
  const here = String.raw`(?:os\.curdir|os\.getcwd\(\)|process\.cwd\(\)|Dir\.pwd|Path\.cwd\(\)|Path\(\s*\)|getcwd\(\)|__dirname|cwd\(\))`;
  if (
    new RegExp(
      String.raw`\b(?:walk|listdir|scandir|readdir\w*|iterdir|copytree|make_archive|glob)\(\s*(?:${here})?\s*[),]|${here}\s*\.\s*(?:iterdir|glob|rglob|walk)\b`,
    ).test(text)
  )
    shell.touch('read', '.', state, { deep: true });
  if (/\bloadEnvFile\(\s*\)|\bload_dotenv\(\s*\)|dotenv['"]?\)?\.config\(\s*\)/.test(text))
    shell.touch('read', '.env', state);
  // A folder in a variable and names behind it: `d + '/journal'`.
  for (const [, rest = ''] of text.matchAll(new RegExp(String.raw`${here}\s*\+\s*["']/?([^"']+)["']`, 'g')))
    shell.touch('read', rest, state, { isGuess: true });
  for (const [, rest = ''] of text.matchAll(/\+\s*["']\/([^"']+)["']/g))
    shell.touch('read', rest, state, { isGuess: true });
}

/** A command that a program starts: a text for a shell, or a name with its arguments. */
function followRun(args: readonly string[], names: Expressions, call: Call): void {
  const { shell, state } = call;
  const [first = '', second] = args;
  const list = /^\[(.*)\]$/s.exec(first.trim())?.[1];
  const rest = /^\[(.*)\]$/s.exec(second?.trim() ?? '')?.[1];
  const words = (text: string): string[] => names.list(text) ?? [anything];
  if (list !== undefined) {
    const [name = '', ...others] = words(list);
    if (isUnknown(name)) shell.unknown('what a program runs');
    else shell.invoke(name, others, { state: copyState(state), input: noOutput });
    return;
  }
  const values = names.valuesOf(first);
  if (values === undefined) {
    if (first.trim() !== '' && !/^\d+$/.test(first.trim())) shell.unknown('what a program runs');
    return;
  }
  for (const value of values) {
    const others = rest === undefined ? (names.list(args.slice(1).join(',')) ?? []) : words(rest);
    const isList = rest !== undefined || (!/\s/.test(value) && others.length > 0);
    shell.text(
      isList ? [quoteWord(value), ...others.filter((each) => !isUnknown(each)).map(quoteWord)].join(' ') : value,
      copyState(state),
      noOutput,
    );
    if (isList && rest !== undefined && others.some(isUnknown)) shell.unknown('what a program runs');
  }
}

/** Commands in backticks, `qx` and `%x`, and perl's `open` of a pipe; not the texts of languages that write them so. */
function backticks(text: string): string[] {
  const isTemplate = /\b(?:console|require|process|const|let|fs|import)\b/.test(text);
  const found = isTemplate ? [] : [...text.matchAll(/`([^`]*)`/g)].map(([, command = '']) => command);
  for (const [, round, curly, square, slash] of text.matchAll(
    /(?:\bqx|%x)\s*(?:\(([^)]*)\)|\{([^}]*)\}|\[([^\]]*)\]|\/([^/]*)\/)/g,
  ))
    found.push(round ?? curly ?? square ?? slash ?? '');
  for (const [, , command = ''] of text.matchAll(/(["'])\s*([^"']+?)\s*\|\s*\1/g)) found.push(command);
  for (const [, , command = ''] of text.matchAll(/(["'])\s*\|\s*([^"']+?)\s*\1/g)) found.push(command);
  return found.filter((command) => command.trim() !== '');
}
