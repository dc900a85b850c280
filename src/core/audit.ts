import type { Finding, Skipped, StorePlace } from './finding.ts';
import type { AuditRuleId } from './rule-texts.ts';
import type { Severity } from './severity.ts';
import type { ServiceId, StoreId } from './store-ids.ts';

/*
 * What an audit knows: plain data, since it goes from a worker to the editor. Paths are absolute, as the machine spells
 * them. No value of a secret and no text of a note stands in any of it.
 */

/** How notes lie in a store. `partly`: `encrypted` of `of` notes are. `looks-encrypted`: no format that can be proven. */
export type AtRest =
  | { readonly state: 'encrypted'; readonly by: string }
  | { readonly state: 'plaintext' }
  | { readonly state: 'partly'; readonly encrypted: number; readonly of: number }
  | { readonly state: 'looks-encrypted'; readonly by?: string }
  | { readonly state: 'unknown'; readonly why: string };

/** What a part of a store holds. */
export type PartKind =
  | 'notes'
  | 'transcripts'
  | 'memory'
  | 'index'
  | 'snapshots'
  | 'uploads'
  | 'logs'
  | 'credentials'
  | 'settings'
  | 'backup'
  | 'export';

/** A file, or a folder with all that lies beneath it. */
export interface StorePart {
  readonly kind: PartKind;
  readonly path: string;
}

/** A finding before it has a fingerprint: what one part of an audit says about a place. */
export interface Remark {
  readonly rule: AuditRuleId;
  readonly severity: Severity;
  /** The store or service that it is about; `machine` for what lies below all of them. */
  readonly about: StoreId | ServiceId | 'machine';
  readonly path: string;
  readonly args: Readonly<Record<string, string>>;
}

/** What a store's recogniser makes of a place: proven by content. */
export interface RecognisedStore {
  readonly store: StoreId;
  /** The store's folder or file. */
  readonly root: string;
  /** The file that proves it: shown, and opened by a click. */
  readonly evidence: string;
  readonly atRest: AtRest;
  readonly parts: readonly StorePart[];
  /** Notes or conversations in it, where they can be counted. */
  readonly items?: number;
  /** How long the app keeps them, in words: `30 days (cleanupPeriodDays)`, `no limit is set`. */
  readonly retention?: string;
  /** Encrypted on disk, and open in place at the moment: where the plain text can be read. */
  readonly unlockedAt?: string;
  /** What only this store can say about itself, such as a backup of keys in plain text. */
  readonly remarks?: readonly Remark[];
}

/** Whether others of this machine can read a path: its own mode and those of all folders above it. */
export interface OpenPath {
  readonly path: string;
  /** Permission bits, such as 0o644. */
  readonly mode: number;
  readonly to: 'group' | 'everyone';
}

/** What lies around a path. Absent fields were looked for and not found. */
export interface Surroundings {
  /** The service that copies the folder to others' computers: `Dropbox`. */
  readonly synced?: {
    readonly by: string;
    readonly root: string;
    /** True where it is encrypted on its way and there: only the person's own devices can read it. */
    readonly endToEnd?: true;
  };
  readonly repository?: {
    readonly root: string;
    /** True where git holds a version of something beneath the path. */
    readonly tracked: boolean;
    /** Names and addresses without credentials. */
    readonly remotes: readonly { readonly name: string; readonly url: string }[];
  };
  /** Type of a network file system: `nfs4`, `cifs`. */
  readonly network?: string;
  /** Lies in a folder for temporary files. */
  readonly temporary?: boolean;
}

/** Encryption below the files of a mount. The words for people are in `diskWords`. */
export interface DiskAnswer {
  readonly state: 'encrypted' | 'in-progress' | 'suspended' | 'not-detected' | 'unknown';
  /** What encrypts: `LUKS2`, `gocryptfs`, `FileVault`. */
  readonly layer?: string;
  /** Where the answer comes from: `dm/uuid of dm-0: CRYPT-LUKS2`. */
  readonly evidence: readonly string[];
  /** Where the file system is mounted; the drive on Windows. */
  readonly mount: string;
}

/** A store with all that was measured of it. */
export interface StoreFacts extends RecognisedStore {
  readonly name: string;
  readonly holds: 'notes' | 'ai' | 'passwords';
  /** What its app offers to do about it: one or two sentences. */
  readonly fix?: string;
  /** Regular files of its parts, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Newest and oldest change of a file, in milliseconds since 1970. */
  readonly newest?: number;
  readonly oldest?: number;
  /** At most five, the widest first. */
  readonly open: readonly OpenPath[];
  readonly openCount: number;
  readonly around: Surroundings;
  readonly disk: DiskAnswer;
  /** The vault whose policy rules the place. */
  readonly vault?: string;
}

/** A local AI service or a configuration through which an agent reaches other programs. */
export interface ServiceFacts {
  readonly service: ServiceId;
  readonly name: string;
  /** The configuration file, or `tcp 0.0.0.0:11434` of a listening socket. */
  readonly where: string;
  /** In words: `listens on all interfaces, port 11434`. */
  readonly states: readonly string[];
}

/** What is below all stores: swap, hibernation, and every mount that holds a store or vault. */
export interface MachineFacts {
  readonly disks: readonly DiskAnswer[];
  /** Where memory is written to in use. `none`: to no disk. */
  readonly swap: MemoryOnDisk;
  /** Where all of it is written when the machine is put to sleep; `none` where that is off. */
  readonly hibernation?: MemoryOnDisk;
}

/** Where the system writes memory to a disk. */
export interface MemoryOnDisk {
  readonly state: DiskAnswer['state'] | 'none';
  readonly evidence: readonly string[];
  /** The device or file of the worst answer. */
  readonly where?: string;
}

export interface AuditProgress {
  readonly folders: number;
  readonly files: number;
  readonly stores: number;
}

export type AuditFinding = Finding<StorePlace>;

/** All that an audit gives. */
export interface AuditReport {
  readonly home: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly stores: readonly StoreFacts[];
  readonly services: readonly ServiceFacts[];
  readonly machine: MachineFacts;
  /** The worst first. */
  readonly findings: readonly AuditFinding[];
  readonly skipped: readonly Skipped[];
  /** Entries of folders that were walked over. */
  readonly walked: number;
}

/** The parts of an audit that `--only` names. */
export const auditParts = ['notes', 'ai', 'passwords', 'disk', 'services'] as const;
export type AuditPart = (typeof auditParts)[number];

/** What an audit is asked for. */
export interface AuditOptions {
  /** Absolute path of the home folder to look at. */
  readonly home: string;
  /** Further folders, absolute: workspaces, vaults elsewhere. */
  readonly folders: readonly string[];
  readonly only: readonly AuditPart[];
}

const words: Readonly<Record<DiskAnswer['state'], string>> = {
  encrypted: 'encrypted',
  'in-progress': 'not fully encrypted (encryption is in progress)',
  suspended: 'not fully encrypted (protection is suspended)',
  'not-detected': 'not detected',
  unknown: 'unknown',
};

/** `encrypted (by LUKS2)`, `not detected`, `unknown`: never "unencrypted", since a host may encrypt what a guest sees plain. */
export function diskWords({ state, layer }: Pick<DiskAnswer, 'state' | 'layer'>): string {
  return state === 'encrypted' && layer !== undefined ? `encrypted (by ${layer})` : words[state];
}
