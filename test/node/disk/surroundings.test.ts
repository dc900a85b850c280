import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parseMountinfo } from '../../../src/node/disk/mountinfo.ts';
import { surroundings } from '../../../src/node/disk/surroundings.ts';
import { makeFolder } from '../folder.ts';
import { testMachine } from './machine.ts';

const env = { PATH: process.env['PATH'] ?? '', GIT_CONFIG_NOSYSTEM: '1' };

/** A home folder with these files, and what lies around a path in it. */
function homeOf(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  parts: Parameters<typeof testMachine>[0] = {},
) {
  const home = makeFolder(t, files);
  const machine = testMachine({ home, env: { ...env, HOME: home }, ...parts });
  return { home, machine, around: (path: string) => surroundings(join(home, path), machine, []) };
}

function git(folder: string, ...args: string[]): string {
  const named = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...named, ...args], { cwd: folder, encoding: 'utf8', env: { ...env, HOME: folder } });
}

test('nothing around a folder', (t) => {
  const { around } = homeOf(t, { 'Notes/a.md': '', 'Dropboxes/a.md': '', 'Box/a.md': '' });
  for (const path of ['Notes', 'Notes/a.md', 'Dropboxes', 'Box', 'not/there']) assert.deepEqual(around(path), {}, path);
});

test('Dropbox: by its settings, wherever the folder lies', (t) => {
  const home = makeFolder(t, { 'Sync/mine/Notes/a.md': '', 'Company (Work)/a.md': '' });
  const info = {
    personal: { path: join(home, 'Sync/mine'), host: 1 },
    business: { path: join(home, 'Company (Work)') },
  };
  mkdirSync(join(home, '.dropbox'));
  writeFileSync(join(home, '.dropbox/info.json'), JSON.stringify(info));
  const machine = testMachine({ home, env });
  const around = (path: string) => surroundings(join(home, path), machine, []).synced;
  assert.deepEqual(around('Sync/mine/Notes'), { by: 'Dropbox', root: join(home, 'Sync/mine') });
  assert.equal(around('Company (Work)')?.by, 'Dropbox');
  assert.equal(around('Sync'), undefined);
});

test('Dropbox on Windows, and settings that are damaged', (t) => {
  const { home, around } = homeOf(t, { 'Elsewhere/a.md': '' }, { platform: 'win32' });
  mkdirSync(join(home, 'AppData/Local/Dropbox'), { recursive: true });
  writeFileSync(
    join(home, 'AppData/Local/Dropbox/info.json'),
    JSON.stringify({ personal: { path: join(home, 'Elsewhere') } }),
  );
  assert.equal(around('Elsewhere').synced?.by, 'Dropbox');
  for (const damaged of ['', '{', '[]', '{"personal": 1}', '{"personal": {"path": 7}}', 'null']) {
    const other = homeOf(t, { '.dropbox/info.json': damaged, 'Notes/a.md': '' });
    assert.deepEqual(other.around('Notes'), {}, damaged);
  }
});

test('iCloud Drive, its desktop and documents, and the services of the File Provider', (t) => {
  const { home, around } = homeOf(
    t,
    {
      'Library/Mobile Documents/iCloud~md~obsidian/Documents/Vault/a.md': '',
      'Library/CloudStorage/GoogleDrive-ann@example.com/My Drive/a.md': '',
      'Library/CloudStorage/ProtonDrive-ann@example.com-folder/a.md': '',
      'Library/CloudStorage/Other-x/a.md': '',
      'Documents/Notes/a.md': '',
      'Desktop/a.md': '',
    },
    { platform: 'darwin' },
  );
  const drive = join(home, 'Library/Mobile Documents/com~apple~CloudDocs');
  mkdirSync(drive);
  symlinkSync(join(home, 'Documents'), join(drive, 'Documents'));
  const by = (path: string) => around(path).synced?.by;
  assert.equal(by('Library/Mobile Documents/iCloud~md~obsidian/Documents/Vault'), 'iCloud Drive');
  assert.equal(by('Library/CloudStorage/GoogleDrive-ann@example.com/My Drive'), 'Google Drive');
  assert.equal(by('Documents/Notes'), 'iCloud Drive');
  assert.equal(by('Desktop'), undefined);
  assert.equal(by('Library/CloudStorage/Other-x'), 'a cloud service');
  const proton = around('Library/CloudStorage/ProtonDrive-ann@example.com-folder').synced;
  assert.deepEqual([proton?.by, proton?.endToEnd], ['Proton Drive', true]);
});

