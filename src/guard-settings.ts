/* What the guard loads when a session starts or settings change, and for the wrapper. */
export { weakening } from './node/guard/settings-change.ts';
export { compileAgain, protectionOf } from './node/protection.ts';
export { mergeSettings } from './node/wrapper.ts';
