/* What the guard loads to look into texts: the engine and redaction. */
export { contentTools } from './node/guard/content.ts';
export { createLazySecretEngine } from './node/secret-engine.ts';
