import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { openDisks } from '../../../src/node/disk/disks.ts';
import { mountOf, parseMountinfo } from '../../../src/node/disk/mountinfo.ts';
import { privateMounts } from '../../../src/node/disk/private-mounts.ts';
import { surroundings } from '../../../src/node/disk/surroundings.ts';
import { ensureDebianPackages } from '../../e2e/install.ts';
import { makeFolder } from '../folder.ts';
import { realMachine } from './machine.ts';

/** Skips a test, by the name of what this machine does not have. */
function lacks(t: TestContext, packages: readonly string[]): boolean {
  const why =
    process.platform !== 'linux'
      ? 'it needs Linux'
      : !existsSync('/dev/fuse') || process.getuid?.() !== 0
        ? 'it needs root and /dev/fuse'
        : ensureDebianPackages(packages, (text) => t.diagnostic(text));
  if (why !== undefined) t.skip(why);
  return why !== undefined;
}

/** A folder in which a test mounts: what is mounted there is taken away before the folder is. */
function makeMountFolder(
  t: TestContext,
  files: Readonly<Record<string, string | Uint8Array>>,
  folders: readonly string[],
) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cloister-mounts-')));
  t.after(() => {
    const left = () =>
      parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8')).filter(({ target }) => target.startsWith(root));
    for (const { target } of left().reverse()) spawnSync('umount', ['-l', target]);
    assert.deepEqual(left(), []);
    rmSync(root, { recursive: true, force: true });
  });
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content);
  return root;
}

function run(command: readonly string[]): void {
  const [program = '', ...args] = command;
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8', timeout: 30_000 });
  assert.equal(status, 0, `${program}: ${error?.message ?? stderr}`);
}

test('gocryptfs, mounted: the folder is encrypted, its cipher folder is not', (t) => {
  if (lacks(t, ['gocryptfs', 'fuse3'])) return;
  const root = makeMountFolder(t, { passphrase: 'a made up one\n' }, ['cipher', 'open mount']);
  const file = join(root, 'passphrase');
  run(['gocryptfs', '-q', '-init', '-scryptn', '10', '-passfile', file, join(root, 'cipher')]);
  run(['gocryptfs', '-q', '-passfile', file, join(root, 'cipher'), join(root, 'open mount')]);
  mkdirSync(join(root, 'open mount/journal'));
  const disks = openDisks(realMachine(root));
  const answer = disks.below(join(root, 'open mount/journal'));
  assert.deepEqual(answer, {
    state: 'encrypted',
    layer: 'gocryptfs',
    evidence: ['mounted as fuse.gocryptfs'],
    mount: join(root, 'open mount'),
  });
  assert.notEqual(disks.below(join(root, 'cipher')).layer, 'gocryptfs');
  const mount = disks.mounts.find(({ target }) => target === join(root, 'open mount'));
  assert.equal(mount?.source, join(root, 'cipher'));
  // The kernel shows it to nobody else, whatever the modes of its files say.
  assert.ok(privateMounts(disks.mounts).has(join(root, 'open mount')));
  writeFileSync(join(root, 'open mount/note.md'), 'a note', { mode: 0o644 });
  spawnSync('chmod', ['755', root, join(root, 'open mount')]);
  const others = spawnSync('setpriv', ['--reuid=65534', '--clear-groups', 'cat', join(root, 'open mount/note.md')]);
  assert.notEqual(others.status, 0);
});

// CryFS takes 13 s of processor time to make a key: its real line of the mounts stands in `linux.test.ts`.
test('a mount of FUSE that its owner opened to others is not private; no other kind is', () => {
  const line = (type: string, options: string) => `1 0 0:40 / /mnt rw - ${type} source ${options}`;
  const isPrivate = (type: string, options: string) => privateMounts(parseMountinfo(line(type, options))).has('/mnt');
  assert.equal(isPrivate('fuse.cryfs', 'rw,user_id=0,group_id=0'), true);
  assert.equal(isPrivate('fuse.cryfs', 'rw,user_id=0,group_id=0,allow_other'), false);
  assert.equal(isPrivate('fuse.cryfs', 'rw'), false);
  assert.equal(isPrivate('ext4', 'rw,user_id=0'), false);
});

