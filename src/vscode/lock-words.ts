import { basename } from 'node:path';
import { countOf } from '../core/amounts.ts';
import type { Place } from './places.ts';
import type { Translate } from './summary.ts';
import type { Change } from './vault-change.ts';

/** How places are named in a sentence: `journal`, `journal and drafts`, `journal, drafts and 3 more`. */
export function placeNames(places: readonly Pick<Place, 'path' | 'root'>[], t: Translate): string {
  const [first, second, ...rest] = places.map((place) => placeName(place, t));
  if (first === undefined) return '';
  if (second === undefined) return first;
  return rest.length === 0 ? t('{0} and {1}', first, second) : t('{0}, {1} and {2} more', first, second, rest.length);
}

/** A place as its vault knows it. */
export function placeName({ path, root }: Pick<Place, 'path' | 'root'>, t: Translate): string {
  return path === '' ? t('everything in {0}', basename(root)) : path;
}

/** `Locked journal from agents. That took 2 entries away that allowed more. Nothing enforces that yet.` */
export function lockedSentences(changes: readonly Change[], isEnforced: boolean, t: Translate): string {
  const sentences = [
    t(
      'Locked {0} from agents.',
      placeNames(
        changes.flatMap(({ places }) => places),
        t,
      ),
    ),
  ];
  const removed = changes.flatMap((change) => change.removed).length;
  if (removed > 0) sentences.push(t('That took {0} away that allowed more.', countOf(removed, 'entry', 'entries')));
  if (!isEnforced) sentences.push(t('Nothing enforces that yet.'));
  return sentences.join(' ');
}
