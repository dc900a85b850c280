import type { Labelled } from './labelled.ts';
import { trimValue } from './values.ts';

/** Behind the label on its line: nothing but marks, a sign, the sign of a YAML block or of a link to a fence. */
const lineEnd =
  /(?:[ \t]{0,16}[(（][^()\r\n]{1,30}[)）])?[*_`"')\]]{0,4}[ \t]{0,4}(?::{1,2}|=|：)?[*_]{0,3}[ \t]{0,4}(?:[|>][+-]?\d?)?[ \t]{0,4}(\r\n|\n|\r)/y;
/** Before the label on its line: quotation, list, heading, callout, emphasis, and few words. */
const lineBegin =
  /^([ \t]*(?:>[ \t]?){0,3}(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[.\][ \t])?|\d{1,2}[.)][ \t]+)?(?:\[![\w-]{1,20}\][+-]?[ \t]*)?(?:[*_]{1,3}|["'])?)([\p{L}\p{N}_'’.-]+(?:[ \t]+[\p{L}\p{N}_'’.&-]+){0,4}[ \t]+|)$/u;
/** A value alone on a line, in a quotation, a definition (`: value`), a list or a fence. */
const lonely =
  /(?:[ \t]{0,16}(?:>[ \t]?){0,3}(?:\r\n|\n|\r)){0,1}[ \t]{0,16}(?:>[ \t]?){0,3}(?:(`{3,4}|~{3})[\w-]{0,12}[ \t]{0,16}(?:\r\n|\n|\r)[ \t]{0,16}(?:>[ \t]?){0,3})?(?::[ \t]{1,4}|[-*+][ \t]{1,16})?(["'`*_]{0,3})([^\s|<>`]{4,256})[`*_"']{0,3}[ \t]{0,16}(?=[\r\n]|$)/y;

/**
 * Reads the value that stands alone on the line under its label: a heading, a bold line, a callout, a term with its
 * definition, a YAML block scalar; the value in a fence or not, at most one blank line between. Undefined elsewhere.
 */
export function readBelow(text: string, start: number, end: number, to: number): Labelled | undefined {
  lineEnd.lastIndex = end;
  const close = lineEnd.exec(text);
  if (close === null) return undefined;
  const line = lineBefore(text, start);
  const lead = line === undefined ? null : lineBegin.exec(line);
  if (lead === null) return undefined;
  // Words that run on to the end of a line are a sentence's unless a mark shows that they stand for themselves.
  const isMarked = /[#*_>!"'-]/.test(lead[1] ?? '') || /[:=：|>]/.test(close[0]);
  const under = /^ {0,3}(?:={3,40}|-{3,40})[ \t]{0,8}(?:\r\n|\n|\r)/.exec(
    text.slice(end + close[0].length, end + close[0].length + 56),
  );
  const at = end + close[0].length + (under?.[0].length ?? 0);
  lonely.lastIndex = at;
  const match = lonely.exec(text);
  if (match === null || at + match[0].length > to) return undefined;
  const isDefinition = /^[ \t]*(?:>[ \t]?)*:[ \t]/.test(match[0]);
  if (!isMarked && under === null && !isDefinition && match[1] === undefined) return undefined;
  const raw = match[3] ?? '';
  const value = trimValue(raw);
  const valueStart = at + match[0].lastIndexOf(raw);
  return { start: valueStart, end: valueStart + value.length, value, form: 'below', alone: true, isCode: false };
}

/** What stands before an offset on its line, or undefined where that is more than a label has. */
function lineBefore(text: string, at: number): string | undefined {
  const near = Math.max(0, at - 80);
  const before = text.slice(near, at);
  const stop = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
  return stop === -1 && near > 0 ? undefined : before.slice(stop + 1);
}
