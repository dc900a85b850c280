/* What the extension loads when somebody asks for a history or a hook: it is not to make every start slower. */

export { messageOf } from './node/git/messages.ts';
export { readObjects } from './node/git/object-reader.ts';
export { openRepository } from './node/git/repository.ts';
export { installHook, uninstallHook } from './node/hook/hook.ts';
export { hookPlace } from './node/hook/hook-place.ts';
