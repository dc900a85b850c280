import { measureNotes } from './notes.ts';
import type { Measure } from './row.ts';

/** Everything that is measured, in the order of the table. */
export const parts: Readonly<Record<string, Measure>> = { notes: measureNotes };
