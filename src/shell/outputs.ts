import { outputText, splitFields } from './expand.ts';
import { hasHole, listed } from './holes.ts';
import { type Output, unknownOutput } from './state.ts';

export function joinOutputs(left: Output, right: Output): Output {
  if (left.kind === 'nothing') return right;
  if (right.kind === 'nothing') return left;
  if (left.kind === 'known' && right.kind === 'known') return { kind: 'known', text: left.text + right.text };
  if (left.kind === 'unknown' || right.kind === 'unknown') return unknownOutput;
  if (left.kind === 'listed' && right.kind === 'listed')
    return { kind: 'listed', hole: [...new Set((left.hole ?? listed) + (right.hole ?? listed))].join('') };
  return left.kind === right.kind ? left : unknownOutput;
}

/** The words that an output is read as. */
export function outputWords(output: Output): string[] {
  const text = outputText(output);
  return hasHole(text) ? [text] : splitFields(text);
}
