/* What the guard loads where a literal of secretlint stands in a text. */
export { secretlint } from './node/secretlint.ts';
