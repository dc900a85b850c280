import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Machine, makeMachine, policy } from './corpus.ts';

/** What a working vault holds beside the corpus's files; nothing of it is hidden by the corpus's policy. */
const more: Readonly<Record<string, string>> = {
  'projects/alpha.md': '---\ntags: [project]\n---\n# Alpha\n\nTODO see [[beta]] and [[guide|the guide]].\n\n- [ ] a\n',
  'projects/beta.md': '---\ntags: [project]\n---\n# Beta\n\nSee [[alpha]].\n',
  'projects/old.md': '# Old\n',
  'projects/archive/2024.md': '# 2024\n',
  'templates/daily.md': '---\ndate: {{date}}\n---\n# {{date}}\n',
  'data/sales.csv': 'name,amount\na,1\nb,2\n',
  'data/app.db': 'x',
  'CLAUDE.md': '# Vault\n',
  'tsconfig.json': '{}\n',
  '.github/workflows/ci.yml': 'on: push\n',
  '.vscode/settings.json': '{}\n',
  'scripts/build.sh': '#!/bin/sh\necho build\n',
  'src/finance.ts': 'export {};\n',
  'src/finance/tax.ts': 'export const tax = 1;\n',
  'src/envelope.ts': 'export {};\n',
  'docs/dotenv.md': 'a\n',
  'docs/finance/overview.md': 'a\n',
  'docs/a.png': 'x',
  'docs/paper.pdf': 'x',
  'notes/privateer/ship.md': 'a\n',
  'journaling/index.md': 'x\n',
  'environment/readme.md': 'KEY\n',
  'environment/setup.sh': 'true\n',
  'finance-app/main.py': 'print(1)\n',
  'finances/a.md': 'a\n',
  'config/env.json': '{}\n',
  'env.example': 'KEY=\n',
  'clients/acme.md': '# Acme\n',
};

const rules = {
  vault: policy,
  allowlist: { version: 1, id: 'corpus', default: 'none', folders: { projects: 'write', docs: 'read' } },
  levels: {
    version: 1,
    id: 'corpus',
    folders: { docs: 'read', clients: 'redacted', journal: 'none', finance: 'none', notes: 'none' },
    files: { none: ['.env*'] },
  },
  open: { version: 1, id: 'corpus' },
} as const;

export type VaultName = keyof typeof rules;

const made = new Map<VaultName, Machine>();

/** The machine whose vault has the policy of this name; a project that is no vault lies beside it. */
export function vaultNamed(name: VaultName): Machine {
  const known = made.get(name);
  if (known !== undefined) return known;
  const machine = makeMachine(more, rules[name]);
  for (const path of ['.env', 'journal/x.md', 'finance/a.csv', 'README.md', 'src/index.ts']) {
    const file = join(machine.base, 'other', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'x\n');
  }
  made.set(name, machine);
  return machine;
}

export function vaultsMade(): readonly Machine[] {
  return [...made.values()];
}
