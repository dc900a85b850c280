/**
 * `wrong`: something that protects does not work. `open`: content that is locked lies where no lock reaches. Both are
 * findings. `note`: worth knowing.
 */
export type CheckStatus = 'ok' | 'wrong' | 'open' | 'note';

/** What one look at this machine gave. Texts hold names of files and settings, never content. */
export interface Check {
  readonly status: CheckStatus;
  readonly what: string;
  /** What mends it: a command, or what a person has to do. */
  readonly mend?: string;
  /** All paths that it is about, where the text names some of them. */
  readonly paths?: readonly string[];
}

export interface CheckGroup {
  readonly title: string;
  readonly checks: readonly Check[];
}

type Env = Readonly<Record<string, string | undefined>>;

/** Cloister's own folder, and the environment that says where everything else lies. */
export interface Machine {
  readonly home: string;
  readonly env: Env;
}

/** The first names of a list, and how many more there are. */
export function someOf(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** A path as an argument of a POSIX shell. */
export function asArgument(path: string): string {
  return /^[\w./:@%+=,-]+$/.test(path) && !path.startsWith('-') ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
