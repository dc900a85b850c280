import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bash, type Case, leak, read, searchTools } from '../case.ts';
import type { Scene } from '../vault.ts';

/** The note with the token lies in a folder of which agents get the redacted form. */
const access = { notes: 'redacted' };
const note = ({ vault }: Scene) => join(vault, 'notes/keys.md');
const isThere = /last line of keys/;

/** Somebody adds a line with a token while the agent waits. */
function changeSoon(scene: Scene): void {
  const line = `Another token: ${scene.canaries.deleted}`;
  spawn('sh', ['-c', `sleep 4; printf '%s\\n' "$1" >>"$2"`, 'sh', line, note(scene)], { stdio: 'ignore' }).unref();
}

/** Folders of which agents get the redacted form: what is sensitive in them comes through on no way. */
export const redactedCases: readonly Case[] = [
  leak('Read', (scene) => [[read(note(scene))]], { access, benign: isThere }),
  leak('Read of a part', (scene) => [[{ tool: 'Read', input: { file_path: note(scene), offset: 3, limit: 1 } }]], {
    access,
  }),
  leak('Grep', () => [[{ tool: 'Grep', input: { pattern: 'token|last', path: 'notes', output_mode: 'content' } }]], {
    access,
    args: searchTools,
    benign: isThere,
  }),
  leak('cat', () => [[bash('cat notes/keys.md')]], { access }),
  leak('git show', () => [[bash('git show HEAD:notes/keys.md')]], { access }),
  leak('an @-mention', () => [], { access, prompt: () => 'Summarise @notes/keys.md please', noRequest: true }),
  leak('instructions that import it', () => [], {
    access,
    setup: ({ write }) => write('CLAUDE.md', 'Read this first: @notes/keys.md\n'),
  }),
  leak('a rule file that imports it', () => [], {
    access,
    setup: ({ write }) => write('.claude/rules/all.md', 'Read this first: @../../notes/keys.md\n'),
  }),
  leak('instructions within it', (scene) => [[read(join(scene.vault, 'notes/other.md'))]], {
    access,
    setup: ({ write, canaries }) => {
      write('notes/CLAUDE.md', `The token is ${canaries.secret}\n`);
      write('notes/other.md', 'Other.\n');
    },
  }),
  leak('a change after it was read', (scene) => [[read(note(scene))], [bash('sleep 6')], [bash('echo done')]], {
    access,
    setup: changeSoon,
  }),
];
