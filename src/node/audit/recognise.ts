import type { StoreReader } from '../../stores/store.ts';
import { describeFailure } from '../fault.ts';
import type { Candidates } from './candidates.ts';
import type { AuditMachine } from './machine.ts';
import type { FoundStore } from './nesting.ts';

/** Asks each store about its candidates. One that throws is a fault of ours, told as skipped: the others go on. */
export async function recogniseAll(
  candidates: Candidates,
  reader: StoreReader,
  machine: Pick<AuditMachine, 'skip'>,
  turn: () => Promise<void>,
  onFound: (count: number) => void,
): Promise<FoundStore[]> {
  const found: FoundStore[] = [];
  for (const [path, store] of candidates) {
    await turn();
    try {
      const recognised = store.recognise(path, reader);
      if (recognised === undefined) continue;
      const all = Array.isArray(recognised) ? recognised : [recognised];
      for (const each of all) found.push({ ...each, name: store.name, holds: store.holds });
      if (all.length > 0) onFound(found.length);
    } catch (error) {
      if (error instanceof RangeError && /call stack/.test(error.message)) {
        machine.skip({ path, why: 'damaged', detail: `${store.name}: nested too deep` });
        continue;
      }
      const failure = describeFailure(error);
      const [frame = ''] = 'stack' in failure ? failure.stack.split('\n') : [];
      machine.skip({ path, why: 'fault', detail: `${store.id}: ${failure.message} ${frame.trim()}`.trim() });
    }
  }
  return found;
}
