import type { Labelled } from './labelled.ts';
import type { Separator } from './separators.ts';

/** Nobody's password or token without a format of its own is longer; what is, is data. */
const longestValue = 512;
const opening = /(?:[*_]{1,3}(?=[^*_\s])|==)?(\\?["'`“„«「『]|```)?/uy;
const closingOf: Readonly<Record<string, string>> = { '“': '”', '„': '“', '«': '»', '「': '」', '『': '』' };
const kana = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/;

/** Reads the value that begins behind a separator, within the line. Undefined where there is none. */
export function readValue(
  text: string,
  { at, kind }: Separator,
  to: number,
  label: { readonly isCode: boolean; readonly isCjk: boolean },
): Labelled | undefined {
  opening.lastIndex = at;
  const open = opening.exec(text);
  const quote = open?.[1];
  const start = at + (open?.[0].length ?? 0);
  const isProse = kind === 'is' || kind === 'dash' || kind === 'beside';
  if (quote !== undefined) {
    const inside = text.slice(start, Math.min(to, start + longestValue + quote.length));
    const length = quotedLength(inside, closingOf[quote] ?? quote);
    if (length === undefined) return undefined;
    const close = start + length;
    const alone = /^[\s"'`*_,;.)}\]\\]*(?:[\r\n]|$)/.test(lineRest(text, close + quote.length, to));
    const isCode = label.isCode || quote.endsWith('"') || quote.endsWith("'");
    return {
      start,
      end: close,
      value: text.slice(start, close),
      form: isProse && !(kind === 'beside' && isDefined(text, at)) ? 'prose' : 'quoted',
      alone,
      isCode,
    };
  }
  if (kind === 'beside' || kind === 'call') return undefined;
  const run = /[^\s|<]{1,513}/y;
  run.lastIndex = start;
  const raw = run.exec(text)?.[0];
  if (raw === undefined || raw.length > longestValue || start + raw.length > to) return undefined;
  const value = trimValue(cutRun(raw, label.isCjk));
  // A tag in angle brackets that nothing closes is a hole to be filled: `<your-password>`.
  if (kind === 'element' && !/^\s{0,40}<\//.test(text.slice(start + value.length, start + value.length + 42)))
    return undefined;
  // Nobody types a password in Chinese characters or kana: what begins with them is a sentence.
  if (label.isCjk && kana.test(value.charAt(0))) return undefined;
  const end = start + value.length;
  const alone = /^[\p{P}\s\p{So}]*(?:です[。.]?)?\s*$/u.test(lineRest(text, end, to)) || kind === 'element';
  return {
    start,
    end,
    value,
    form: isProse ? 'prose' : 'bare',
    alone,
    isCode: label.isCode || kind === 'flag' || kind === 'element',
  };
}

/** `#define WIFI_PASS "…"`: in C a blank joins a name to its value. */
function isDefined(text: string, at: number): boolean {
  return /#[ \t]{0,4}define[ \t]+\w{1,60}[ \t]+$/.test(text.slice(Math.max(0, at - 90), at));
}

/** Where a quotation ends: at its mark on the same line that no backslash takes its meaning from. */
function quotedLength(inside: string, mark: string): number | undefined {
  for (let from = 0; ; ) {
    const length = inside.indexOf(mark, from);
    if (length === -1 || /[\n\r]/.test(inside.slice(from, length))) return undefined;
    if (mark.length > 1 || inside.charAt(length - 1) !== '\\' || inside.charAt(length - 2) === '\\') return length;
    from = length + 1;
  }
}

/** Cuts where something else begins: an escaped line end, the next setting, a word of another script. */
function cutRun(raw: string, isCjk: boolean): string {
  // In a text within a text, such as JSON, an escaped line end is the end of the line.
  let value = raw.split(/\\[nrt]|&(?:quot|lt|gt|amp|#39);/, 1)[0] ?? '';
  const next = /[;&?](?:[A-Za-z][\w .-]{0,40}=|$)/.exec(value);
  if (next !== null) value = value.slice(0, next.index);
  if ((isCjk || /^[!-~]/.test(value)) && kana.test(value)) {
    const stop = value.search(kana);
    if (stop > 0) value = value.slice(0, stop);
  }
  return value;
}

/** Takes off what a sentence, a list or a notation puts behind a value. */
export function trimValue(raw: string): string {
  const value = raw.replace(/[.,;:"'`*)}\]\\”»」』]*$/, '');
  return /^[*_]/.test(raw) ? value : value.replace(/(?:\*{1,3}|==|__)$/, '');
}

/** The rest of a line, at most 200 characters of it. */
export function lineRest(text: string, from: number, to: number): string {
  const rest = text.slice(from, Math.min(to, from + 200));
  const stop = rest.search(/[\r\n]/);
  return stop === -1 ? rest : rest.slice(0, stop);
}
