import { measureDocumentation } from './documentation.ts';
import { measureLabels } from './labels.ts';
import type { Measure } from './row.ts';

/** Everything that is measured, in the order of the table. */
export const parts: Readonly<Record<string, Measure>> = {
  labels: measureLabels,
  documentation: measureDocumentation,
};
