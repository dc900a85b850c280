import { createScanner, findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';

/** Members are put into a JSON text with comments so that taking them out again gives the very same text. */

export type JsonPath = readonly (string | number)[];

export interface Member {
  /** The property's name; absent in an array. */
  readonly key?: string;
  readonly value: unknown;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Parses a JSON text with comments and trailing commas; undefined where it is none. */
export function parseJson(text: string): Node | undefined {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  return errors.length > 0 ? undefined : tree;
}

export function nodeAt(text: string, path: JsonPath): Node | undefined {
  const tree = parseJson(text);
  return tree === undefined ? undefined : findNodeAtLocation(tree, [...path]);
}

/**
 * Puts members behind those of the object or array at `path`. Also returns what stood between the brackets of an empty
 * one: `removeMembers` needs it to leave the same again.
 */
export function insertMembers(
  text: string,
  path: JsonPath,
  members: readonly Member[],
): { text: string; inner?: string } {
  const parent = nodeAt(text, path);
  if (parent === undefined) throw new Error(`there is nothing at ${path.join('.')}`);
  if (members.length === 0) return { text };
  const { eol, unit, isInline } = styleOf(text);
  const last = parent.children?.at(-1);
  const indent = (last === undefined ? undefined : indentOf(text, last)) ?? unit.repeat(path.length + 1);
  const before = isInline ? '' : eol + indent;
  const body = members
    .map(({ key, value }) => {
      const lines = isInline ? JSON.stringify(value) : JSON.stringify(value, null, unit).split('\n').join(before);
      return `${before}${key === undefined ? '' : `${JSON.stringify(key)}:${isInline ? '' : ' '}`}${lines}`;
    })
    .join(',');
  if (last === undefined) return insertIntoEmpty(text, parent, body, isInline ? '' : eol + unit.repeat(path.length));
  const end = last.offset + last.length;
  const { comma, commentsOnLine } = trivia(text, end, parent.offset + parent.length - 1);
  const edits: Edit[] = comma === undefined ? [{ from: end, to: end, text: ',' }] : [];
  // A comment on the same line belongs to what stands before it.
  const at = Math.max(commentsOnLine, comma === undefined ? end : comma + 1);
  edits.push({ from: at, to: at, text: comma === undefined ? body : `${body},` });
  return { text: applied(text, edits) };
}

function insertIntoEmpty(text: string, parent: Node, body: string, closing: string): { text: string; inner?: string } {
  const [from, to] = [parent.offset + 1, parent.offset + parent.length - 1];
  const inner = text.slice(from, to);
  if (inner.trim() === '') return { text: applied(text, [{ from, to, text: body + closing }]), inner };
  const { lastComment } = trivia(text, from, to);
  return { text: applied(text, [{ from: lastComment, to: lastComment, text: body }]) };
}

/**
 * Takes the members of the object or array at `path` out for which `isOurs` is true. Where none is left, `inner` stands
 * between the brackets again.
 */
export function removeMembers(
  text: string,
  path: JsonPath,
  isOurs: (member: Node, index: number) => boolean,
  inner = '',
): string {
  const children = nodeAt(text, path)?.children ?? [];
  const wanted = children.map(isOurs);
  let edited = text;
  // From the end, so that the indexes of what is left stay true.
  for (let last = wanted.length - 1; last >= 0; last--) {
    if (wanted[last] !== true) continue;
    let first = last;
    while (first > 0 && wanted[first - 1] === true && !hasCommentBetween(text, children[first - 1], children[first]))
      first -= 1;
    edited = removeRun(edited, path, first, last, inner);
    last = first;
  }
  return edited;
}

/** Takes the property `key` out of the object at `path`. */
export function removeProperty(text: string, path: JsonPath, key: string, inner?: string): string {
  return removeMembers(text, path, (member) => member.children?.[0]?.value === key, inner);
}

/** Puts `raw` in the place of the value at `path`. */
export function replaceValue(text: string, path: JsonPath, raw: string): string {
  const node = nodeAt(text, path);
  if (node === undefined) throw new Error(`there is nothing at ${path.join('.')}`);
  return applied(text, [{ from: node.offset, to: node.offset + node.length, text: raw }]);
}

function hasCommentBetween(text: string, previous: Node | undefined, next: Node | undefined): boolean {
  if (previous === undefined || next === undefined) return false;
  const from = previous.offset + previous.length;
  return trivia(text, from, next.offset).lastComment > from;
}

function removeRun(text: string, path: JsonPath, first: number, last: number, inner: string): string {
  const parent = nodeAt(text, path);
  const children = parent?.children ?? [];
  const [start, end] = [children[first], children[last]];
  if (parent === undefined || start === undefined || end === undefined) return text;
  const [open, close] = [parent.offset + 1, parent.offset + parent.length - 1];
  const previous = children[first - 1];
  const from = previous === undefined ? open : previous.offset + previous.length;
  const to = end.offset + end.length;
  const before = trivia(text, from, start.offset);
  const after = trivia(text, to, children[last + 1]?.offset ?? close);
  const gap = Math.max(from, before.lastComment, before.comma === undefined ? from : before.comma + 1);
  const isAlone = first === 0 && last === children.length - 1;
  const rest = `${text.slice(open, start.offset)}${text.slice(to, close).replace(',', '')}`;
  if (isAlone && rest.trim() === '') return applied(text, [{ from: open, to: close, text: inner }]);
  const edits: Edit[] = [{ from: gap, to, text: '' }];
  // The comma that follows goes; behind the last one there is none, and the one before it goes.
  const comma = after.comma ?? before.comma;
  if (comma !== undefined) edits.push({ from: comma, to: comma + 1, text: '' });
  return applied(text, edits);
}

/** What stands between two members. */
function trivia(text: string, from: number, to: number) {
  const scanner = createScanner(text, false);
  scanner.setPosition(from);
  let comma: number | undefined;
  let lastComment = from;
  let commentsOnLine = from;
  while (scanner.getPosition() < to) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    if (offset >= to) break;
    const token = text.slice(offset, offset + scanner.getTokenLength());
    if (token === ',') comma ??= offset;
    else if (token.startsWith('/')) {
      lastComment = offset + token.length;
      if (!text.slice(from, lastComment).includes('\n')) commentsOnLine = lastComment;
    }
  }
  return { comma, lastComment, commentsOnLine };
}

interface Style {
  readonly eol: string;
  readonly unit: string;
  /** True where the whole text is one line. */
  readonly isInline: boolean;
}

function styleOf(text: string): Style {
  const root = parseJson(text);
  const first = root?.children?.[0];
  const unit = first === undefined ? undefined : indentOf(text, first);
  return {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    unit: unit === undefined || unit === '' ? '  ' : unit,
    isInline:
      first !== undefined && root !== undefined && !text.slice(root.offset, root.offset + root.length).includes('\n'),
  };
}

/** The blanks before a member, where it begins its line. */
function indentOf(text: string, node: Node): string | undefined {
  return /\n([ \t]*)$/.exec(text.slice(0, node.offset))?.[1];
}

/** Applies edits that do not overlap; of those at one place the first stands first. */
function applied(text: string, edits: readonly Edit[]): string {
  return edits
    .toReversed()
    .sort((left, right) => right.from - left.from)
    .reduce((edited, { from, to, text: piece }) => edited.slice(0, from) + piece + edited.slice(to), text);
}
