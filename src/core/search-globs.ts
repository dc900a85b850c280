import { compileGitignore } from './gitignore.ts';
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

/**
 * What a search leaves out by ripgrep's `--glob` and `--type`: globs are patterns of gitignore turned round, from the
 * folder that is searched, and the last one that matches decides.
 */
export function searchGlobs(globs: readonly string[], types: readonly string[] = []): LeavesOut {
  const endings = endingsOf(types);
  const rules = globs.flatMap(alternativesOf).map((glob) => {
    const isExclude = glob.startsWith('!');
    return { isExclude, matches: compileGitignore([escapeMarks(isExclude ? glob.slice(1) : glob)]) };
  });
  const hasIncludes = rules.some(({ isExclude }) => !isExclude);
  const lastInclude = rules.findLastIndex(({ isExclude }) => !isExclude);
  const decidedBy = (path: string, isFolder: boolean) => rules.findLast(({ matches }) => matches(path, isFolder));
  return (path, isFolder) => {
    const parts = path.split('/');
    for (let length = 1; length < parts.length; length++)
      if (decidedBy(parts.slice(0, length).join('/'), true)?.isExclude === true) return true;
    const decided = decidedBy(path, isFolder);
    if (decided !== undefined) return decided.isExclude;
    // `!x/**` leaves out all that there is to see of x, unless a later glob takes something of it back.
    if (isFolder)
      return rules.some(({ isExclude, matches }, at) => isExclude && at > lastInclude && matches(`${path}/x`, false));
    if (endings !== undefined && !endings.some((ending) => path.endsWith(`.${ending}`))) return true;
    return hasIncludes;
  };
}

/** A `#` or a blank at the end means nothing in a glob. */
function escapeMarks(glob: string): string {
  return glob.replace(/^#/, '\\#').replace(/ +$/, (blanks) => '\\ '.repeat(blanks.length));
}

const mostGlobs = 500;

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
