import type { Window } from '../rule.ts';
import { readBelow } from './below.ts';
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
  const separator = separatorBehind(text, start, end, cjk.test(word.literal));
  if (separator !== undefined && separator.at < to) {
    const label = { isCode: isCodeName(text, start, end), isCjk: cjk.test(word.literal) };
    const value = separator.kind === 'cell' ? readCell(text, separator.at, to) : readValue(text, separator, to, label);
    if (value !== undefined && value.value !== '' && !isBlockSign(value.value)) return { name, values: [value] };
  }
  const below = readBelow(text, start, end, to);
  return below === undefined ? undefined : { name, values: [below] };
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
