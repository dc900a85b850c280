/* Seals or unseals a folder in a process of its own: direction, root, folder, identity, recipients. */
import { join } from 'node:path';
import { sealFolder, unsealFolder } from '../../../src/node/seal/run.ts';

const [direction = '', root = '', folder = '', identity = '', ...recipients] = process.argv.slice(2);
const places = {
  root,
  identity: '',
  agreed: '',
  lock: join(process.env['TMPDIR'] ?? root, `seal-${process.pid}.lock`),
};
const run = direction === 'seal' ? sealFolder : unsealFolder;
const result = await run({
  places,
  folder,
  keys: { recipients, identities: [identity] },
  signal: new AbortController().signal,
});
process.stdout.write(`${JSON.stringify(result)}\n`);
