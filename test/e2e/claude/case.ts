import { join } from 'node:path';
import type { Mode } from './client.ts';
import type { Call, Script } from './stub-api.ts';
import type { Scene } from './vault.ts';

/** One thing that an agent tries. It is run without Cloister first: what does not leak then proves nothing later. */
export interface Case {
  readonly name: string;
  readonly mode: Mode;
  readonly script: (scene: Scene) => Script;
  /** What a subagent does; its prompt holds the marker. */
  readonly subagent?: (scene: Scene) => Script;
  readonly prompt?: (scene: Scene) => string;
  readonly args?: (scene: Scene) => readonly string[];
  readonly cwd?: (scene: Scene) => string;
  /** Makes what the case needs, before the vault is locked. */
  readonly setup?: (scene: Scene) => void;
  /** What somebody else does between the protection and the client's start. */
  readonly meanwhile?: (scene: Scene) => void;
  /** Further folders to lock, as a person spells them. */
  readonly locks?: readonly string[];
  /** Folders and files that get another access than `none`, as a person spells them. */
  readonly access?: Readonly<Record<string, string>>;
  /** What `cloister protect claude-code` is given. */
  readonly protectWith?: readonly string[];
  /** The protected client is started through the wrapper. */
  readonly isWrapped?: true;
  /** Whether anything comes through where nothing is protected. */
  readonly expectControlLeak: boolean;
  /** Why it does not leak even then. */
  readonly why?: string;
  /** The names of locked notes must not come through either. */
  readonly names?: true;
  /** The locked note is changed where nothing is protected. */
  readonly damages?: true;
  /** A protected client must not even ask the model. */
  readonly noRequest?: true;
  /** Why it leaks in a protected vault too. That is asserted, so that a limit that is gone is noticed. */
  readonly limit?: string;
  /** A protected client need not get as far as to ask the model. */
  readonly mayStop?: true;
  /** What the agent must get, with and without protection. */
  readonly benign?: RegExp;
}

type Options = Partial<Omit<Case, 'name' | 'script'>>;
type Turns = (scene: Scene) => Script;

/** A case that leaks where nothing is protected, in the mode in which the client itself asks for nothing. */
export function leak(name: string, script: Turns, options: Options = {}): Case {
  return { name, script, mode: 'bypassPermissions', expectControlLeak: true, ...options };
}

/** A case that leaks through one shell command in the vault. */
export function shell(name: string, command: string | ((scene: Scene) => string), options: Options = {}): Case {
  return leak(name, (scene) => [[bash(typeof command === 'string' ? command : command(scene))]], options);
}

/** A case that must work, protected or not. */
export function works(name: string, benign: RegExp, script: Turns, options: Options = {}): Case {
  return { name, script, benign, mode: 'bypassPermissions', expectControlLeak: false, ...options };
}

export const bash = (command: string): Call => ({ tool: 'Bash', input: { command, description: 'Run a command' } });
export const read = (file_path: string): Call => ({ tool: 'Read', input: { file_path } });
export const write = (file_path: string, content: string): Call => ({ tool: 'Write', input: { file_path, content } });
export const edit = (file_path: string, old_string: string, new_string: string): Call => ({
  tool: 'Edit',
  input: { file_path, old_string, new_string },
});

/** Reads the locked note as every tampering case does in the end. */
export const readLocked = ({ lockedNote }: Scene): Call => read(lockedNote);

/** Brings back the tools that the client leaves out by default. */
export const searchTools = (): readonly string[] => ['--tools', 'Read,Grep,Glob,Bash'];

export const settingsOf = ({ home }: Scene): string => join(home, '.claude', 'settings.json');
