import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { errorCode } from './walk.ts';

/** By program, the package of Debian that brings it. Claude Code needs both for its sandbox on Linux, and no other. */
const packages = { bwrap: 'bubblewrap', socat: 'socat' } as const;

export interface SandboxLack {
  readonly what: string;
  readonly mend: string;
}

/** What Claude Code's sandbox lacks on this machine; undefined where it lacks nothing. */
export function sandboxLack(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): SandboxLack | undefined {
  if (platform !== 'linux') return undefined;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((each) => each !== '');
  const lacking = Object.entries(packages).filter(
    ([program]) => !folders.some((folder) => isProgram(join(folder, program))),
  );
  if (lacking.length === 0) return undefined;
  const programs = lacking.map(([program]) => program).join(' and ');
  return {
    what: `the sandbox is on and ${programs} is not on PATH: Claude Code refuses to start`,
    mend: `install ${lacking.map(([, name]) => name).join(' and ')} (so they are called in Debian)`,
  };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    errorCode(error);
    return false;
  }
}
