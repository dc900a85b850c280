import { isNote } from '../../core/note-files.ts';
import type { Hit, Rule, Window } from '../rule.ts';

/**
 * What an author writes to say that a note is private: front matter properties, Obsidian tags
 * (https://help.obsidian.md/tags), Logseq and Dataview properties, Org keywords.
 */
interface Marker {
  /** Property names, in lower case. */
  readonly keys: readonly string[];
  /** Values that say so, matched whole and without quotes. */
  readonly says: RegExp;
}

const yes = /^(?:true|yes|on|1|ja|oui|sí|si)$/i;
const secrecy =
  /^(?:high|secret|top[- ]secret|confidential|restricted|private|sensitive|vertraulich|confidentiel|confidencial)$/i;

const strong: readonly Marker[] = [
  { keys: ['private', 'confidential', 'exclude-from-ai', 'no-ai', 'noai', 'encrypted', 'secret'], says: yes },
  { keys: ['sensitivity', 'classification', 'confidentiality', 'visibility'], says: secrecy },
  { keys: ['agent', 'agents', 'ai', 'llm'], says: /^(?:deny|false|none|no|off)$/i },
  { keys: ['publish'], says: /^never$/i },
];
const weak: readonly Marker[] = [
  { keys: ['publish'], says: /^(?:false|no|off)$/i },
  { keys: ['draft', 'noindex'], says: yes },
];

/** How far above a list item its property is looked for, in characters. */
const longestList = 4096;

const strongTags = ['private', 'secret', 'confidential', 'sensitive', 'nsfw', 'no-ai', 'noai'];
const weakTags = ['personal', 'noindex'];
/** Tags that Org's own commands act on: what they stand on is encrypted, or never exported. */
const orgTags = ['crypt', 'noexport'];

export const declaredPrivate: Rule = markerRule('note.private', 'medium', strong, strongTags, orgTags);
export const maybePersonal: Rule = markerRule('note.personal', 'low', weak, weakTags, []);

function markerRule(
  id: 'note.private' | 'note.personal',
  severity: 'medium' | 'low',
  markers: readonly Marker[],
  tags: readonly string[],
  headlineTags: readonly string[],
): Rule {
  const keys = [...new Set(markers.flatMap((marker) => marker.keys))];
  // Two-letter names have no literal of their own: a colon makes `ai:` one.
  const literals = [
    ...new Set([
      ...keys.map((key) => (key.length < 3 ? `${key}:` : key)),
      ...tags,
      ...headlineTags.map((tag) => `:${tag}:`),
    ]),
  ];
  return {
    id,
    severity,
    docs: 'https://help.obsidian.md/properties',
    literals,
    reach: { before: 256, after: 256 },
    find: (window) => findMarker(window, markers, tags, headlineTags),
  };
}

function* findMarker(
  window: Window,
  markers: readonly Marker[],
  tags: readonly string[],
  headlineTags: readonly string[],
): Iterable<Hit> {
  const { at, note } = window;
  // In code `#private` is another thing, as is what looks like front matter in data.
  if (!isNote(note.path)) return;
  const headlineTag = window.literal.startsWith(':') ? window.literal.slice(1, -1) : undefined;
  if (headlineTag !== undefined) {
    if (headlineTags.includes(headlineTag)) yield* orgTag(window, at + 1, headlineTag);
    return;
  }
  const word = window.literal.replace(/:$/, '');
  const front = note.frontMatter;
  if (front !== undefined && at >= front.start && at < front.end) {
    yield* frontMatterProperty(window, word, markers);
    if (tags.includes(word)) yield* frontMatterTag(window, front.start, word);
    return;
  }
  if (tags.includes(word)) yield* inlineTag(window, word);
  yield* inlineProperty(window, word, markers);
}

