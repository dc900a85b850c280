import { noteFiles } from './note-files.ts';

/** A version of a note, as a commit brings it. */
export interface Version {
  readonly path: string;
  readonly text: string;
}

const [shortest, longest] = [1000, 9500];

/** Numbers from 0 up to 1, the same at every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * `count` versions of notes, the same at every call: each note is edited a hundred times, a few lines at a time, and has
 * 1 to 10 KB. One version in a hundred holds a made-up secret, which the next one takes out.
 */
export function* noteVersions(count: number): Generator<Version> {
  const random = randomNumbers(1);
  const below = (limit: number): number => Math.floor(random() * limit);
  const texts = noteFiles().files.map(({ bytes }) => Buffer.from(bytes).toString());
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => line.length > 10 && line.length < 500);
  const one = (): string => lines[below(lines.length)] ?? '';
  const notes = Array.from({ length: Math.ceil(count / 100) }, (_, index) => {
    const size = shortest + below(longest - shortest);
    const lines = (texts[index % texts.length] ?? '').slice(0, size).split('\n');
    return { path: `notes/${index % 40}/note-${index}.md`, size, lines, secretAt: -1 };
  });
  for (let version = 0; version < count; version++) {
    const note = notes[version < notes.length ? version : below(notes.length)];
    if (note === undefined) continue;
    if (note.secretAt >= 0) note.lines.splice(note.secretAt, 1);
    note.secretAt = -1;
    for (let edits = 1 + below(3); edits > 0; edits--) {
      const size = note.lines.join('\n').length;
      // A note stays about as long as it is.
      const isLonger = size > note.size || random() < 0.4;
      note.lines.splice(below(note.lines.length), isLonger ? 1 : 0, ...(size > note.size + 300 ? [] : [one()]));
    }
    if (random() < 0.01) {
      note.secretAt = below(note.lines.length);
      note.lines.splice(note.secretAt, 0, `the key of the shop: ${madeUpKey(below)}`);
    }
    yield { path: note.path, text: `${note.lines.join('\n')}\n` };
  }
}

function madeUpKey(below: (limit: number) => number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return ['sk', 'live', Array.from({ length: 24 }, () => letters[below(letters.length)]).join('')].join('_');
}

/** `count` versions that are cheap to make: a line each, all different, of 2,000 notes. */
export function* shortVersions(count: number): Generator<Version> {
  for (let version = 0; version < count; version++) {
    const note = version % 2000;
    yield { path: `${note % 50}/note-${note}.md`, text: `# Note ${note}\n\nThe ${version}th line of text.\n` };
  }
}
