import { baselinePath } from '../core/baseline.ts';
import { hideNames } from '../node/baseline-accept.ts';
import { cloisterHome } from '../node/home.ts';
import { compileForAgents } from './agents.ts';
import type { Io } from './io.ts';

/** Locks the baseline of the vault at `root` where it names what agents are not to know of, and says so. */
export async function hideBaseline(io: Io, root: string): Promise<void> {
  if (!hideNames(root, cloisterHome(io.env), Date.now())) return;
  await compileForAgents(io);
  await io.write(`Locked ${baselinePath} from every agent: it names files that agents are not to know of.\n`);
}