test('EncFS, mounted', (t) => {
  if (lacks(t, ['encfs', 'fuse3'])) return;
  const root = makeMountFolder(t, { passphrase: 'a made up one' }, ['encfs', 'open']);
  run(['encfs', '--standard', `--extpass=cat ${join(root, 'passphrase')}`, join(root, 'encfs'), join(root, 'open')]);
  assert.equal(openDisks(realMachine(root)).below(join(root, 'open')).layer, 'EncFS');
});

test('a file system in a file, through a loop device: as good as the disk below; fscrypt by its flag', (t) => {
  if (lacks(t, ['e2fsprogs', 'mount', 'fscrypt'])) return;
  const root = makeMountFolder(t, { key: new Uint8Array(32).map((_, index) => index * 7) }, ['mount']);
  const image = join(root, 'image');
  const mount = join(root, 'mount');
  execFileSync('truncate', ['-s', '16M', image]);
  execFileSync('mkfs.ext4', ['-q', '-O', 'encrypt', '-F', image]);
  const mounted = spawnSync('mount', ['-o', 'loop', image, mount], { encoding: 'utf8' });
  if (mounted.status !== 0) return t.skip(`no loop device: ${mounted.stderr.trim()}`);
  mkdirSync(join(mount, 'plain'));
  mkdirSync(join(mount, 'private'));
  const machine = realMachine(root);
  const { state, evidence } = openDisks(machine).below(join(mount, 'plain'));
  const below = openDisks(machine).below(root);
  assert.equal(state, below.state);
  assert.ok(evidence.some((each) => each.includes(`kept in the file ${image}`)));
  // Without this file fscrypt refuses; with its own `setup` it would mark the file system of this machine.
  const settings = '/etc/fscrypt.conf';
  if (!existsSync(settings)) {
    t.after(() => rmSync(settings));
    const options = { padding: '32', contents: 'AES_256_XTS', filenames: 'AES_256_CTS', policy_version: '2' };
    writeFileSync(settings, JSON.stringify({ source: 'raw_key', hash_costs: null, options }));
  }
  const made = spawnSync('sh', [
    '-c',
    'fscrypt setup --quiet "$1" && fscrypt encrypt --quiet --source=raw_key --name=notes --key="$2" "$1/private"',
    'sh',
    mount,
    join(root, 'key'),
  ]);
  if (made.status !== 0) return t.skip(`fscrypt can not encrypt here: ${made.stderr.toString().trim().slice(0, 200)}`);
  mkdirSync(join(mount, 'private/journal'));
  writeFileSync(join(mount, 'private/note.md'), 'a note');
  const disks = openDisks(machine);
  disks.prepare([join(mount, 'plain'), join(mount, 'private')]);
  for (const path of ['private', 'private/journal', 'private/note.md', 'private/not there/yet'])
    assert.equal(disks.below(join(mount, path)).layer, 'fscrypt', path);
  assert.ok(disks.below(join(mount, 'private')).evidence.includes('fscrypt status says so'));
  assert.notEqual(disks.below(join(mount, 'plain')).layer, 'fscrypt');
});

test('btrfs on two devices, and a subvolume that is mounted elsewhere: both devices count', (t) => {
  if (lacks(t, ['btrfs-progs', 'mount'])) return;
  const root = makeMountFolder(t, {}, ['whole', 'home']);
  const attach = (name: string): string | undefined => {
    execFileSync('truncate', ['-s', '128M', join(root, name)]);
    const { status, stdout } = spawnSync('losetup', ['-f', '--show', join(root, name)], { encoding: 'utf8' });
    const device = stdout.trim();
    if (status !== 0) return undefined;
    // Goes with the file system that is mounted from it.
    t.after(() => spawnSync('losetup', ['-d', device]));
    return device;
  };
  const [one, two] = [attach('first image'), attach('second image')];
  if (one === undefined || two === undefined) return t.skip('there are no loop devices');
  execFileSync('mkfs.btrfs', ['-q', '-f', '-d', 'single', '-m', 'raid1', one, two]);
  const mounted = spawnSync('mount', ['-o', `device=${two}`, one, join(root, 'whole')], { encoding: 'utf8' });
  if (mounted.status !== 0) return t.skip(`this kernel mounts no btrfs: ${mounted.stderr.trim()}`);
  execFileSync('btrfs', ['subvolume', 'create', join(root, 'whole/@home')]);
  run(['mount', '-o', 'subvol=@home', one, join(root, 'home')]);
  const disks = openDisks(realMachine(root));
  const answer = disks.below(join(root, 'home'));
  assert.equal(answer.mount, join(root, 'home'));
  assert.equal(disks.mounts.find(({ target }) => target === answer.mount)?.type, 'btrfs');
  for (const image of ['first image', 'second image'])
    assert.ok(
      answer.evidence.some((each) => each.includes(join(root, image))),
      answer.evidence.join('\n'),
    );
});

