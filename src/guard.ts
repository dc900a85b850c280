import { writeSync } from 'node:fs';
import nodeModule from 'node:module';

/* Starts the guard with the compiled code of the last time, where this Node can keep it (from 22.8 on). */
// Until there is an answer the end of this process is a denial, also where the file that is loaded holds nothing.
process.exitCode = 2;
const { enableCompileCache }: { enableCompileCache?: (folder: string) => unknown } = nodeModule;
try {
  enableCompileCache?.(`${__dirname}/compiled`);
  const { started }: { started?: unknown } = require(`${__dirname}/guard-main.cjs`);
  if (started !== true) throw new Error('it holds nothing');
} catch {
  // An agent shows what the guard says: no stack.
  writeSync(2, 'Cloister: the guard is damaged, so this was not allowed. Ask the person to run `cloister doctor`.\n');
  process.exit(2);
}
