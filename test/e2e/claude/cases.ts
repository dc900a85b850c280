import type { Case } from './case.ts';
import { benignCases } from './cases/benign.ts';
import { faultCases } from './cases/faults.ts';
import { fileToolCases } from './cases/file-tools.ts';
import { gitCases } from './cases/git.ts';
import { otherWayCases } from './cases/other-ways.ts';
import { redactedCases } from './cases/redacted.ts';
import { sandboxCases } from './cases/sandbox.ts';
import { shellCases } from './cases/shell.ts';
import { tamperingCases } from './cases/tampering.ts';
import { wrapperCases } from './cases/wrapper.ts';

/** Everything that the real client tries, by subject. */
export const caseGroups: Readonly<Record<string, readonly Case[]>> = {
  'file tools': fileToolCases,
  shell: shellCases,
  git: gitCases,
  'other ways': otherWayCases,
  tampering: tamperingCases,
  faults: faultCases,
  'redacted folders': redactedCases,
  sandbox: sandboxCases,
  'the wrapper': wrapperCases,
  'what must work': benignCases,
};
