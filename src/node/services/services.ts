import type { Remark, ServiceFacts } from '../../core/audit.ts';
import type { StoreReader } from '../../stores/store.ts';
import type { AuditMachine } from '../audit/machine.ts';

/** What the rest of an audit knows that matters here. */
export interface ServicesContext {
  /** Known vaults: their real roots, and the real paths of what is locked in them. */
  readonly vaults: readonly LockedVault[];
  /** Further folders, absolute, whose project configuration counts: workspaces, vaults that nobody approved. */
  readonly folders?: readonly string[];
  /** Reads private copies of SQLite databases; without it what stands in one is not known. */
  readonly reader?: Pick<StoreReader, 'query'>;
}

export interface LockedVault {
  readonly root: string;
  /** Real paths, absolute. The root itself where all of it is locked. */
  readonly locked: readonly string[];
}

export interface ServicesAudit {
  readonly services: readonly ServiceFacts[];
  readonly remarks: readonly Remark[];
}

/**
 * Local AI services and the configuration of agents' MCP servers, by files on disk and by the listening sockets of this
 * machine. Nothing is sent to anything, loopback included; what can not be read goes to `machine.skip`.
 */
export function auditServices(_machine: AuditMachine, _context: ServicesContext): ServicesAudit {
  return { services: [], remarks: [] };
}
