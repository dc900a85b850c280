import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, realpathSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { databaseAt, folderOf, temporaryFolder } from '../stores/fixture.ts';
import { quoted, tables } from '../stores/password-tables.ts';
import { zipOf } from '../stores/zip.ts';
import type { Report } from './audit-homes/expected.ts';
import { run } from './running.ts';

/*
 * Folders that nobody made for an audit: what is found in them must be true. Findings of the disk below and of modes are
 * left out, since they are the machine's.
 */

const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const shared = fileURLToPath(new URL('../../../shared/data', import.meta.url));

async function auditOf(folders: readonly string[], home: string): Promise<{ told: string[]; report: Report }> {
  const own = temporaryFolder();
  const { out, err } = await run(['audit', ...folders, '--home', home, '--format', 'json'], {
    home: own,
    env: { XDG_CACHE_HOME: own, PATH: process.env['PATH'] ?? '' },
  });
  assert.equal(err, '');
  const report = JSON.parse(out) as Report;
  const others = report.findings.filter(({ rule }) => !/^disk\.|^store\.(?:readable|temporary)/.test(rule));
  return { told: others.map(({ rule, place }) => `${rule} ${place.path}`).sort(), report };
}

function emptyHome(): string {
  const home = realpathSync(temporaryFolder());
  chmodSync(home, 0o700);
  return home;
}

test('this repository with its packages: nothing but what its sample vault holds', async () => {
  const { told, report } = await auditOf([repository], emptyHome());
  const vault = `${repository}/test/vault`;
  assert.deepEqual(
    told.filter((each) => !each.includes(` ${vault}`)),
    [],
  );
  assert.deepEqual(
    report.stores.filter(({ root }) => !root.startsWith(vault)).map(({ store, root }) => `${store} ${root}`),
    [],
  );
  // The same of the vault alone, and it is one store of notes.
  const alone = await auditOf([vault], emptyHome());
  const inVault = (each: string) => !each.startsWith('service.');
  assert.deepEqual(alone.told.filter(inVault), told.filter(inVault));
  assert.deepEqual(
    alone.told.filter((each) => each.startsWith('store.notes.')),
    [`store.notes.plaintext ${vault}`],
  );
});

test('collections of notes in tables and lines: no store, no finding', {
  skip: existsSync(shared) ? false : `there is no ${shared}`,
}, async () => {
  const { told, report } = await auditOf([shared], emptyHome());
  assert.deepEqual(told, []);
  assert.deepEqual(report.stores, []);
});

