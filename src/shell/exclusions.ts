import type { Exclusion, ShellAction } from './evaluated.ts';
import { quoteWord } from './quoting.ts';

/** What a search is to leave out, as the policy names it. */
export interface LeftOut {
  /** Locked folders and notes, from the folder that patterns are meant from. */
  readonly paths: readonly { readonly path: string; readonly isFolder: boolean }[];
  /** gitignore patterns of files, from the same folder. */
  readonly patterns: readonly string[];
}

export type ExclusionForm = Exclusion['form'] | NonNullable<ShellAction['hint']>;

/** The text that makes a search of this form leave something out; undefined where the form can not say it. */
export function exclusionText(form: ExclusionForm, { paths, patterns }: LeftOut, root: string): string | undefined {
  if (patterns.some((pattern) => /^[!#]|[\\\n]/.test(pattern)) || paths.some(({ path }) => /[*?[\]\\\n]/.test(path)))
    return undefined;
  switch (form) {
    case 'rg':
    case 'rg-folded':
      return words(
        [
          ...paths.map(({ path }) => `!/${path}`),
          ...patterns.map((pattern) => `!${pattern.replace(/\/$/, '')}`),
        ].flatMap((glob) => [form === 'rg' ? '-g' : '--iglob', glob]),
      );
    case 'grep':
      return words([
        ...paths.map(({ path, isFolder }) => `${isFolder ? '--exclude-dir' : '--exclude'}=${lastName(path)}`),
        ...patterns.flatMap((pattern) => [`--exclude=${lastName(pattern)}`, `--exclude-dir=${lastName(pattern)}`]),
      ]);
    case 'ls':
      return words(
        [...paths.map(({ path }) => lastName(path)), ...patterns.map(lastName)].flatMap((name) => ['-I', name]),
      );
    case 'find': {
      const base = root === '/' ? '' : root.replace(/\/$/, '');
      const tests = [
        ...paths.map(({ path }) => `-path ${quoteWord(`${base}/${path}`)}`),
        ...patterns.map((pattern) =>
          isAnchored(pattern)
            ? `-path ${quoted(`${base}/${pattern.replace(/^\/|\/$/g, '')}`)}`
            : `-name ${quoted(pattern.replace(/\/$/, ''))}`,
        ),
      ];
      return tests.length === 0 ? '' : ` ! \\( \\( ${tests.join(' -o ')} \\) -prune \\)`;
    }
    case 'tar':
    case 'du': {
      const base = root.replace(/\/+$/, '');
      return words(
        [
          ...(form === 'tar' ? [`${base}/.git`] : []),
          ...paths.map(({ path }) => `${base}/${path}`),
          ...patterns.map((pattern) => {
            const bare = pattern.replace(/^\/|\/$/g, '');
            return isAnchored(pattern) ? `${base}/${bare}` : bare;
          }),
        ].map((each) => `--exclude=${each}`),
      );
    }
    case 'rsync': {
      const top = root.endsWith('/') || /(?:^|\/)\.$/.test(root) ? '' : `/${lastName(root)}`;
      return words(
        [
          `${top}/.git`,
          ...paths.map(({ path }) => `${top}/${path}`),
          ...patterns.map((pattern) => (isAnchored(pattern) ? `${top}/${pattern.replace(/^\//, '')}` : pattern)),
        ].map((each) => `--exclude=${each}`),
      );
    }
    case 'zip': {
      const base = root.replace(/^\.\/*|\/+$/g, '');
      const prefix = base === '' ? '' : `${base}/`;
      return ` -x${words([
        `${prefix}.git/*`,
        ...paths.map(({ path, isFolder }) => `${prefix}${path}${isFolder ? '/*' : ''}`),
        ...patterns.flatMap((pattern) => {
          const bare = pattern.replace(/^\/|\/$/g, '');
          const each = isAnchored(pattern) ? [`${prefix}${bare}`] : [`${prefix}${bare}`, `*/${bare}`];
          return pattern.endsWith('/') ? each.map((one) => `${one}/*`) : each;
        }),
      ])}`;
    }
    case 'tree':
      return words(['-I', [...paths.map(({ path }) => lastName(path)), ...patterns.map(lastName)].join('|')]);
    case 'fd':
      return words([...paths.map(({ path }) => `/${path}`), ...patterns].flatMap((each) => ['-E', each]));
    case 'ag':
      return words(
        [...paths.map(({ path }) => lastName(path)), ...patterns.map(lastName)].flatMap((each) => ['--ignore', each]),
      );
    default: {
      const specs = [
        ...paths.map(({ path }) => `:(top,exclude)${path}`),
        ...patterns.flatMap((pattern) => {
          const bare = pattern.replace(/^\/|\/$/g, '');
          const full = isAnchored(pattern) ? bare : `**/${bare}`;
          return [`:(top,exclude,glob)${full}`, `:(top,exclude,glob)${full}/**`];
        }),
      ];
      return form === 'git' ? ` -- ':(top)'${words(specs)}` : words(specs);
    }
  }
}

function isAnchored(pattern: string): boolean {
  return pattern.replace(/\/$/, '').includes('/');
}

function lastName(path: string): string {
  return path.replace(/\/$/, '').replace(/^.*\//, '');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function words(texts: readonly string[]): string {
  return texts.map((text) => ` ${quoteExact(text)}`).join('');
}

function quoteExact(text: string): string {
  return /^[\w./=-]+$/.test(text) ? text : quoted(text);
}
