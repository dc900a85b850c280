/* What the guard loads to look into texts: redaction, and the engine behind it. */
export { contentTools } from './node/guard/content.ts';
