import { isNote } from '../core/note-files.ts';
import { recogniseEncoding, toUtf8 } from './decode.ts';
import { fencesOf } from './fences.ts';
import { findFrontMatter } from './front-matter.ts';
import type { Note, Window } from './rule.ts';
import { declaredPrivate } from './rules/markers.ts';

const reach = 256;

/**
 * Says whether a note's author marked it private: what the rule `note.private` finds, without the rest of the engine.
 * `path` is the note's name, `bytes` its content.
 */
export function isDeclaredPrivate(path: string, bytes: Uint8Array): boolean {
  const encoding = recogniseEncoding(bytes);
  // A null character makes a note binary for an editor, and takes no mark from it.
  if (encoding === undefined && !isNote(path)) return false;
  const text = new TextDecoder().decode(toUtf8(bytes, encoding ?? 'utf8'));
  const lower = text.toLowerCase();
  // Some letters change their length: then places in the two texts would differ.
  const search = lower.length === text.length ? lower : text;
  // Most notes hold none of the words.
  let note: Note | undefined;
  for (const literal of declaredPrivate.literals) {
    for (let at = search.indexOf(literal); at >= 0; at = search.indexOf(literal, at + 1)) {
      note ??= { path, frontMatter: findFrontMatter(text), isFenced: fencesOf(text) };
      const window: Window = {
        text,
        at,
        literal,
        from: Math.max(0, at - reach),
        to: Math.min(text.length, at + reach),
        opens: true,
        note,
      };
      for (const _hit of declaredPrivate.find(window)) return true;
    }
  }
  return false;
}
