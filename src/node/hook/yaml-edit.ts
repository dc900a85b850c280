import { type Document, isMap, isPair, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';

/**
 * Adds an entry to a YAML text of block maps as lines of its own, at the end of the map that has it or its parents, and
 * leaves every other byte. `keys` lead to it, each a plain word; `text` is a text of several lines.
 * @returns undefined where the text is not of that form; the caller looks whether the result means what it should.
 */
export function addedEntry(text: string, keys: readonly string[], value: string): string | undefined {
  let map: unknown = parseDocument(text, { logLevel: 'silent' }).contents;
  for (const [depth, key] of keys.entries()) {
    if (!isMap(map) || map.flow === true) return undefined;
    const pair = pairOf(map, key);
    if (pair === undefined) return afterLast(text, map, keys.slice(depth), value);
    map = pair.value;
  }
  return undefined;
}

function afterLast(text: string, map: YAMLMap, keys: readonly string[], value: string): string | undefined {
  const [first, last] = [map.items[0], map.items.at(-1)];
  if (!isPair(first) || !isPair(last)) return undefined;
  const indent = indentOf(text, first);
  const end = endOf(text, last);
  if (indent === undefined || end === undefined) return undefined;
  const step = stepOf(text);
  const lines = keys.map((key, depth) => `${indent}${step.repeat(depth)}${key}:`);
  const head = lines.slice(0, -1).concat(`${lines.at(-1)} |`);
  const body = value.replace(/\n$/, '').split('\n');
  const inner = indent + step.repeat(keys.length);
  const entry = [...head, ...body.map((line) => inner + line)].join('\n');
  // A last line without an end gets none.
  return text.slice(0, end).endsWith('\n')
    ? `${text.slice(0, end)}${entry}\n${text.slice(end)}`
    : `${text.slice(0, end)}\n${entry}${text.slice(end)}`;
}

/**
 * Takes the lines of an entry out again, and of those of its parents that hold nothing else.
 * @returns undefined where the text is not of that form
 */
export function removedEntry(text: string, keys: readonly string[]): string | undefined {
  let map: unknown = parseDocument(text, { logLevel: 'silent' }).contents;
  let outermost: Pair | undefined;
  for (const key of keys) {
    if (!isMap(map) || map.flow === true) return undefined;
    const pair = pairOf(map, key);
    if (pair === undefined) return undefined;
    if (outermost === undefined || map.items.length > 1) outermost = pair;
    map = pair.value;
  }
  if (outermost === undefined) return undefined;
  const start = startOf(outermost);
  const end = endOf(text, outermost);
  if (start === undefined || end === undefined || indentOf(text, outermost) === undefined) return undefined;
  const from = text.lastIndexOf('\n', start) + 1;
  const isLastLine = end === text.length && !text.endsWith('\n');
  return text.slice(0, isLastLine ? Math.max(from - 1, 0) : from) + text.slice(end);
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((each) => isScalar(each.key) && each.key.value === key);
}

function startOf({ key }: Pair): number | undefined {
  return isScalar(key) ? key.range?.[0] : undefined;
}

/** What stands before a key in its line, where that is spaces alone. */
function indentOf(text: string, pair: Pair): string | undefined {
  const start = startOf(pair);
  if (start === undefined) return undefined;
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^ *$/.test(before) ? before : undefined;
}

/** Behind the last line of an entry. */
function endOf(text: string, { key, value }: Pair): number | undefined {
  const node: unknown = value ?? key;
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  // A map's own end may lie behind comments that follow it.
  if (isMap(node) && node.flow !== true) {
    const last = node.items.at(-1);
    return last === undefined ? undefined : endOf(text, last);
  }
  const end: unknown = node.range[1];
  if (typeof end !== 'number') return undefined;
  if (text[end - 1] === '\n') return end;
  const next = text.indexOf('\n', end);
  return next < 0 ? text.length : next + 1;
}

/** By how much a text is indented. */
export function stepOf(text: string): string {
  return /^( +)[^\s#-]/m.exec(text)?.[1] ?? '  ';
}

/** A document in the text's own indentation, and with its long lines as they are. */
export function yamlText(document: Document.Parsed | Document, before: string): string {
  const indentSeq = !/^( *)[^\s#][^\n]*:[ \t]*\n\1- /m.test(before);
  return document.toString({ lineWidth: 0, indent: stepOf(before).length, indentSeq, flowCollectionPadding: false });
}
