import type { Measure } from './row.ts';
import { seedPhrases } from './seeds.ts';

/** Everything that is measured, in the order of the table. */
export const parts: Readonly<Record<string, Measure>> = { 'recovery phrases': seedPhrases };
