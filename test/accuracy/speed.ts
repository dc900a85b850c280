import { measureSpeeds } from '../bench/speed.ts';
import { developmentData, type Measure } from './row.ts';

/** How fast the engine goes through the notes. Told, never held: a busy machine makes it any number of times slower. */
export const speed: Measure = async () => {
  if (developmentData('notes/kepano.jsonl') === undefined) return undefined;
  const { notes, speeds } = await measureSpeeds(4);
  return speeds.flatMap(({ name, value, ofLimit, goal }) =>
    goal === undefined
      ? []
      : [
          {
            name: `speed: ${name}`,
            value: Math.round(value * 10) / 10,
            unit: 'MB/s' as const,
            counts: `${notes}; ${(ofLimit * 100).toFixed(1)} % of decoding alone`,
            better: 'higher' as const,
            goal,
            reached: undefined,
          },
        ],
  );
};
