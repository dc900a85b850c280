import nodeModule from 'node:module';

/* Starts the guard with the compiled code of the last time, where this Node can keep it (from 22.8 on). */
// Until there is an answer the end of this process is a denial, also where the file that is loaded holds nothing.
process.exitCode = 2;
const { enableCompileCache }: { enableCompileCache?: (folder: string) => unknown } = nodeModule;
enableCompileCache?.(`${__dirname}/compiled`);
require(`${__dirname}/guard-main.cjs`);
