import type { Word } from 'unbash';
import type { Action, LeavesOut } from '../core/request.ts';
import type { Evaluator } from './evaluator.ts';
import type { Output, ShellState } from './state.ts';

/** How a search says what it leaves out; `at` is where the exclusion goes into the command's text. */
export interface Exclusion {
  readonly form: 'rg' | 'rg-folded' | 'grep' | 'find' | 'ls' | 'git' | 'git-paths';
  readonly at: number;
  /** The folder that relative patterns are meant from. */
  readonly base: string;
}

export interface ShellAction extends Action {
  readonly exclusion?: Exclusion;
  /** How this program is told what to leave out, where the guard does not do so itself. */
  readonly hint?: 'tar' | 'zip' | 'rsync' | 'tree' | 'du' | 'fd' | 'ag' | 'find';
  /** True where a listing gives the path itself, not what is in it. */
  readonly isItself?: boolean;
  /** True where a deep listing gives files alone. */
  readonly givesFiles?: boolean;
  /** True where names are given without the folder that they are in. */
  readonly isBare?: boolean;
  /** Names in the folder that a listing of one level does not give. */
  readonly omits?: LeavesOut;
  /** The folder as the command names it. */
  readonly named?: string;
  /** True where the program hands the names on that it finds: another may write to them. `plain` leaves out what begins with a dot. */
  readonly givesNames?: 'all' | 'plain';
  /** True for a write to what a search finds, not to the folder itself. */
  readonly isFound?: boolean;
}

/** What a command would touch. */
export interface Evaluated {
  readonly actions: readonly ShellAction[];
  /** What could not be resolved, in words. */
  readonly unknown: readonly string[];
  /** True where a program runs whose own doing is not visible. */
  readonly isOpaque: boolean;
  /** Why the command could not be parsed. */
  readonly problem?: string;
  /** What would switch off or go round the guard. */
  readonly tampers: readonly string[];
  /** Commands of Cloister that loosen. */
  readonly loosens: readonly string[];
  /** What would keep the hook of a commit from looking at it. */
  readonly skips: readonly SkippedHook[];
}

/** A way past the hook of a commit, in the repository whose working tree begins at `top`. */
export interface SkippedHook {
  readonly what: string;
  readonly top: string;
}

/** One command with its arguments expanded. */
export interface Call {
  readonly name: string;
  readonly args: readonly string[];
  /** The word that each argument came from, where there is just one. */
  readonly words: readonly (Word | undefined)[];
  /** The end of the command's last word in the text, where exclusions can go; undefined in nested texts. */
  readonly end: number | undefined;
  readonly state: ShellState;
  readonly input: Output;
  readonly shell: Evaluator;
}
