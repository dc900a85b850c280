/** Encrypted containers and files of the fixture homes: made by the real programs, or after the formats' documentation. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { StoreId } from '../../../src/core/store-ids.ts';
import { folderOf } from '../../stores/fixture.ts';
import { cryfsConfiguration, cryptomatorToken, encfsConfiguration, meldNote } from '../../stores/lock-contents.ts';
import { makeWorkshop, note } from '../../stores/sealed-files.ts';
import type { Placed, Variant } from './placed.ts';

/** Debian's packages of the programs that make them. */
export const lockPackages = ['gocryptfs', 'cryptsetup-bin', 'git-crypt', 'git', 'age'] as const;

/**
 * @param t the workshop in which the programs run is gone after it
 * In the `open` home the work tree of git-crypt is unlocked in place, in the other one it was committed without a key.
 */
export function placedLocks(t: TestContext, variant: Variant): readonly Placed[] {
  const { run } = makeWorkshop(t);
  const lock = (store: StoreId, root: string, make: (folder: string) => void, more: Partial<Placed> = {}): Placed => ({
    store,
    holds: 'notes',
    root,
    state: 'encrypted',
    ...more,
    make(home) {
      mkdirSync(join(home, root), { recursive: true });
      make(join(home, root));
    },
  });
  return [
    lock('gocryptfs', 'Documents/Cipher', (folder) =>
      run('gocryptfs', ['-init', '-q', '-scryptn', '10', folder], 'made up\n'),
    ),
    lock('cryptomator', 'Documents/Cryptomator', (folder) => {
      folderOf({ 'vault.cryptomator': cryptomatorToken(), 'd/AB/x.c9r': randomBytes(100) }, folder);
    }),
    lock('encfs', 'Documents/EncFS', (folder) => {
      writeFileSync(join(folder, '.encfs6.xml'), encfsConfiguration);
    }),
    lock('cryfs', 'Documents/CryFS', (folder) => writeFileSync(join(folder, 'cryfs.config'), cryfsConfiguration)),
    {
      store: 'luks',
      holds: 'notes',
      root: 'Documents/volume.luks',
      state: 'encrypted',
      make(home) {
        const file = join(home, 'Documents/volume.luks');
        writeFileSync(file, Buffer.alloc(20 << 20));
        const pbkdf = ['--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000'];
        run(
          '/usr/sbin/cryptsetup',
          ['luksFormat', '-q', '--type', 'luks2', ...pbkdf, '--key-file', '-', file],
          'made up',
        );
      },
    },
    lock(
      'git-crypt',
      'Projects/diary',
      (folder) => {
        const git = (...args: string[]) =>
          run('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
        const crypt = (...args: string[]) => run('sh', ['-c', `cd "${folder}" && git-crypt ${args.join(' ')}`]);
        git('init', '-q');
        crypt('init');
        folderOf({ '.gitattributes': '*.secret filter=git-crypt diff=git-crypt\n', 'a.secret': note }, folder);
        git('add', '.');
        git('commit', '-q', '-m', 'notes');
        if (variant === 'sealed') crypt('lock');
      },
      { items: 1, ...(variant === 'open' ? { remarks: ['store.notes.unlocked'] } : {}) },
    ),
    lock(
      'meld-encrypt',
      'Documents/Letters',
      (folder) => folderOf({ 'a.mdenc': meldNote(''), 'b.mdenc': meldNote('the dog') }, folder),
      { items: 2 },
    ),
    lock(
      'encrypted-file',
      'Documents/Sealed',
      (folder) => {
        run('age-keygen', ['-o', 'key']);
        const recipient = run('age-keygen', ['-y', 'key']).stdout.trim();
        for (const name of ['a', 'b']) run('age', ['-r', recipient, '-o', join(folder, `${name}.md.age`), 'note.md']);
      },
      { items: 2 },
    ),
  ];
}