test('LUKS, opened through a loop device', (t) => {
  if (lacks(t, ['cryptsetup-bin', 'e2fsprogs', 'mount'])) return;
  if (!/device-mapper/.test(readFileSync('/proc/misc', 'utf8'))) return t.skip('this kernel has no device mapper');
  const root = makeMountFolder(t, { passphrase: 'a made up one' }, ['mount']);
  const image = join(root, 'image');
  execFileSync('truncate', ['-s', '32M', image]);
  const name = `cloister-${process.pid}`;
  const file = join(root, 'passphrase');
  run(['cryptsetup', '-q', 'luksFormat', '--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000', image, file]);
  const opened = spawnSync('cryptsetup', ['open', '--key-file', file, image, name], { encoding: 'utf8' });
  if (opened.status !== 0) return t.skip(`this kernel opens no LUKS: ${opened.stderr.trim()}`);
  t.after(() => spawnSync('cryptsetup', ['close', name]));
  execFileSync('mkfs.ext4', ['-q', `/dev/mapper/${name}`]);
  run(['mount', `/dev/mapper/${name}`, join(root, 'mount')]);
  assert.equal(openDisks(realMachine(root)).below(join(root, 'mount')).layer, 'LUKS2');
});

test('what the system says of its mounts is what findmnt makes of it', (t) => {
  if (process.platform !== 'linux') return t.skip('it needs Linux');
  const mounts = parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8'));
  assert.ok(mounts.length > 0);
  for (const path of ['/', '/proc', '/dev/pts', '/sys', '/tmp', '/usr/share', process.cwd()]) {
    const { stdout, status } = spawnSync('findmnt', ['-n', '-T', path, '-o', 'TARGET,FSTYPE,MAJ:MIN'], {
      encoding: 'utf8',
    });
    if (status !== 0) return t.skip('there is no findmnt');
    const mount = mountOf(path, mounts);
    assert.deepEqual(
      [mount?.target, mount?.type, mount?.device],
      stdout.trim().split('\n').at(-1)?.trim().split(/\s+/),
      path,
    );
  }
});

test('a mount over a folder hides what was mounted in it, as the kernel resolves it', (t) => {
  if (lacks(t, ['mount'])) return;
  const root = makeMountFolder(t, {}, ['a/inner', 'with blank\tand tab']);
  const mount = (target: string) => run(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'made', join(root, target)]);
  mount('a/inner');
  mount('a');
  mount('with blank\tand tab');
  mkdirSync(join(root, 'a/inner'));
  const mounts = parseMountinfo(readFileSync('/proc/self/mountinfo', 'utf8'));
  assert.equal(mountOf(join(root, 'a/inner/note.md'), mounts)?.target, join(root, 'a'));
  assert.equal(mountOf(join(root, 'with blank\tand tab/note.md'), mounts)?.target, join(root, 'with blank\tand tab'));
  assert.notEqual(mountOf(join(root, 'note.md'), mounts)?.target, join(root, 'a'));
  const { state, evidence } = openDisks(realMachine(root)).below(join(root, 'a/inner'));
  assert.deepEqual([state, evidence], ['unknown', ['tmpfs: kept in memory']]);
});

test('this machine: a quick answer for dozens of stores, swap and hibernation without a fault', (t) => {
  if (process.platform !== 'linux') return t.skip('it needs Linux');
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`store ${index}/note.md`, '']));
  const root = makeFolder(t, files);
  const machine = realMachine(root);
  const disks = openDisks(machine);
  const paths = Object.keys(files).map((path) => join(root, path));
  const begin = performance.now();
  disks.prepare(paths);
  for (const path of paths) {
    disks.below(path);
    surroundings(path, machine, disks.mounts);
  }
  const facts = disks.facts(paths);
  const took = performance.now() - begin;
  t.diagnostic(`${paths.length} stores: ${Math.round(took)} ms, ${machine.asked.length} programs`);
  assert.ok(machine.asked.length <= 1, machine.asked.join('\n'));
  assert.ok(took < 5_000, `${took} ms`);
  assert.equal(facts.disks.length, 1);
  assert.notEqual(facts.swap.state, undefined);
});
