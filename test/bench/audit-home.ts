import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface MadeHome {
  readonly files: number;
  readonly folders: number;
}

const extensions = ['.md', '.ts', '.jpg', '.txt', '.json', '.pdf', '.html', '.py', '.csv', '.bin'];

/**
 * Makes a home folder as people have them: projects, photos, documents, hidden folders of apps, and stores among them.
 * Made from the same numbers each time.
 * @param files how many there are about, a tenth of them in folders of their own
 */
export function makeHome(home: string, files: number): MadeHome {
  let made = 0;
  let folders = 0;
  const folder = (path: string): string => {
    const absolute = join(home, path);
    mkdirSync(absolute, { recursive: true });
    folders += 1;
    return absolute;
  };
  const file = (path: string, text: string): void => {
    writeFileSync(path, text);
    made += 1;
  };
  const perFolder = 10;
  const groups = ['projects', 'Documents', 'Pictures', '.local/share/app', '.config/tool', 'work', 'archive', 'music'];
  const rest = Math.floor((files * 0.97) / perFolder);
  for (let index = 0; index < rest; index++) {
    const group = groups[index % groups.length] ?? 'other';
    const path = folder(`${group}/${index % 89}/part-${Math.floor(index / 89) % 97}/${index}`);
    for (let each = 0; each < perFolder; each++)
      file(join(path, `file-${each}${extensions[(index + each) % 10] ?? ''}`), 'text\n');
  }
  stores(home, folder, file, files - made);
  return { files: made, folders };
}

function stores(
  home: string,
  folder: (path: string) => string,
  file: (path: string, text: string) => void,
  rest: number,
): void {
  const vault = folder('notes/vault');
  file(join(folder('notes/vault/.obsidian'), 'app.json'), '{}\n');
  for (let note = 0; note < Math.max(10, rest / 2); note++)
    file(join(vault, `note-${note}.md`), `# Note ${note}\n\nSome words.\n`);
  const project = folder('.claude/projects/-home-user-notes');
  const line = JSON.stringify({
    type: 'user',
    uuid: 'a',
    parentUuid: null,
    sessionId: 'b',
    message: { role: 'user', content: 'words' },
  });
  for (let session = 0; session < Math.max(3, rest / 4); session++)
    file(join(project, `session-${session}.jsonl`), `${line}\n`);
  const joplin = folder('.config/joplin-desktop');
  database(
    join(joplin, 'database.sqlite'),
    `CREATE TABLE notes(id TEXT PRIMARY KEY, parent_id TEXT, title TEXT, body TEXT, encryption_applied INT NOT NULL DEFAULT 0, encryption_cipher_text TEXT);
     CREATE TABLE folders(id TEXT PRIMARY KEY, title TEXT); CREATE TABLE master_keys(id TEXT PRIMARY KEY); CREATE TABLE settings(key TEXT, value TEXT);
     CREATE TABLE version(version INT); CREATE TABLE sync_items(id INT); CREATE TABLE resources(id TEXT);
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO notes(id, title, body) SELECT printf('%032x', i), 'title', hex(zeroblob(500)) FROM n;`,
  );
  const codex = folder('.codex/sessions/2026/07/01');
  file(
    join(codex, 'rollout-2026-07-01T00-00-00-a.jsonl'),
    `${JSON.stringify({ timestamp: '2026-07-01T00:00:00Z', type: 'session_meta', payload: { id: 'a', cwd: home } })}\n`,
  );
  for (let each = 0; each < 40; each++)
    database(
      join(folder(`.mozilla/firefox/profile-${each}`), 'places.sqlite'),
      'CREATE TABLE moz_places(id, url); INSERT INTO moz_places VALUES (1, zeroblob(100000))',
    );
}

function database(path: string, sql: string): void {
  const made = new DatabaseSync(path);
  made.exec(`PRAGMA synchronous = OFF; ${sql}`);
  made.close();
}
