import { parentPort, workerData } from 'node:worker_threads';
import { Engines } from './node/baseline-scanner.ts';
import { describeFailure } from './node/fault.ts';
import { lookAt } from './node/history/look.ts';
import type { FromLooker, Looked, LookerData, LookRequest } from './node/history/look-protocol.ts';
import { ObjectStream } from './node/history/object-stream.ts';

if (parentPort === null) throw new Error('history-worker.ts is started by a scan of a history as a worker thread');
const port = parentPort;
const { place, env, keys }: LookerData = workerData;
const engines = new Engines();

let stream: ObjectStream | undefined;
let last: Promise<void> = Promise.resolve();

port.on('message', (request: LookRequest) => {
  if (stream === undefined || request.isFresh || stream.maxSize !== request.maxSize) {
    const before = stream;
    void last.then(() => before?.end());
    stream = new ObjectStream(place, request.maxSize, env);
  }
  // git reads ahead while the batch before is looked at.
  const own = stream;
  own.ask(request.objects.map(({ oid }) => oid));
  last = last.then(() => answer(request, own));
});

async function answer({ batch, objects, maxSize }: LookRequest, from: ObjectStream): Promise<void> {
  const looked: Looked[] = [];
  let bytes = 0;
  try {
    for (const target of objects) {
      const object = await from.next(target.oid);
      if (object.kind === 'too-big')
        looked.push({ oid: target.oid, is: 'skipped', why: 'too-big', detail: String(object.size) });
      else if (!('bytes' in object)) looked.push({ oid: target.oid, is: 'skipped', why: object.kind });
      else {
        const engine = engines.under(keys[target.key] ?? new Uint8Array());
        const seen = await lookAt({ ...target, object: object.kind }, object.bytes, { place, engine, maxSize });
        bytes += seen.bytes;
        if (seen.looked !== undefined) looked.push(seen.looked);
      }
    }
    send({ kind: 'looked', batch, bytes, looked });
  } catch (error) {
    // The reader is of no use any more.
    if (stream === from) stream = undefined;
    from.end();
    send({ kind: 'failed', batch, failure: describeFailure(error) });
  }
}

function send(message: FromLooker): void {
  port.postMessage(message);
}
