import type { Measure } from './row.ts';
import { speed } from './speed.ts';

/** Everything that is measured, in the order of the table. */
export const parts: Readonly<Record<string, Measure>> = { speed };
