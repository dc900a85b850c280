import type { AuditFinding, AuditReport, StoreFacts } from '../../src/core/audit.ts';

export const now = Date.UTC(2030, 0, 31, 12);
export const home = '/home/ann';

/** A store with everything measured: by default a plain vault of Obsidian on a disk of which nothing is known. */
export function store(overrides: Partial<StoreFacts> = {}): StoreFacts {
  const root = overrides.root ?? `${home}/Notes`;
  return {
    store: 'obsidian',
    name: 'Obsidian',
    holds: 'notes',
    root,
    evidence: `${root}/.obsidian/app.json`,
    fix: 'Keep the vault on an encrypted disk.',
    atRest: { state: 'plaintext' },
    parts: [{ kind: 'notes', path: root }],
    items: 1204,
    files: 1300,
    bytes: 38 << 20,
    newest: now - 2 * 3_600_000,
    oldest: Date.UTC(2026, 0, 3),
    open: [],
    openCount: 0,
    around: {},
    disk: { state: 'not-detected', evidence: ['vda1: no dm device'], mount: '/' },
    ...overrides,
  };
}

export function finding(
  overrides: Partial<AuditFinding> & { path?: string; store?: AuditFinding['place']['store'] } = {},
): AuditFinding {
  const { path = `${home}/Notes`, store: about = 'obsidian', ...rest } = overrides;
  return {
    rule: 'store.notes.plaintext',
    severity: 'medium',
    place: { kind: 'store', store: about, path },
    fingerprint: `f-${rest.rule ?? ''}-${path}`,
    args: {},
    ...rest,
  };
}

export function report(overrides: Partial<AuditReport> = {}): AuditReport {
  return {
    home,
    platform: 'linux',
    stores: [],
    services: [],
    machine: { disks: [], swap: { state: 'none', evidence: [] } },
    findings: [],
    skipped: [],
    walked: 1000,
    ...overrides,
  };
}

const codex = store({
  store: 'codex',
  name: 'Codex',
  holds: 'ai',
  root: `${home}/.codex`,
  evidence: `${home}/.codex/sessions/2030/01/30/rollout-1.jsonl`,
  parts: [{ kind: 'transcripts', path: `${home}/.codex/sessions` }],
  items: 312,
  bytes: 1_288_490_189,
  retention: 'no limit is set',
  open: [{ path: `${home}/.codex/sessions`, mode: 0o755, to: 'everyone' }],
  openCount: 312,
});

/** A machine with something of everything; the worst stands first. */
export const everything: AuditReport = report({
  stores: [
    store(),
    store({
      store: 'joplin',
      name: 'Joplin',
      root: `${home}/.config/joplin-desktop`,
      evidence: `${home}/.config/joplin-desktop/database.sqlite`,
      items: 31,
      bytes: 2 << 20,
      around: {
        synced: { by: 'Dropbox', root: `${home}/Dropbox` },
        repository: {
          root: `${home}/Notes`,
          tracked: true,
          remotes: [{ name: 'origin', url: 'https://git.example.org/ann/notes' }],
        },
      },
    }),
    codex,
    store({
      store: 'gocryptfs',
      name: 'gocryptfs',
      root: `${home}/Private`,
      evidence: `${home}/Private/gocryptfs.conf`,
      atRest: { state: 'encrypted', by: 'gocryptfs' },
    }),
    store({
      store: 'bitwarden',
      name: 'Bitwarden export',
      holds: 'passwords',
      root: `${home}/Downloads/bitwarden_export.json`,
      evidence: `${home}/Downloads/bitwarden_export.json`,
      items: 12,
      fix: 'Import it, then delete it.',
      files: 1,
      bytes: 4200,
    }),
  ],
  services: [
    {
      service: 'ollama-server',
      name: 'Ollama',
      where: 'tcp 0.0.0.0:11434',
      states: ['listens on all interfaces, port 11434', 'asks for no password'],
    },
  ],
  machine: {
    disks: [{ state: 'not-detected', evidence: ['vda1: no dm device'], mount: '/' }],
    swap: { state: 'not-detected', evidence: ['/dev/vda2'] },
  },
  findings: [
    finding({
      rule: 'store.passwords.plaintext',
      severity: 'critical',
      store: 'bitwarden',
      path: `${home}/Downloads/bitwarden_export.json`,
    }),
    finding({ rule: 'service.exposed', severity: 'critical', store: 'ollama-server', path: 'tcp 0.0.0.0:11434' }),
    finding({
      rule: 'store.readable',
      severity: 'high',
      store: 'codex',
      path: `${home}/.codex`,
      args: {
        path: `${home}/.codex/sessions`,
        mode: 'mode 755',
        to: 'everyone on this machine',
        count: '312 files',
        fix: `chmod -R go-rwx '${home}/.codex'`,
      },
    }),
    finding({ store: 'joplin', path: `${home}/.config/joplin-desktop` }),
    finding(),
    finding({ rule: 'store.ai.plaintext', store: 'codex', path: `${home}/.codex` }),
    finding({ rule: 'disk.not-detected', store: 'machine', path: '/', args: { mount: '/', stores: '5' } }),
    finding({ rule: 'store.notes.synced', severity: 'low', store: 'joplin', path: `${home}/.config/joplin-desktop` }),
  ],
  skipped: [
    { path: `${home}/locked`, why: 'unreadable', detail: 'EACCES' },
    { path: `${home}/broken.sqlite`, why: 'damaged' },
  ],
  walked: 12_345,
});