/** What stands in the home folder of somebody who writes programs. */
function developersHome(): string {
  const home = emptyHome();
  const example = tables.map(([, , header, row]) => `${header}\n${row}\n`).join('');
  folderOf(
    {
      // Projects of their own, with test data and samples.
      'src/shop/package.json': '{"name":"shop","dependencies":{"obsidian":"1.0.0"}}',
      'src/shop/.vscode/extensions.json': '{"recommendations":["biomejs.biome"]}',
      'src/shop/.gitattributes': '*.md text\n*.png filter=lfs diff=lfs merge=lfs -text\n',
      'src/shop/data/people.csv':
        'id,name,email,password\n1,Ann,ann@example.org,$2b$12$C6UzMDM.H6dfI/f/IKcEeO7Zd5Zc1\n',
      'src/shop/data/users.json': '[{"title":"a","children":[]},{"title":"b"}]',
      'src/shop/docs/notes/index.md': '# Documentation\n',
      'src/shop/docs/journal.md': '# Changes\n',
      'src/shop/test/fixtures/passwords.csv': example,
      'src/importer/test/fixtures/chrome.csv': example,
      'src/importer/samples/result.json': '{"about":"a build","chats":0,"results":[1,2,3]}',
      'src/importer/samples/conversations.json': '[{"id":1,"title":"a"}]',
      'src/importer/info.json': '{"version":3}',
      'src/go/vendor/document.db': 'not a database',
      'src/ml/train.csv': `text,label\n${'some text,1\n'.repeat(50)}`,
      'src/ml/passwords-top1000.csv': 'password,count\n123456,100\nqwerty,90\n',
      'src/ml/data/notes.jsonl': '{"note":"a"}\n{"note":"b"}\n',
      'src/ml/.cursor/rules/a.mdc': 'text',
      'src/ml/.claude/settings.json': '{"permissions":{}}',
      'src/ml/.claude/commands/test.md': 'Run the tests.',
      'src/ml/.codex/config.toml': 'model = "x"\n',
      'src/ml/.gemini/settings.json': '{}',
      'src/ml/.github/copilot-instructions.md': 'Be brief.',
      'src/ops/docker-compose.yml': 'services:\n  db:\n    image: postgres:16\n    ports: ["5432:5432"]\n',
      'src/ops/group_vars/vault.yml': 'password: "{{ vault_password }}"\n',
      'src/ops/secrets.yaml': 'apiVersion: v1\nkind: Secret\ndata: {}\n',
      'src/ops/keys/public.asc': '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQ\n-----END PGP PUBLIC KEY BLOCK-----\n',
      // What they downloaded.
      'Downloads/users.csv': 'name,url,login,role\nAnn,https://a.example,ann,admin\n',
      'Downloads/policies.csv': 'title,url,password_required\nshop,https://a.example,yes\n',
      'Downloads/data.json': '{"items":[{"title":"a"}],"encrypted":false}',
      'Downloads/export.json': '{"docs":[{"id":"a"}],"version":1}',
      'Downloads/feed.xml': '<?xml version="1.0"?><rss><channel/></rss>',
      'Downloads/program.zip': zipOf({ 'bin/tool': 'x', 'README.md': '# tool', 'Journal.json': '{}' }),
      'Downloads/site-main.zip': zipOf({ 'site/docs/index.md': '# a', 'site/package.json': '{}' }),
      'Downloads/random.img': Buffer.alloc(4096, 7),
      'Downloads/guide.pdf':
        '%PDF-1.4\n1 0 obj\n<< /Title (How to /Encrypt a disk) >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n',
      'Documents/report.docx': zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' }),
      'Documents/letter.md': '# A letter about the age-encryption.org/v1 format\n',
      'Documents/backup/old.txt': 'old',
      // Tools and their caches.
      '.config/Code/User/settings.json': '{}',
      '.config/Code/User/History/2b/entries.json': '{"version":1,"resource":"file:///home/a/b.ts","entries":[]}',
      '.config/obsidian/obsidian.json': '{"vaults":{}}',
      '.config/Signal/Crashpad/settings.dat': 'x',
      '.gnupg/pubring.kbx': Buffer.alloc(64, 1),
      '.ssh/knothershosts': 'host ssh-ed25519 AAAA\n',
      '.ollama/id_ed25519.pub': 'ssh-ed25519 AAAA',
      '.ollama/models/manifests/registry.ollama.ai/library/a/latest': '{}',
      '.lmstudio/models/a.gguf': 'GGUF',
      '.claude/settings.json': '{}',
      '.cursor/extensions/extensions.json': '[]',
      '.cursor/mcp.json': '{"mcpServers":{}}',
      '.npm/_cacache/index-v5/a': 'x',
      '.cache/pip/http/a.db': 'x',
      'go/pkg/mod/github.com/a/b/testdata/logins.csv': example,
      'src/shop/node_modules/importer/fixtures/lastpass.csv': example,
      'src/shop/.venv/lib/python3/site-packages/a/database.sqlite': 'x',
      '.local/share/Anki2/addons21/1/meta.json': '{}',
      'Zotero/styles/apa.csl': '<style/>',
      'logseq/readme.md': '# a folder of that name',
      'Notebooks/analysis.ipynb': '{"cells":[]}',
      'Dendron/readme.md': '# trees',
    },
    home,
  );
  for (const path of [
    'src/shop/test/fixtures/database.sqlite',
    'src/shop/prisma/dev.db',
    'src/importer/document.db',
    'src/importer/db.sqlite',
    'src/ml/mlruns/webui.db',
    'src/ml/chroma.sqlite3',
  ])
    databaseAt(`${home}/${path}`, ['CREATE TABLE notes (id INTEGER)', 'CREATE TABLE users (id, name, password)']);
  return home;
}

test("a developer's home: projects, samples, downloads and caches are no store of notes, and no finding", async () => {
  const home = developersHome();
  const { told, report } = await auditOf([], home);
  assert.deepEqual(told, []);
  const listed = report.stores.filter(({ atRest }) => atRest.state === 'plaintext' || atRest.state === 'partly');
  assert.deepEqual(
    listed.map(({ store, root }) => `${store} ${root}`),
    [],
  );
  assert.deepEqual(report.services, []);
  assert.deepEqual(report.skipped, []);
});

test('the same as a workspace that is named: databases are listed, and nothing is found', async () => {
  const home = developersHome();
  const { told, report } = await auditOf([`${home}/src`], home);
  assert.deepEqual(told, []);
  assert.deepEqual(
    [...new Set(report.stores.flatMap(({ store, atRest }) => (atRest.state === 'plaintext' ? [store] : [])))],
    ['sqlite'],
  );
});

test('an export of passwords among them is found all the same', async () => {
  const home = developersHome();
  const [, , header = '', row = ''] = tables[0] ?? [];
  folderOf({ 'Downloads/Chrome Passwords.csv': `${header}\n${row}\n` }, home);
  const { told, report } = await auditOf([], home);
  assert.deepEqual(told, [`store.passwords.plaintext ${home}/Downloads/Chrome Passwords.csv`]);
  assert.ok(!JSON.stringify(report).includes(quoted.slice(1, -1)));
});

/** Real packages of npm and Python's own library lie on every machine that runs these tests. */
test("packages of this machine's programs: no store", {
  skip: existsSync('/usr/share') ? false : 'no /usr/share',
}, async () => {
  const home = emptyHome();
  const python = execFileSync('sh', ['-c', 'ls -d /usr/lib/python3* 2>/dev/null | head -3'], { encoding: 'utf8' });
  const folders = [
    `${repository}/node_modules`,
    '/usr/share',
    ...python
      .trim()
      .split('\n')
      .filter((each) => each !== ''),
  ];
  const { told, report } = await auditOf(folders, home);
  assert.deepEqual(told, []);
  assert.deepEqual(
    report.stores.filter(({ atRest }) => atRest.state === 'plaintext').map(({ store, root }) => `${store} ${root}`),
    [],
  );
});
