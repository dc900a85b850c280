import type { Call } from '../evaluated.ts';
import { listed } from '../holes.ts';
import { contentOf } from './call.ts';

/** A file that lists paths: what is in it is not known unless another command gave it. */
export function followList(file: string, call: Call): void {
  const { shell, state } = call;
  const content = contentOf(call, file);
  if (content?.kind === 'known')
    for (const line of content.text.split(/[\n\0]/)) if (line !== '') shell.touch('read', line, state, { deep: true });
  if (content?.kind === 'listed') shell.touch('read', content.hole ?? listed, state, { deep: true });
  if (content === undefined || content.kind === 'unknown') shell.unknown(`the paths listed in ${file}`);
}
