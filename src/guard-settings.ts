/* What the guard loads when a session starts or settings change. */
export { weakening } from './node/guard/settings-change.ts';
export { compileAgain } from './node/protection.ts';