/** `key: value` at the beginning of a line of the front matter. */
function* frontMatterProperty({ text, at }: Window, key: string, markers: readonly Marker[]): Iterable<Hit> {
  if (!isLineStart(text, at)) return;
  const property = /[\w-]{1,40}[ \t]{0,16}:[ \t]{0,16}(["']?)([^\r\n#"']{0,80})\1/y;
  property.lastIndex = at;
  const match = property.exec(text);
  if (match === null || keyOf(match[0]) !== key) return;
  const value = (match[2] ?? '').trim();
  if (says(markers, key, value)) yield { start: at, end: at + match[0].trimEnd().length, judged: '' };
}

function keyOf(property: string): string {
  return property.slice(0, property.indexOf(':')).trim().toLowerCase();
}

/** A tag in the front matter's `tags`, as `tags: [a, b]`, `tags: a, b` or a list of `- a`. */
function* frontMatterTag(window: Window, start: number, tag: string): Iterable<Hit> {
  const { text, at } = window;
  if (!isWholeTag(text, at, tag) || !/[\s,["'#-]/.test(text.charAt(at - 1))) return;
  const lead = lineLead(window);
  const list = /^\s*-\s*["']?#?$/.test(lead);
  const owner = list
    ? ownerOfList(text.slice(Math.max(start, at - longestList), at - lead.length))
    : /^(?:tags?)[ \t]*:/i.test(lead)
      ? 'tags'
      : undefined;
  if (owner === 'tags') yield { start: at, end: at + tag.length, judged: '' };
}

/** The property under which a YAML list stands: the last line that is no list item. */
function ownerOfList(before: string): string | undefined {
  const lines = before.split(/\r\n|\r|\n/);
  const head = lines.findLast((line) => line.trim() !== '' && !/^\s*-/.test(line));
  return head !== undefined && /^tags?[ \t]*:\s*$/i.test(head) ? 'tags' : undefined;
}

/** `#private` in the text; `#private/therapy` is one as well, `#private-equity` and a heading are not. */
function* inlineTag(window: Window, tag: string): Iterable<Hit> {
  const { text, at } = window;
  if (text.charAt(at - 1) !== '#' || !isWholeTag(text, at, tag)) return;
  const before = text.charAt(at - 2);
  if (before !== '' && !/[\s,;(>|*_]/.test(before)) return;
  if (isInCode(window)) return;
  yield { start: at - 1, end: at + tag.length, judged: '' };
}

/** Logseq's and Dataview's `private:: true`, Org's `#+FILETAGS: :private:`. */
function* inlineProperty(window: Window, word: string, markers: readonly Marker[]): Iterable<Hit> {
  const { text, at } = window;
  if (text.charAt(at - 1) === ':' && text.charAt(at + word.length) === ':') {
    const isOrg = strongTags.includes(word) && /^#\+filetags:.*:$/i.test(lineLead(window));
    if (isOrg) yield { start: at, end: at + word.length, judged: '' };
    else if (strongTags.includes(word)) yield* orgTag(window, at, word);
    return;
  }
  const property = /[\w-]{1,40}::[ \t]{0,16}([^\r\n\]]{0,80})/y;
  property.lastIndex = at;
  const match = property.exec(text);
  if (match === null || keyOf(match[0]) !== word || !says(markers, word, (match[1] ?? '').trim())) return;
  if (!/^[\s>]*(?:[-*+]\s+)?\[?$/.test(lineLead(window)) || isInCode(window)) return;
  yield { start: at, end: at + match[0].trimEnd().length, judged: '' };
}

/** A tag at the end of a headline of an Org file: `* Visits  :health:PRIVATE:` (https://orgmode.org/manual/Tags.html). */
function* orgTag(window: Window, at: number, tag: string): Iterable<Hit> {
  if (!isOrgFile(window.note.path) || !/^\*+[ \t]/.test(lineLead(window))) return;
  const rest = window.text.slice(at - 1, window.to);
  // Tags stand together at the very end of the line, behind white space.
  if (!/^:(?:[\p{L}\p{N}_@#%]{1,60}:){1,20}[ \t]*(?:[\r\n]|$)/u.test(rest)) return;
  if (!/[ \t](?::[\p{L}\p{N}_@#%]{1,60}){0,20}$/u.test(window.text.slice(window.from, at - 1))) return;
  yield { start: at, end: at + tag.length, judged: '' };
}

/** True for a file of Org mode, by its name. */
export function isOrgFile(path: string): boolean {
  return /\.org$/i.test(path);
}

function says(markers: readonly Marker[], key: string, value: string): boolean {
  return markers.some((marker) => marker.keys.includes(key) && marker.says.test(value));
}

function isWholeTag(text: string, at: number, tag: string): boolean {
  return !/[\p{L}\p{N}_-]/u.test(text.charAt(at + tag.length));
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || /[\r\n]/.test(text.charAt(at - 1));
}

/** What stands before the literal on its line, as far as the rule reaches. */
function lineLead({ text, at, from }: Window): string {
  const before = text.slice(from, at);
  return before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
}

/** True inside a fence or between backticks: there a tag is an example. */
function isInCode(window: Window): boolean {
  return window.note.isFenced(window.at) || (lineLead(window).match(/`/g)?.length ?? 0) % 2 === 1;
}
