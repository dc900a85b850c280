/** A thread of the bench: holds its part of the texts and goes through them with the engine whenever it is told to. */
import { parentPort, workerData } from 'node:worker_threads';
import { createScanEngine } from '../../src/node/engine.ts';
import { noteVersions } from './versions.ts';

const { count, part, parts }: { count: number; part: number; parts: number } = workerData;
const documents: { path: string; bytes: Uint8Array }[] = [];
let index = 0;
for (const { path, text } of noteVersions(count))
  if (index++ % parts === part) documents.push({ path, bytes: Buffer.from(text) });
const engine = createScanEngine(new Uint8Array(32).fill(7));
parentPort?.on('message', async () => {
  let found = 0;
  for (const each of documents) {
    const scan = await engine.scan(each);
    if (scan.kind === 'text' && scan.findings.length > 0) found += 1;
  }
  parentPort?.postMessage({ found });
});
parentPort?.postMessage({ bytes: documents.reduce((sum, { bytes }) => sum + bytes.length, 0) });
