/** Where the running Cloister lies, and what runs it: from there the guard is installed. */
export interface Installation {
  /** Folder of the bundles. */
  readonly bundles: string;
  readonly runtime: string;
  /** True where the runtime is an editor's, which has to be told to be Node. */
  readonly electron: boolean;
}

/** What a command has of the outside world. */
export interface Io {
  /** Resolves when the reader is ready for more. */
  write(text: string): Promise<void>;
  /** Hands over what was written so far, also to a program that reads along. */
  flush?(): Promise<void>;
  /** Messages, progress and summaries that are no result. */
  warn(text: string): void;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** True where questions can be asked and answered. */
  readonly inIsTerminal: boolean;
  /** Has the terminal neither show what is typed nor act on it, Ctrl-C too; or lets it again. */
  readonly hideInput?: (hidden: boolean) => void;
  readonly signal: AbortSignal;
  readonly installation: Installation;
  /** Stands for the terminal and the process tree in tests: no variable, option or file can set it. */
  readonly isPerson?: () => boolean;
}

/** Exit codes of every command: nothing found, something found, could not run. */
export const exitCodes = { clean: 0, findings: 1, failed: 2, interrupted: 130 } as const;
