/* What the extension loads with the first sealed note, or the first folder that is sealed: no start is slower for it. */

export { SealDesk } from './vscode/seal/desk.ts';
