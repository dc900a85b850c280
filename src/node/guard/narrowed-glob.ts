import { alternativesOf } from '../../core/search-globs.ts';
import type { OpenPiece, Sight } from './sight.ts';

type Input = Readonly<Record<string, unknown>>;

const mostPieces = 2000;
const longestPattern = 30_000;

/** A Glob call for names at any depth, as one pattern of all that may be seen: the tool has no way to leave out. */
export function narrowedGlob(input: Input, root: string, sight: Sight): Input | undefined {
  const { pattern } = input;
  if (typeof pattern !== 'string' || pattern.startsWith('!') || pattern.startsWith('/')) return undefined;
  // Too many alternatives are no list any more.
  if (pattern !== '**' && alternativesOf(pattern).includes('**')) return undefined;
  const names = alternativesOf(pattern).map((each) => /^(?:\*\*\/)*([^/]+)$/.exec(each)?.[1]);
  const pieces = sight.openBeneath(root);
  if (pieces === undefined || pieces.length > mostPieces || names.length > 20) return undefined;
  if (pieces.some(({ path }) => /[\\[\]{}*?,!]/.test(path))) return undefined;
  const parts: string[] = [];
  for (const name of names) {
    if (name === undefined || /[{}\\,]/.test(name)) return undefined;
    parts.push(...pieces.map((piece) => patternOf(piece, name === '**' ? '*' : name)).filter((part) => part !== ''));
  }
  // One part more makes a set of it, and a slash within makes all of it meant from the folder.
  const whole = `{${[...new Set(parts)].join(',')}}`;
  return parts.length < 2 || !whole.includes('/') || whole.length > longestPattern
    ? undefined
    : { ...input, pattern: whole };
}

function patternOf({ path, kind }: OpenPiece, name: string): string {
  const prefix = path === '' ? '' : `${path}/`;
  if (kind === 'folder') return `${prefix}**/${name}`;
  if (kind === 'notes') return `${prefix}${name}`;
  return matchesName(path.slice(path.lastIndexOf('/') + 1), name) ? path : '';
}

function matchesName(text: string, name: string): boolean {
  const source = name
    .replace(/[.+^$()|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replaceAll('[!', '[^');
  try {
    return new RegExp(`^${source}$`, 's').test(text);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
