import type { Skipped } from '../../core/finding.ts';
import type { Platform } from '../../stores/store.ts';

/** The machine that an audit looks at: what differs in tests and for another home folder comes in here. */
export interface AuditMachine {
  readonly platform: Platform;
  /** Real path of the home folder to look at. */
  readonly home: string;
  /** False for `--home DIR`: then no variable of this process says where a store lies. */
  readonly isOwnHome: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** In front of `/proc`, `/sys` and `/etc`: empty, or a folder of a test that stands for the root of a system. */
  readonly systemRoot: string;
  /** The person that runs the audit; undefined on Windows. */
  readonly uid: number | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /**
   * Runs a program of the system, such as `lsattr`, by a fixed path or from the system's folders, without a shell and
   * with an environment of its own. Undefined where it is not there, fails to start or takes more than three seconds.
   */
  run(program: string, args: readonly string[]): { readonly status: number; readonly stdout: string } | undefined;
  /** Notes what could not be looked at: once for each path and reason. */
  skip(skipped: Skipped): void;
}
