/* What the guard loads where a literal of any other rule stands in a text. */
export { generalRules } from './detect/rules/general.ts';
