import { compileGitignore, type PathFilter } from './gitignore.ts';
import type { LeavesOut } from './request.ts';

/** The endings that a type stands for, where endings are all that it stands for (`rg --type-list`). */
const endingsOfTypes: Readonly<Record<string, readonly string[]>> = {
  asciidoc: ['adoc', 'asc', 'asciidoc'],
  css: ['css', 'scss'],
  csv: ['csv'],
  go: ['go'],
  html: ['htm', 'html', 'ejs'],
  java: ['java', 'jsp', 'jspx', 'properties'],
  js: ['js', 'jsx', 'cjs', 'mjs', 'vue'],
  json: ['json', 'sarif', 'lock'],
  kotlin: ['kt', 'kts'],
  log: ['log'],
  md: ['md', 'markdown', 'mdown', 'mdwn', 'mkd', 'mkdn', 'mdx'],
  org: ['org', 'org_archive'],
  pdf: ['pdf'],
  php: ['php', 'php3', 'php4', 'php5', 'php7', 'php8', 'pht', 'phtml'],
  py: ['py', 'pyi'],
  rst: ['rst'],
  rust: ['rs'],
  sql: ['sql', 'psql'],
  svelte: ['svelte', 'svelte.ts'],
  swift: ['swift'],
  toml: ['toml', 'lock'],
  ts: ['ts', 'tsx', 'cts', 'mts'],
  txt: ['txt'],
  vue: ['vue'],
  yaml: ['yaml', 'yml'],
};
const synonyms: Readonly<Record<string, string>> = {
  markdown: 'md',
  python: 'py',
  typescript: 'ts',
};

/** The endings of ripgrep's types; undefined where nothing is certain to be left out. */
export function endingsOf(types: readonly string[]): readonly string[] | undefined {
  const found = types.map((type) => endingsOfTypes[synonyms[type] ?? type]);
  return found.length === 0 || found.includes(undefined) ? undefined : found.flatMap((each) => each ?? []);
}

/** More that a search says of what it looks into. */
export interface GlobOptions {
  /** Globs for which case means nothing (`--iglob`); they count behind all others, wherever they stand. */
  readonly foldedGlobs?: readonly string[];
  /** True where case means nothing to any glob (`--glob-case-insensitive`). */
  readonly isFolded?: boolean;
  /** The folder that is searched, from where globs are meant, with a slash at its end: no glob leaves it out itself. */
  readonly start?: string;
}

/**
 * What a search leaves out by ripgrep's `--glob` and `--type`: globs are patterns of gitignore turned round, and the
 * last one that matches decides. Paths are given from the folder that is searched.
 */
