import type { Window } from '../rule.ts';
import { readBelow } from './below.ts';
import { readBefore, readBeside } from './beside.ts';
import type { Labelled } from './labelled.ts';
import { type Name, nameAround } from './name.ts';
import { separatorBehind } from './separators.ts';
import { readCell, tableColumn } from './tables.ts';
import { readValue } from './values.ts';
import type { LabelWord } from './words.ts';

/** The name of a label and what stands under it. */
export interface Reading {
  readonly name: Name;
  readonly values: readonly Labelled[];
}

const cjk = /[\u3005-\u30ff\u3400-\u9fff]/;

/**
 * Reads what stands under the label that the window's literal is part of: assignments and settings in any notation, list
 * items with bold labels, table rows and columns, headings, options, XML elements, "the password is …". Undefined where
 * the literal is no label.
 */
export function readLabelled({ text, at, from, to }: Window, word: LabelWord): Reading | undefined {
  const name = nameAround(text, at, word);
  if (name === undefined) return undefined;
  const column = tableColumn(text, at, from, to);
  if (column !== undefined) return { name, values: column };
  const { start, end } = name;
  // The key in the address of a shared document is a name.
  if (word.literal === 'key=' && /[?&]/.test(text.charAt(start - 1))) return undefined;
  const before = word.kind === 'password' ? readBefore(text, start, end) : undefined;
  if (before !== undefined) return { name, values: [before] };
  const plain = word.kind === 'code' ? pinBehind(text, start, end) : phraseBehind(text, end, word);
  if (plain !== undefined) return { name, values: [plain] };
  const separator = separatorBehind(text, start, end, cjk.test(word.literal));
  if (separator !== undefined && separator.at < to) {
    const label = { isCode: isCodeName(text, start, end), isCjk: cjk.test(word.literal) };
    const value = separator.kind === 'cell' ? readCell(text, separator.at, to) : readValue(text, separator, to, label);
    if (value !== undefined && value.value !== '' && !isBlockSign(value.value)) return { name, values: [value] };
  }
  const below = readBelow(text, start, end, to);
  if (below !== undefined) return { name, values: [below] };
  const isWireless = /(?:wi-?fi|wlan|wpa\d?)[ -]/i.test(text.slice(Math.max(0, start - 8), end));
  const isToken = word.kind === 'token' && word.weak !== true && word.rest === undefined;
  const beside =
    word.kind === 'password' || isToken || isWireless
      ? readBeside(text, end, isWireless ? 'bare' : 'prose')
      : undefined;
  return beside === undefined ? undefined : { name, values: [beside] };
}

/** `PIN 4711`, `gate code 4711`, `PIN of the card to 4711`: the number behind the word. */
function pinBehind(text: string, start: number, end: number): Labelled | undefined {
  const label = text.slice(start, end);
  if (!/^(?:SIM-|Handy-)?PIN$|^PUK$|[Cc]ode$|[ck]ombination$/i.test(label) || label === 'pin') return undefined;
  const match = (/n$/.test(label) && label !== 'PIN' ? dial : pinNumber).exec(text.slice(end, end + 64));
  const value = match?.[1];
  if (match === null || value === undefined) return undefined;
  const from = end + match[0].length - value.length;
  return { start: from, end: from + value.length, value, form: 'prose', alone: false, isCode: false };
}

/** `combination 12-34-56` */
const dial = /^ (\d{1,2}(?:[-–/]\d{1,2}){2,3})(?![\d/–-])/;
const pinNumber =
  /^(?:(?:\*{1,2}|_{1,2})? | (?:of|for|der|von|für) [^\n\r.:;,\d]{1,40}? (?:to|auf) )(\d{4,8})(?![\w.,:/-]*\d)/;

/** `Passphrase: four or more words`, which fill the line; and the groups of an app password. */
function phraseBehind(text: string, end: number, word: LabelWord): Labelled | undefined {
  if (word.kind !== 'password') return undefined;
  const match = /^[*_]{0,2}::?[*_]{0,2}[ \t]{1,4}([`"]?)(\p{Ll}{3,10}(?: \p{Ll}{3,10}){3,9})\1[ \t]*(?=[\r\n]|$)/u.exec(
    text.slice(end, end + 130),
  );
  const value = match?.[2];
  if (match === null || value === undefined) return undefined;
  if (word.literal !== 'passphrase' && !/^\w{4}(?: \w{4}){3}$/.test(value)) return undefined;
  const start = end + match[0].indexOf(value, match[0].indexOf(':'));
  return { start, end: start + value.length, value, form: 'quoted', alone: true, isCode: false };
}

/** `|`, `>-`: YAML says that the value begins on the next line. */
function isBlockSign(value: string): boolean {
  return /^[|>][+-]?\d?$/.test(value);
}

/** True where the name is a program's: in snake or camel case, behind a `$`, a point or an option's hyphens. */
function isCodeName(text: string, start: number, end: number): boolean {
  const name = text.slice(start, end);
  if (/[a-z]_[a-z]|[A-Z]_[A-Z]|[a-z][A-Z]|^--/.test(name)) return true;
  return /[$.\\]/.test(text.charAt(start - 1)) || /^["']?[ \t]*(?:=|=>|:=)/.test(text.slice(end, end + 6));
}

/** What stands under a label that is the window's own literal, whatever it calls. */
export function valuesUnder(window: Window): readonly Labelled[] {
  return readLabelled(window, { literal: window.literal, kind: 'token' })?.values ?? [];
}