test('OneDrive by its variables, in the own home alone; the free client of Linux by its settings', (t) => {
  const { home, around } = homeOf(t, { 'Cloud/a.md': '' });
  const named = testMachine({ home, env: { ...env, OneDriveCommercial: join(home, 'Cloud') } });
  assert.equal(surroundings(join(home, 'Cloud'), named, []).synced?.by, 'OneDrive');
  const other = testMachine({ home, isOwnHome: false, env: { ...env, OneDriveCommercial: '/elsewhere/Cloud' } });
  assert.equal(surroundings(join(home, 'Cloud'), other, []).synced, undefined);
  assert.equal(around('Cloud').synced, undefined);
  const free = {
    '.config/onedrive/items.sqlite3': '',
    '.config/onedrive/config': '# x\nsync_dir = "~/Work"\n',
    'Work/a.md': '',
  };
  assert.equal(homeOf(t, free).around('Work').synced?.by, 'OneDrive');
});

test('Nextcloud and ownCloud by their settings', (t) => {
  const home = makeFolder(t, { 'files/a.md': '', 'own/a.md': '' });
  mkdirSync(join(home, '.config/Nextcloud'), { recursive: true });
  mkdirSync(join(home, '.config/ownCloud'), { recursive: true });
  const folder = (name: string) =>
    `[Accounts]\n0\\Folders\\1\\localPath=${join(home, name)}/\n0\\Folders\\1\\paused=false\n`;
  writeFileSync(join(home, '.config/Nextcloud/nextcloud.cfg'), folder('files'));
  writeFileSync(join(home, '.config/ownCloud/owncloud.cfg'), folder('own'));
  const machine = testMachine({ home, env });
  assert.equal(surroundings(join(home, 'files'), machine, []).synced?.by, 'Nextcloud');
  assert.equal(surroundings(join(home, 'own/a.md'), machine, []).synced?.by, 'ownCloud');
});

test('by what clients leave in the folder that they sync', (t) => {
  const { around } = homeOf(t, {
    'st/.stfolder/x': '',
    'st/deep/er/a.md': '',
    'nc/.sync_0123456789ab.db': '',
    'oc/._sync_0123456789ab.db': '',
    'od/.849C9593-D756-4E56-8D6E-42412F2A707B': '',
    'gd/.tmp.driveupload/x': '',
    'db/.dropbox.cache/x': '',
    'resilio/.sync/ID': '',
    'other/.sync/config': '',
    'vault/.obsidian/sync.json': '{}',
    'mega/.megaignore': '',
    'plain/.stfolder.md': '',
  });
  const told = (path: string) => [around(path).synced?.by, around(path).synced?.endToEnd];
  assert.deepEqual(told('st/deep/er/a.md'), ['Syncthing', true]);
  assert.deepEqual(told('nc'), ['Nextcloud or ownCloud', undefined]);
  assert.deepEqual(told('oc'), ['Nextcloud or ownCloud', undefined]);
  assert.deepEqual(told('od'), ['OneDrive', undefined]);
  assert.deepEqual(told('gd'), ['Google Drive', undefined]);
  assert.deepEqual(told('db'), ['Dropbox', undefined]);
  assert.deepEqual(told('resilio'), ['Resilio Sync', true]);
  assert.deepEqual(told('vault'), ['Obsidian Sync', true]);
  assert.deepEqual(told('mega'), ['MEGA', true]);
  for (const path of ['other', 'plain']) assert.deepEqual(told(path), [undefined, undefined], path);
});

test('default names in the home folder, through a link as well, and nowhere else', (t) => {
  const { home, around } = homeOf(t, {
    'OneDrive - Company/a.md': '',
    'Dropbox/a.md': '',
    'pCloudDrive/a.md': '',
    'MEGAsync/a.md': '',
    'code/Dropbox/a.md': '',
    'mnt/cloud/Vault/a.md': '',
  });
  symlinkSync(join(home, 'mnt/cloud'), join(home, 'Nextcloud'));
  symlinkSync(join(home, 'Dropbox'), join(home, 'my notes'));
  const by = (path: string) => around(path).synced?.by;
  assert.equal(by('OneDrive - Company'), 'OneDrive');
  assert.equal(by('pCloudDrive'), 'pCloud');
  assert.equal(by('MEGAsync'), 'MEGA');
  assert.equal(by('mnt/cloud/Vault'), 'Nextcloud');
  assert.equal(by('my notes/a.md'), 'Dropbox');
  assert.equal(by('code/Dropbox'), undefined);
});

test('a synced folder that is a network file system is not waited for', (t) => {
  const { home, machine } = homeOf(t, { 'Google Drive/a.md': '' });
  const mounts = parseMountinfo(
    `1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:50 / ${home}/Google\\040Drive rw - fuse.rclone drive: rw\n`,
  );
  const { synced, network } = surroundings(join(home, 'Google Drive/a.md'), machine, mounts);
  assert.deepEqual([synced?.by, synced?.root, network], ['Google Drive', join(home, 'Google Drive'), 'fuse.rclone']);
});