export function searchGlobs(
  globs: readonly string[],
  types: readonly string[] = [],
  { foldedGlobs = [], isFolded = false, start = '' }: GlobOptions = {},
): LeavesOut {
  const endings = endingsOf(types);
  const rules = [
    ...globs.map((glob) => ({ glob, folds: isFolded })),
    ...foldedGlobs.map((glob) => ({ glob, folds: true })),
  ]
    .filter(({ glob }) => saysSomething(glob))
    .flatMap(({ glob, folds }) => alternativesOf(trimmed(glob)).map((each) => ({ glob: each, folds })))
    .map(({ glob, folds }, index): Rule => {
      const isExclude = glob.startsWith('!');
      const bare = escapeMarks(isExclude ? glob.slice(1) : glob);
      const pattern = folds ? bare.toLowerCase() : bare;
      const matches = compileGitignore([pattern]);
      return folds
        ? { index, isExclude, folder: '', matches: (path, isFolder) => matches(path.toLowerCase(), isFolder) }
        : { index, isExclude, folder: literalFolder(pattern), matches };
    });
  const lastInclude = rules.findLastIndex(({ isExclude }) => !isExclude);
  const lastExcludes = rules.slice(lastInclude + 1);
  const byFolder = new Map<string, Rule[]>();
  for (const rule of rules) byFolder.set(rule.folder, [...(byFolder.get(rule.folder) ?? []), rule]);
  const decidedBy = (path: string, isFolder: boolean): Rule | undefined => {
    let found: Rule | undefined;
    // A rule that begins with a folder's name can say nothing of what is not in it.
    for (let end = path.length; end >= 0; end = end === 0 ? -1 : Math.max(0, path.lastIndexOf('/', end - 1)))
      for (const rule of byFolder.get(path.slice(0, end)) ?? [])
        if ((found === undefined || rule.index > found.index) && rule.matches(path, isFolder)) found = rule;
    return found;
  };
  const folders = new Map<string, boolean>();
  const isWithout = (folder: string): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    if (start.startsWith(`${folder}/`)) return false;
    const at = folder.lastIndexOf('/');
    const result = (at > 0 && isWithout(folder.slice(0, at))) || decidedBy(folder, true)?.isExclude === true;
    folders.set(folder, result);
    return result;
  };
  return (inner, isFolder) => {
    if (rules.length === 0 && endings === undefined) return false;
    const path = `${start}${inner}`;
    const at = path.lastIndexOf('/');
    if (at > 0 && isWithout(path.slice(0, at))) return true;
    const decided = decidedBy(path, isFolder);
    if (decided !== undefined) return decided.isExclude;
    // `!x/**` leaves out all that there is to see of x, unless a later glob takes something of it back.
    if (isFolder) return lastExcludes.some(({ matches }) => probes.every((name) => matches(`${path}/${name}`, false)));
    if (endings !== undefined && !endings.some((ending) => path.endsWith(`.${ending}`))) return true;
    return lastInclude >= 0;
  };
}

/** Names with so little in common that a glob which matches them all matches any. */
const probes = ['x', 'Q-1 z.md', '.0%', '\u00e9\u4e2d~_'] as const;

/** ripgrep reads a glob as a line of a .gitignore: a comment or nothing but blanks is no glob. */
function saysSomething(glob: string): boolean {
  return glob.trim() !== '' && !glob.startsWith('#');
}

function trimmed(glob: string): string {
  return glob.endsWith('\\ ') ? glob : glob.trimEnd();
}

interface Rule {
  readonly index: number;
  readonly isExclude: boolean;
  /** The folders that a glob with slashes begins with, in plain letters. */
  readonly folder: string;
  readonly matches: PathFilter;
}

function literalFolder(pattern: string): string {
  const bare = pattern.replace(/^\//, '');
  if (!pattern.replace(/\/$/, '').includes('/')) return '';
  const literal = bare.slice(0, Math.max(0, bare.search(/[*?[\]{\\]|$/)));
  return literal.slice(0, Math.max(0, literal.lastIndexOf('/')));
}

/** Behind `!` a `#` begins no comment. */
function escapeMarks(glob: string): string {
  return glob.replace(/^#/, '\\#');
}

const mostGlobs = 3000;

/**
 * A glob with its lists in braces written out; of too many of them it is taken to include all and exclude nothing.
 * Where it has a slash anywhere, each alternative is meant from the folder that is searched.
 */
export function alternativesOf(glob: string): string[] {
  const [mark, bare] = glob.startsWith('!') ? ['!', glob.slice(1)] : ['', glob];
  const isAnchored = bare.replace(/\/$/, '').includes('/');
  return braces(glob).map((each) => {
    const one = each.slice(mark.length);
    return isAnchored && !one.replace(/\/$/, '').includes('/') ? `${mark}/${one}` : each;
  });
}

function braces(glob: string): string[] {
  let found = [glob];
  for (let isOpen = true; isOpen; ) {
    isOpen = false;
    found = found.flatMap((each) => {
      const match = /^(.*?)\{([^{}]*)\}(.*)$/s.exec(each);
      if (match === null) return [each];
      isOpen = true;
      return (match[2] ?? '').split(',').map((choice) => `${match[1]}${choice}${match[3]}`);
    });
    if (found.length > mostGlobs) return glob.startsWith('!') ? [] : ['**'];
  }
  return found;
}
