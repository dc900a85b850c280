import type { Labelled } from './labels/labelled.ts';
import { readLabelled as readLabel } from './labels/read.ts';
import type { Window } from './rule.ts';

/**
 * Reads what stands under the label that the window's literal is part of, for rules with label words of their own: what
 * the value must look like is theirs to say. Yields nothing where the literal is no label.
 */
export function* readLabelled(window: Window): Iterable<Labelled> {
  yield* readLabel(window, { literal: window.literal, kind: 'token' })?.values ?? [];
}
