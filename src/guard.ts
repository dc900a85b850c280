import nodeModule from 'node:module';
import { join } from 'node:path';

/* Starts the guard with the compiled code of the last time, where this Node can keep it (from 22.8 on). */
const { enableCompileCache }: { enableCompileCache?: (folder: string) => unknown } = nodeModule;
enableCompileCache?.(join(__dirname, 'compiled'));
require(join(__dirname, 'guard-main.cjs'));
