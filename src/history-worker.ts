import type { MessagePort } from 'node:worker_threads';
import { Engines } from './node/baseline-scanner.ts';
import { describeFailure } from './node/fault.ts';
import { type ReadObject, readObjects } from './node/git/object-reader.ts';
import { lookAt } from './node/history/look.ts';
import type { FromLooker, Looked, LookerData, LookRequest } from './node/history/look-protocol.ts';

let port: MessagePort;
let data: LookerData;
const engines = new Engines();
/** A worker is ended from outside. */
const { signal } = new AbortController();

let last: Promise<void> = Promise.resolve();

/** Looks at objects for a scan of a history, which started this thread. */
export function serveHistory(parent: MessagePort, started: LookerData): void {
  port = parent;
  data = started;
  port.on('message', (request: LookRequest) => {
    const oids = request.objects.map(({ oid }) => oid);
    const objects = readObjects(data.place, oids, { maxSize: request.maxSize }, data.env, signal);
    // git is started at once and reads ahead while the batch before is looked at.
    const first = objects.next();
    // What goes wrong meanwhile is thrown where the first object is waited for.
    first.catch(() => undefined);
    last = last.then(() => answer(request, objects, first));
  });
}

async function answer(
  { batch, objects, maxSize }: LookRequest,
  read: AsyncGenerator<ReadObject>,
  first: Promise<IteratorResult<ReadObject>>,
): Promise<void> {
  try {
    const targets = new Map(objects.map((each) => [each.oid, each]));
    const looked: Looked[] = [];
    let bytes = 0;
    for (let next = await first; next.done !== true; next = await read.next()) {
      const object = next.value;
      const target = targets.get(object.oid);
      if (target === undefined) continue;
      targets.delete(object.oid);
      const { oid } = target;
      if (object.kind === 'too-big') looked.push({ oid, is: 'skipped', why: 'too-big', detail: String(object.size) });
      else if (!('bytes' in object)) looked.push({ oid, is: 'skipped', why: object.kind });
      else {
        const { place, keys } = data;
        const engine = engines.under(keys[target.key] ?? new Uint8Array());
        const seen = await lookAt({ ...target, object: object.kind }, object.bytes, { place, engine, maxSize });
        bytes += seen.bytes;
        if (seen.looked !== undefined) looked.push(seen.looked);
      }
    }
    if (targets.size > 0) throw new Error('git did not answer for every object');
    send({ kind: 'looked', batch, bytes, looked });
  } catch (error) {
    send({ kind: 'failed', batch, failure: describeFailure(error) });
  }
}

function send(message: FromLooker): void {
  port.postMessage(message);
}
