import type { Call } from '../evaluated.ts';
import { anything } from '../holes.ts';
import { type Output, unknownOutput } from '../state.ts';
import { contentOf, type Handler, readMentioned, readPathLike } from './call.ts';
import { followCode } from './code.ts';
import { cloisterScript } from './own-program.ts';

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
    valued: /^--test-(?:(?:name|skip)-pattern|reporter)$/,
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
    cloisterScript(call);
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
        /^(?:perl|ruby|python)$/.test(family) &&
        shortFlags !== '' &&
        !arg.startsWith('--') &&
        language.code.test(shortFlags)
      ) {
        hasCode = true;
        followCode(attached, call);
      } else if (family === 'python' && arg === '-m') {
        moduleRun(args.slice(index + 1), call);
        return unknownOutput;
      } else if (language.file?.test(arg.replace(/=.*/s, '')) === true) {
        const file = arg.includes('=') ? arg.slice(arg.indexOf('=') + 1) : (args[++index] ?? '');
        if (/^data:/.test(file)) followDataUrl(file, call);
        else if (/^dotenv\b/.test(file)) shell.touch('read', '.env', state, { isGuess: true });
        else shell.touch('read', file, state, { isGuess: true });
      } else if (/^-I./.test(arg)) shell.touch('read', arg.slice(2), state, { isGuess: true, deep: true });
      else if (language.valued?.test(arg) === true) index += 1;
      else if (arg.startsWith('--') && language.valued?.test(arg.replace(/=.*/s, '')) === true) continue;
      else if (arg.startsWith('-') && arg !== '-') readMentioned(call, [arg]);
      else if (arg === '-') {
        readMentioned(call, args.slice(index + 1));
        break;
      } else if (hasCode) readMentioned(call, [arg]);
      else return runFile(call, index);
    }
    if (!hasCode && !args.some((arg) => /^(?:-v|-V|--version|-h|--help)$/.test(arg))) followInput(input, call, family);
    return unknownOutput;
  };
}

/** A module in a URL (`--import data:text/javascript,…`). */
function followDataUrl(url: string, call: Call): void {
  const [, isEncoded, text = ''] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(url) ?? [];
  if (isEncoded !== undefined) call.shell.unknown('a program that is put together while it runs');
  else followCode(text, call);
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
  // Programs in texts, and an interpreter's own prompt.
  if (module === 'timeit') for (const arg of rest) if (!/^-|^\d+$/.test(arg)) followCode(arg, call);
  if (/^(?:code|pdb|IPython|ptpython|bpython|asyncio)$/.test(module)) followInput(call.input, call, 'python');
  call.shell.opaque();
  if (!/^(?:pip|venv|build|timeit)$/.test(module)) readMentioned(call, rest);
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