test("another machine's home folder: paths of its settings are sought in it", (t) => {
  const info = JSON.stringify({ personal: { path: 'C:\\Users\\ann\\Boxes' } });
  const { around } = homeOf(
    t,
    { '.dropbox/info.json': info, 'Boxes/a.md': '', 'Notes/a.md': '' },
    { isOwnHome: false },
  );
  assert.equal(around('Boxes').synced?.by, 'Dropbox');
  assert.equal(around('Notes').synced, undefined);
});

// Made up, and in the form of the vendors' tokens.
const token = `ghp_${'a1B2c3D4'.repeat(4)}e5F6`;
const password = 'made-up-password';

test('git: tracked or not, and remotes without a trace of credentials', (t) => {
  const { home, machine, around } = homeOf(t, {
    'vault/journal/a.md': 'a',
    'vault/ignored/b.md': 'b',
    'vault/.gitignore': 'ignored/\n',
    'vault/with [brackets]*/c.md': 'c',
  });
  const vault = join(home, 'vault');
  git(vault, 'init', '--quiet');
  assert.deepEqual(around('vault/journal').repository, { root: vault, tracked: false, remotes: [] });
  git(vault, 'add', '.');
  git(vault, 'remote', 'add', 'origin', `https://ann:${password}@git.example.com/ann/notes.git?private_token=${token}`);
  git(vault, 'remote', 'add', 'token', `https://${token}@github.com/ann/notes.git`);
  git(vault, 'remote', 'add', 'ssh', 'git@github.com:ann/notes.git');
  git(vault, 'remote', 'add', 'port', `ssh://ann:${password}@git.example.com:2222/~ann/notes`);
  git(vault, 'remote', 'add', 'slash', `https://ann:made/up@${password}@git.example.com/notes.git`);
  git(vault, 'remote', 'add', 'path', `https://git.example.com/t/${token}/notes.git`);
  git(vault, 'remote', 'add', 'helper', `ext::sh -c "curl -u ann:${password} x"`);
  git(vault, 'remote', 'add', 'disk', '/srv/git/notes.git');
  git(vault, 'remote', 'add', 'file', 'file:///srv/git/notes.git');
  git(vault, 'remote', 'set-url', '--push', 'ssh', `https://oauth2:${token}@gitlab.example.com/ann/notes.git`);
  // The same folder on a new machine: nothing is kept of the first answer.
  const again = testMachine({ home, env: machine.env });
  const found = surroundings(join(vault, 'journal'), again, []).repository;
  assert.equal(found?.tracked, true);
  assert.deepEqual(found?.remotes, [
    { name: 'origin', url: 'https://git.example.com/ann/notes.git' },
    { name: 'token', url: 'https://github.com/ann/notes.git' },
    { name: 'ssh', url: 'github.com:ann/notes.git' },
    { name: 'ssh', url: 'https://gitlab.example.com/ann/notes.git' },
    { name: 'port', url: 'ssh://git.example.com:2222/~ann/notes' },
    { name: 'slash', url: 'https://git.example.com/notes.git' },
    { name: 'path', url: 'https://git.example.com/t/…/notes.git' },
    { name: 'helper', url: 'ext::…' },
  ]);
  const text = JSON.stringify(found);
  for (const secret of [token, password, 'made/up', 'private_token']) assert.ok(!text.includes(secret));
  assert.equal(surroundings(join(vault, 'ignored'), again, []).repository?.tracked, false);
  assert.equal(surroundings(join(vault, 'with [brackets]*'), again, []).repository?.tracked, true);
  assert.equal(surroundings(join(vault, 'not/there'), again, []).repository?.tracked, false);
  assert.equal(surroundings(vault, again, []).repository?.tracked, true);
  assert.equal(surroundings(join(vault, 'journal/a.md'), again, []).repository?.tracked, true);
  // A name that only begins alike.
  assert.equal(surroundings(join(vault, 'jour'), again, []).repository?.tracked, false);
  assert.equal(surroundings(join(vault, 'journal/a'), again, []).repository?.tracked, false);
  assert.deepEqual(again.skipped, []);
});

test('git runs nothing that a hostile repository names, and waits for none', (t) => {
  const { home, around } = homeOf(t, { 'vault/a.md': 'a' });
  const vault = join(home, 'vault');
  git(vault, 'init', '--quiet');
  git(vault, 'add', '.');
  const made = join(home, 'made');
  for (const name of [
    'core.fsmonitor',
    'core.sshCommand',
    'filter.x.clean',
    'alias.ls-files',
    'diff.external',
    'core.pager',
  ])
    git(vault, 'config', name, `touch ${made}; sleep 30`);
  writeFileSync(join(vault, '.gitattributes'), '* filter=x\n');
  const begin = performance.now();
  assert.equal(around('vault').repository?.tracked, true);
  assert.ok(performance.now() - begin < 20_000);
  assert.throws(() => execFileSync('test', ['-e', made]));
});

