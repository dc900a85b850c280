import type { Note } from '../rule.ts';
import { isReading } from './paths.ts';
import type { Term } from './score.ts';

/** How far into a note its shape is looked at, in characters. */
const beginning = 1 << 13;

/** A longer line counts as several. */
const longestLine = 2000;

/** What speaks against every topic: that the note is published, is code, is a list of links or is a template. */
export function negativeTerms(text: string, note: Note, words: number): Term[] {
  const head = text.length > beginning ? text.slice(0, beginning) : text;
  const terms: Term[] = [];
  const add = (name: string, weight: number): void => {
    terms.push({ kind: 'negative', text: name, span: undefined, weight });
  };
  const front = note.frontMatter;
  if (front !== undefined && /^publish(?:ed)?[ \t]*:[ \t]*["']?(?:true|yes)/im.test(text.slice(front.start, front.end)))
    add('marked for publication', -1.5);
  else if (head.includes('public::') && /(?:^|[\r\n])[ \t-]{0,4}public::[ \t]*true/.test(head))
    add('marked for publication', -1.5);
  // What was clipped from the web is about its author at most.
  if (front !== undefined && /^(?:url|source|link)[ \t]*:[ \t]*["']?https?:/im.test(text.slice(front.start, front.end)))
    add('clipped from the web', -2);
  if (codeShare(head, note) > 0.5) add('mostly code', -3);
  const links = !head.includes('http') ? 0 : countOf(head, /\]\(https?:|<https?:|(?<!\()https?:\/\//g);
  const seen = head === text ? words : (words * head.length) / text.length;
  if (links >= 3 && links * 40 > seen) add('full of links', -1.5);
  // A map of content names every subject and says nothing of anybody.
  const wiki = head.includes('[[') ? countOf(head, /\[\[[^\]\r\n]{1,200}\]\]/g) : 0;
  if (wiki >= 4 && wiki * 8 > seen) add('a list of links', -4);
  if ((head.includes('{{') || head.includes('<%')) && /\{\{[^{}\r\n]{1,80}\}\}|<%[^\r\n]{1,200}%>/.test(head))
    add('a template', -5);
  else if (isEmptyForm(head)) add('a form that is not filled in', -4);
  if (countOf(head, /(?:^|\s)[QF]:[ \t]/g) >= 3) add('questions and answers', -2.5);
  if (isReading(note.path)) add('in a folder of reading', -1.5);
  return terms;
}

/** True where most lines are labels with nothing behind them. */
function isEmptyForm(text: string): boolean {
  const labels = countOf(text, /(?:^|[\r\n])[ \t>*+-]{0,8}\**[\p{L}][\p{L}\d ()'/-]{1,40}\**:\**[ \t]*(?=[\r\n]|$)/gu);
  if (labels < 4) return false;
  const lines = countOf(text, /[^\s][^\r\n]{0,2000}/g);
  return labels * 2 > lines;
}

/** How much of a text lies in fences or is indented as code, by lines that hold anything. */
function codeShare(text: string, note: Note): number {
  let lines = 0;
  let code = 0;
  const hasFences = text.includes('```') || text.includes('~~~');
  for (let at = 0; at < text.length; ) {
    if (isBreak(text.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const start = at;
    const last = Math.min(text.length, start + longestLine);
    while (at < last && !isBreak(text.charCodeAt(at))) at += 1;
    lines += 1;
    if ((hasFences && note.isFenced(start)) || isIndentedCode(text, start, at) || endsStatement(text, start, at))
      code += 1;
  }
  return lines === 0 ? 0 : code / lines;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** A tab, or four blanks and more, and behind it no item of a list. */
function isIndentedCode(text: string, start: number, end: number): boolean {
  let at = start;
  if (text.charCodeAt(at) === 9) at += 1;
  else {
    while (at < end && text.charCodeAt(at) === 32) at += 1;
    if (at < start + 4) return false;
  }
  return at < end && !/[\s*+\d-]/.test(text.charAt(at));
}

/** True where the last that stands on a line is a semicolon or a brace. */
function endsStatement(text: string, start: number, end: number): boolean {
  let at = end - 1;
  while (at >= start && isBlank(text.charCodeAt(at))) at -= 1;
  const code = at < start ? 0 : text.charCodeAt(at);
  return code === 59 || code === 123 || code === 125;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code >= 0xa0 && /\s/.test(String.fromCharCode(code)));
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _match of text.matchAll(pattern)) count += 1;
  return count;
}
