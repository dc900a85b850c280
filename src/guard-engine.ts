/* What the guard loads to find secrets. What single rules do lies in further bundles: esbuild.mjs. */
export { createDataEngine, createLazySecretEngine, createSecretEngine, hashUnder } from './node/secret-engine.ts';
