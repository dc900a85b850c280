import { plainName } from '../holes.ts';

/*
 * Parts of a program's text that name no file, whatever they hold: they are taken out before its literals are read.
 * What is left out gives a number, a truth or nothing at all, so that no later part can open it.
 */

/** Modules that only compute. */
const pureModule =
  '(?:re|json|sys|math|cmath|datetime|time|calendar|zoneinfo|random|secrets|string|textwrap|hashlib|hmac|base64|binascii|struct|collections|itertools|functools|operator|statistics|decimal|fractions|uuid|html|urllib\\.parse|typing|dataclasses|enum|pprint|platform|unicodedata|difflib|bisect|heapq|copy|types|abc|numbers|colorsys|locale|timeit|__future__)';
const pureImports = [
  new RegExp(`\\bfrom\\s+${pureModule}\\s+import\\s+[\\w.*, ]+`, 'g'),
  new RegExp(
    `\\bimport\\s+${pureModule}(?:\\s+as\\s+\\w+)?(?:\\s*,\\s*${pureModule}(?:\\s+as\\s+\\w+)?)*(?=\\s*(?:[;\\n]|$))`,
    'g',
  ),
  /\brequire\(\s*["'](?:node:)?(?:os|path|crypto|util|url|assert|events|querystring|string_decoder|timers|perf_hooks)["']\s*\)/g,
];

const text = `(?:"(?:\\\\.|[^"\\\\\\n])*"|'(?:\\\\.|[^'\\\\\\n])*')`;
/** `re.sub(r'…', …)`: the pattern is no name. */
const patternArgument = new RegExp(
  `\\bre\\.(?:match|search|fullmatch|findall|finditer|sub|subn|split|compile)\\(\\s*[rRbB]{0,2}${text}`,
  'g',
);
/** `x.startswith("…")` tells of x alone. */
const comparison = new RegExp(
  `\\.(?:startswith|endswith|startsWith|endsWith|includes|count|index|indexOf)\\(\\s*${text}\\s*\\)`,
  'g',
);
/** What a text is replaced by is opened only where its result is, which is no literal. */
const replacement = new RegExp(`\\.replace(?:All)?\\(\\s*${text}\\s*,\\s*${text}\\s*(?:,\\s*\\d+\\s*)?\\)`, 'g');
/** `print("…")` shows what the command's text holds already. */
const shown = new RegExp(`\\b(?:print|console\\.(?:log|error))\\(\\s*([fF]?)(${text})\\s*(?=[,)])`, 'g');

/** A program that gives one of these names another meaning is left as it is. */
const renamed =
  /\b(?:print|re|console)\s*=(?!=)|\bas\s+(?:print|re|json)\b|\bprint\b(?!\s*\()|\bconsole\.(?:log|error)\b(?!\s*\()|\bdef\s+(?:print|startswith|endswith|count|index)\b|\b(?:startsWith|endsWith|includes|indexOf)\s*(?:=|\([^)]*\)\s*\{)|\bsetattr\b|\.prototype\b|\bmodules\b/;

/** A program without its imports of modules that compute, its patterns, comparisons and messages. */
export function withoutMereText(code: string): string {
  if (renamed.test(code)) return code;
  let rest = code;
  for (const each of pureImports) rest = rest.replace(each, '');
  if (!/\.pattern\b/.test(rest)) rest = rest.replace(patternArgument, 'pattern(');
  return rest
    .replace(comparison, '.compared()')
    .replace(replacement, '.replaced()')
    .replace(/\bconsole\.(?:log|error)\(\s*`([^`\\]*)`\s*(?=[,)])/g, (all, template: string) =>
      /\$\{[^}]*\{/.test(template)
        ? all
        : `show(${[...template.matchAll(/\$\{([^{}]*)\}/g)].map(([, inner = '']) => inner).join(', ')}`,
    )
    .replace(shown, (all, format: string, literal: string) => {
      if (format === '') return 'show(';
      // Within the braces of a formatted text stands code.
      if (/\{[^}]*\{|\\/.test(literal)) return all;
      return `show(${[...literal.matchAll(/\{([^{}]*)\}/g)].map(([, inner = '']) => inner).join(', ')}`;
    });
}

/** True where a name in a program stands for literals alone, all of which are judged by themselves. */
function isBoundToLiterals(name: string, code: string): boolean {
  if (!/^[A-Za-z_]\w*$/.test(name)) return false;
  const bindings = [...code.matchAll(new RegExp(`(?<![\\w.])${name}\\b\\s*(?:=(?![=>])|\\bin\\b|\\bof\\b)\\s*`, 'g'))];
  const list = new RegExp(
    `^(?:[fFrR]?${text}|(?:pathlib\\.)?Path\\(\\s*${text}\\s*\\)(?:\\s*/\\s*[fF]?${text})*|Path\\(\\)\\.matches\\(\\)|[[(]\\s*${text}(?:\\s*,\\s*${text})*\\s*,?\\s*[\\])])\\s*(?:[):;\\n]|$)`,
  );
  // A parameter, a target of unpacking or of `as` is bound in another way.
  const isElse = new RegExp(
    `\\bas\\s+${name}\\b|\\bdef\\s+\\w+\\([^)]*\\b${name}\\b|\\blambda\\b[^:]*\\b${name}\\b|\\b${name}\\b\\s*=>|[(,]\\s*${name}\\s*[,)][^=]*=>|\\b${name}\\s*(?:[-+*/%&]|\\|\\||\\?\\?)=|,\\s*${name}\\s*=|\\b${name}\\s*,\\s*\\w+\\s*(?:=|in\\b)|[[{(,]\\s*${name}\\s*(?:,[^=()\\n]*)?[\\])}]\\s*=(?!=)|global\\b|:=|\\+=`,
  ).test(code);
  return (
    !isElse && bindings.length > 0 && bindings.every(({ 0: all, index }) => list.test(code.slice(index + all.length)))
  );
}

/**
 * A literal whose braces hold code, with a hole for each that is a date or a name that stands for plain words;
 * undefined where one may be anything.
 */
export function filledLiteral(literal: string, code: string): string | undefined {
  let isKnown = true;
  const filled = literal.replace(/\$?\{([^{}]*)\}/g, (_all, inner: string) => {
    const name = inner.trim();
    const isDate = /:%[\w%.-]+$|\.(?:isoformat|strftime|toISOString)\(|^\w+\.(?:year|month|day)(?::\d+)?$/.test(name);
    if (!isDate && !isBoundToPlainWords(name, code)) isKnown = false;
    return plainName;
  });
  return isKnown && !/[{}]/.test(filled) ? filled : undefined;
}

function isBoundToPlainWords(name: string, code: string): boolean {
  if (!isBoundToLiterals(name, code)) return false;
  const values = [...code.matchAll(new RegExp(`(?<![\\w.])${name}\\b\\s*(?:=|\\bin\\b|\\bof\\b)\\s*([^\\n;:]*)`, 'g'))];
  return values.every(([, value = '']) => !/\/|\.\.|\bPath\b|\\/.test(value));
}