test('a repository with more files than a list may hold is asked for each path', (t) => {
  const { home, around } = homeOf(t, { 'large/a/x.md': 'x', 'large/b/x.md': 'x', 'large/ab/x.md': 'x' });
  const root = join(home, 'large');
  git(root, 'init', '--quiet');
  git(root, 'add', 'b');
  // Names alone, of files that are not there: 90,000 of 200 letters each.
  const blob = git(root, 'hash-object', '-w', 'b/x.md').trim();
  const names = Array.from({ length: 90_000 }, (_, index) => `100644 ${blob}\tz/${'n'.repeat(190)}${index}\n`);
  execFileSync('git', ['update-index', '--index-info'], {
    cwd: root,
    input: names.join(''),
    env: { ...env, HOME: root },
  });
  assert.equal(around('large/a').repository?.tracked, false);
  assert.equal(around('large/b').repository?.tracked, true);
  assert.equal(around('large/b/x.md').repository?.tracked, true);
  assert.equal(around('large').repository?.tracked, true);
});

test('a repository that git refuses is told once, and is not taken for an untracked one in silence', (t) => {
  const { home, machine, around } = homeOf(t, { 'vault/a/x.md': '', 'vault/b/x.md': '' });
  const vault = join(home, 'vault');
  git(vault, 'init', '--quiet');
  renameSync(join(vault, '.git/HEAD'), join(vault, '.git/HEAD.gone'));
  assert.deepEqual(around('vault/a').repository, { root: vault, tracked: false, remotes: [] });
  around('vault/b');
  assert.equal(machine.skipped.length, 1);
  assert.equal(machine.skipped[0]?.path, vault);
  assert.equal(machine.skipped[0]?.why, 'unreadable');
});

test('a worktree and a submodule are repositories of their own; the inside of a git folder is none', (t) => {
  const { home, around } = homeOf(t, { 'vault/a.md': 'a' });
  const vault = join(home, 'vault');
  git(vault, 'init', '--quiet');
  git(vault, 'add', '.');
  git(vault, 'commit', '--quiet', '-m', 'a');
  git(vault, 'remote', 'add', 'origin', 'https://git.example.com/notes.git');
  git(vault, 'worktree', 'add', '--quiet', join(home, 'tree'));
  assert.deepEqual(around('tree').repository, {
    root: join(home, 'tree'),
    tracked: true,
    remotes: [{ name: 'origin', url: 'https://git.example.com/notes.git' }],
  });
  assert.equal(around('vault/.git/objects').repository?.tracked ?? false, false);
});

test('network file systems and temporary folders', (t) => {
  const { home, machine } = homeOf(t, {});
  const mounts = parseMountinfo(
    [
      '1 0 8:1 / / rw - ext4 /dev/sda1 rw',
      `2 1 0:50 / /mnt/nas rw - nfs4 nas:/notes rw`,
      `3 1 0:51 / /mnt/ssh rw - fuse.sshfs ann@host:/ rw`,
      `4 1 0:52 / /mnt/dav rw - fuse https://dav.example.com rw`,
      `5 1 0:53 / /mnt/host rw - 9p host rw,trans=virtio`,
      `6 1 0:54 / /mnt/far rw - 9p 10.0.0.1 rw,trans=tcp,port=564`,
      `7 1 0:55 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw`,
    ].join('\n'),
  );
  const network = (path: string) => surroundings(path, machine, mounts).network;
  assert.equal(network('/mnt/nas/Notes'), 'nfs4');
  assert.equal(network('/mnt/ssh'), 'fuse.sshfs');
  assert.equal(network('/mnt/dav/x'), 'davfs');
  assert.equal(network('/mnt/host/x'), undefined);
  assert.equal(network('/mnt/far/x'), '9p');
  assert.equal(network('/run/user/1000/gvfs/smb-share:server=nas,share=notes/x'), 'smb');
  assert.equal(network(home), undefined);
  // The home folder of this test lies in a temporary folder itself: that one does not count.
  assert.equal(surroundings(home, machine, mounts).temporary, undefined);
  const ann = testMachine({ env: { TMPDIR: '/home/ann/tmp', TEMP: 'relative' } });
  const temporary = (path: string) => surroundings(path, ann, mounts).temporary;
  for (const path of ['/tmp/notes', '/var/tmp/x/y', '/dev/shm/x', '/home/ann/tmp/x', '/home/ann/AppData/Local/Temp/x'])
    assert.equal(temporary(path), true, path);
  for (const path of ['/home/ann/Notes', '/tmpfiles', '/home/ann/tmpnotes'])
    assert.equal(temporary(path), undefined, path);
});
