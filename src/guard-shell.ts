/* What the guard loads for shell commands and searches alone. */
export { shellWorld } from './node/guard/shell-world.ts';
export { evaluateCommand } from './shell/evaluate.ts';
export { exclusionText } from './shell/exclusions.ts';
