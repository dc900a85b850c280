import type { DiskAnswer } from '../../core/audit.ts';

/** What is known of one layer below the files: an answer without the mount. */
export type Layer = Omit<DiskAnswer, 'mount'>;

export const unknown = (...evidence: readonly string[]): Layer => ({ state: 'unknown', evidence });
export const notDetected = (...evidence: readonly string[]): Layer => ({ state: 'not-detected', evidence });
export const encrypted = (layer: string, ...evidence: readonly string[]): Layer => ({
  state: 'encrypted',
  layer,
  evidence,
});

const worstFirst: readonly DiskAnswer['state'][] = ['not-detected', 'unknown', 'suspended', 'in-progress', 'encrypted'];

/** Of several places that all hold a part, such as the disks of a RAID: as good as the worst of them. */
export function worstOf(layers: readonly Layer[]): Layer {
  const [first] = layers;
  if (first === undefined) return unknown();
  const state = worstFirst.find((each) => layers.some((layer) => layer.state === each)) ?? 'unknown';
  const worst = layers.filter((layer) => layer.state === state);
  const names = [...new Set(worst.flatMap(({ layer }) => (layer === undefined ? [] : [layer])))];
  return {
    state,
    ...(names.length === 0 ? {} : { layer: names.join(', ') }),
    evidence: [...new Set(worst.flatMap(({ evidence }) => evidence))],
  };
}
