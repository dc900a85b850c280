/** A process that audits a home folder over and over, until it is killed: `node auditing.ts HOME [pause]`. */
import { join } from 'node:path';
import { audit } from '../../../src/node/audit/audit.ts';
import { machineAt, storeOf } from './machines.ts';

const [, , home = '', pause = ''] = process.argv;
const store = storeOf({
  id: 'joplin',
  marks: [{ entry: 'file', extension: '.sqlite', candidate: 'itself', where: 'anywhere' }],
  recognise(path, reader) {
    const [row] = reader.query(path, 'SELECT count(*) AS n FROM notes') ?? [];
    if (pause !== '') {
      process.send?.('looking');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    const items = Number(row?.['n'] ?? -1);
    return { store: 'joplin', root: path, evidence: path, atRest: { state: 'plaintext' }, parts: [], items };
  },
});
const { signal } = new AbortController();
for (;;) {
  const options = { home, folders: [], only: ['notes'] } as const;
  const report = await audit(options, {
    machine: machineAt(home),
    cloisterHome: join(home, '.own'),
    signal,
    stores: [store],
  });
  process.send?.(report.stores.map(({ items }) => items).join());
}
