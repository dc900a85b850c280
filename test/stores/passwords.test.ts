import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import type { RecognisedStore } from '../../src/core/audit.ts';
import type { StoreId } from '../../src/core/store-ids.ts';
import { passwordStores } from '../../src/stores/passwords/index.ts';
import { cpuTime } from '../cpu-time.ts';
import { login, quoted, secret, tables } from './password-tables.ts';
import { testReader } from './reader.ts';
import { lacks, makeWorkshop, type Workshop } from './sealed-files.ts';

let right = 0;
let asked = 0;

/** What all rows of the table say about a file: at most one may know it. */
function recognise(path: string): RecognisedStore | undefined {
  const reader = testReader();
  const found = passwordStores.flatMap((store) => store.recognise(path, reader) ?? []);
  assert.ok(found.length <= 1, found.map(({ store }) => store).join());
  return found[0];
}

function is(path: string, store: StoreId, items?: number): void {
  asked += 1;
  const found = recognise(path);
  assert.equal(found?.store, store, path);
  assert.deepEqual(found?.atRest, { state: 'plaintext' });
  assert.equal(found?.items, items);
  // The value is nowhere in what is told.
  assert.ok(!JSON.stringify(found).includes(secret));
  right += 1;
}

function isEncrypted(path: string, store: StoreId, by: string): void {
  asked += 1;
  const found = recognise(path);
  assert.equal(found?.store, store, path);
  assert.deepEqual(found?.atRest, { state: 'encrypted', by });
  right += 1;
}

function isNone(path: string): void {
  asked += 1;
  assert.equal(recognise(path), undefined, path);
  right += 1;
}

for (const [name, store, header, row] of tables) {
  test(`${name}: a table with a row, in every encoding, and one without`, (t) => {
    const { write } = makeWorkshop(t);
    is(write('export.csv', `${header}\n${row}\n`), store, 1);
    is(write('crlf.csv', `${header}\r\n${row}\r\n\r\n${row}`), store, 2);
    is(write('mac.csv', `${header}\r${row}\r`), store, 1);
    is(write('bom.csv', `\ufeff${header}\n${row}\n`), store, 1);
    is(write('utf16.csv', Buffer.from(`\ufeff${header}\r\n${row}\r\n`, 'utf16le')), store, 1);
    is(write('utf16be.csv', Buffer.from(`\ufeff${header}\r\n${row}\r\n`, 'utf16le').swap16()), store, 1);
    isNone(write('header.csv', `${header}\n`));
    isNone(write('no-end.csv', header));
    const hidden = row.replace(quoted, '"********"');
    isNone(write('hidden.csv', `${header}\n${hidden}\n`));
    isNone(write('empty.csv', `${header}\n${row.replace(quoted, '""')}\n`));
    isNone(write('note.md', `${header}\n${row}\n`));
  });
}

test('tables in which a column is merely called password, or its values are none', (t) => {
  const { write } = makeWorkshop(t);
  for (const [name, text] of [
    ['a dataset of strengths', `password,strength\n${quoted},2\n`],
    ['accounts of a database', `id,username,name,password\n1,me,Me,${quoted}\n`],
    ['people', `name,email,password\nMe,me@example.org,${quoted}\n`],
    ['hashes', 'username,name,password\nme,Me,$2b$12$C6UzMDM.H6dfI/f/IKcEeO7Zd5Zc1nC1x0q7Y0mQ1p2o3i4u5y6t7\n'],
    ['MD5', 'url,username,password\nhttps://a.example,me,5f4dcc3b5aa765d61d8327deb882cf99\n'],
    ['a form', 'url,username,password\nhttps://a.example,me,<password>\n'],
    ['settings', 'name,url,password\nshop,https://a.example,true\n'],
    ['policies', 'title,url,password_required\nshop,https://a.example,yes\n'],
    ['prose', `Notes about a password, its url, and a name\nmore, ${quoted}, text\n`],
    ['nothing', ''],
    ['one quote', '"'],
  ] as const)
    isNone(write(`${name}.csv`, text));
});

test("among a program's test data it is listed, and no more", (t) => {
  const { path, write } = makeWorkshop(t);
  mkdirSync(path('importer'));
  mkdirSync(path('importer/fixtures'));
  const file = write(
    'importer/fixtures/chrome.csv',
    `name,url,username,password\nshop,https://shop.example,me,${quoted}\n`,
  );
  assert.equal(recognise(file)?.atRest.state, 'unknown');
});

test('Bitwarden JSON: plain, cut off, without secrets, encrypted in both ways', (t) => {
  const { write } = makeWorkshop(t);
  const vault = (items: unknown) =>
    JSON.stringify({ encrypted: false, folders: [{ id: 'a', name: 'b' }], items }, undefined, 2);
  is(
    write('bitwarden_export.json', vault([login, { ...login, login: null, secureNote: {}, notes: secret }])),
    'bitwarden',
    2,
  );
  is(write('other-name.json', JSON.stringify({ encrypted: false, collections: [], items: [login] })), 'bitwarden', 1);
  is(write('cut.json', vault([login, login]).slice(0, -30)), 'bitwarden');
  isNone(write('empty.json', vault([])));
  isNone(write('no-secret.json', vault([{ ...login, login: { username: 'me', password: null } }])));
  isNone(write('no-items.json', vault(undefined)));
  isNone(write('config.json', JSON.stringify({ encrypted: false, login: { password: '' } })));
  isNone(write('other.json', JSON.stringify({ encrypted: false, items: ['a', null, 1, { title: 'b' }] })));
  const validation = { encKeyValidation_DO_NOT_EDIT: '2.AAAA|BBBB|CCCC' };
  isEncrypted(
    write('account.json', JSON.stringify({ encrypted: true, ...validation, items: [] })),
    'bitwarden',
    'Bitwarden',
  );
  const protectedBy = { encrypted: true, passwordProtected: true, salt: 'AAAA', kdfType: 0, kdfIterations: 600_000 };
  isEncrypted(
    write('protected.json', JSON.stringify({ ...protectedBy, ...validation, data: '2.AAAA|BBBB|CCCC' }, undefined, 2)),
    'bitwarden',
    'Bitwarden',
  );
  isNone(write('encrypted.json', JSON.stringify({ encrypted: true })));
  // What a file says of itself is no proof.
  const cipher = `2.${'A'.repeat(24)}|${'B'.repeat(24)}|${'C'.repeat(44)}`;
  const sealed = (password: string) => ({ type: 1, name: cipher, login: { username: cipher, password } });
  const claims = (items: object[]) => JSON.stringify({ encrypted: true, ...validation, items });
  isEncrypted(write('ciphers.json', claims([sealed(cipher)])), 'bitwarden', 'Bitwarden');
  is(write('claims.json', claims([sealed(cipher), sealed(secret)])), 'bitwarden', 1);
});

test('Proton Pass, 1Password and Bitwarden in their packages', { skip: lacks('zip') }, (t) => {
  const { write, path, run } = makeWorkshop(t);
  const proton = {
    version: '1.21.2',
    userId: 'a',
    encrypted: false,
    vaults: { b: { name: 'Personal', items: [{ data: {} }] } },
  };
  is(write('data.json', JSON.stringify(proton)), 'browser-passwords', 1);
  isNone(write('empty.json', JSON.stringify({ ...proton, vaults: {} })));
  mkdirSync(path('Proton Pass'));
  write('Proton Pass/data.json', JSON.stringify(proton));
  write('Proton Pass/data.pgp', '-----BEGIN PGP MESSAGE-----');
  write('export.data', '{}');
  write('export.attributes', '{}');
  run('zip', ['-q', 'proton.zip', 'Proton Pass/data.json']);
  run('zip', ['-q', 'proton-pgp.zip', 'Proton Pass/data.pgp']);
  run('zip', ['-q', 'mine.1pux', 'export.data', 'export.attributes']);
  run('zip', ['-q', 'sealed.zip', '-P', 'made up', 'Proton Pass/data.json']);
  run('zip', ['-q', 'bitwarden_export.zip', 'data.json']);
  run('zip', ['-q', 'other.zip', 'note.md', 'data.json']);
  is(path('proton.zip'), 'browser-passwords');
  is(path('mine.1pux'), '1password');
  is(path('bitwarden_export.zip'), 'bitwarden');
  isEncrypted(path('proton-pgp.zip'), 'browser-passwords', 'PGP');
  isNone(path('sealed.zip'));
  isNone(path('other.zip'));
  isNone(write('fake.1pux', 'PK\x03\x04 and nothing else'));
});

test('1Password: its older formats', (t) => {
  const { write, path } = makeWorkshop(t);
  const entry = JSON.stringify({ title: 'shop', secureContents: { fields: [{ name: 'password', value: secret }] } });
  const line = '***5642bee8-a5ff-11dc-8314-0800200c9a66***';
  is(write('data.1pif', `${entry}\n${line}\n${entry}\n${line}\n`), '1password', 2);
  isNone(write('text.1pif', 'A text'));
  mkdirSync(path('mine.opvault'));
  mkdirSync(path('mine.opvault/default'));
  isNone(path('mine.opvault'));
  write('mine.opvault/default/profile.js', 'var profile={"uuid":"a"};');
  isEncrypted(path('mine.opvault'), '1password', '1Password');
});

/** Runs a script that makes a database with one entry, and exports it. */
function pykeepass({ run }: Workshop, script: string): void {
  run('/usr/bin/python3', ['-c', `import sys, pykeepass\nsecret = sys.stdin.read()\n${script}`], secret);
}

test('KeePass: real databases, their XML, and XML of others', {
  skip: lacks('python3-pykeepass', 'kpcli'),
}, (t: TestContext) => {
  const shop = makeWorkshop(t);
  const { path, write, run } = shop;
  pykeepass(
    shop,
    [
      'k = pykeepass.create_database("mine.kdbx", password="made up")',
      'k.add_entry(k.root_group, "shop", "me", secret, url="https://shop.example")',
      'k.save()',
      // What KeePass writes as XML: the database's own tree, unprotected.
      'values = k.tree.iterfind(".//Value[@Protected]")',
      '[(v.attrib.pop("Protected"), v.attrib.update({"ProtectInMemory": "True"})) for v in list(values)]',
      'k.tree.write("export.xml", xml_declaration=True, encoding="utf-8")',
      'k.tree.write("wide.xml", xml_declaration=True, encoding="utf-16")',
    ].join('\n'),
  );
  isEncrypted(path('mine.kdbx'), 'keepass', 'KeePass');
  is(path('export.xml'), 'keepass', 1);
  is(path('wide.xml'), 'keepass', 1);
  run('/usr/bin/perl', [
    '-MFile::KeePass',
    '-e',
    'my $k = File::KeePass->new; $k->add_group({title => "g"}); $k->save_db("old.kdb", "made up")',
  ]);
  isEncrypted(path('old.kdb'), 'keepass', 'KeePass 1');
  isNone(write('note.kdbx', 'A note'));
  isNone(write('feed.xml', '<?xml version="1.0"?><rss><channel/></rss>'));
  const entry = (attributes: string, value: string) =>
    `<KeePassFile><Root><Group><Entry><String><Key>Password</Key><Value${attributes}>${value}</Value></String></Entry></Group></Root></KeePassFile>`;
  isNone(write('empty.xml', entry(' ProtectInMemory="True"', '')));
  isNone(write('inner.xml', entry(' Protected="True"', 'AAAA')));
  is(write('entry.xml', entry(' ProtectInMemory="True"', 'made-up-here')), 'keepass', 1);
  is(
    write(
      'old.xml',
      '<?xml version="1.0"?>\n<pwlist>\n<pwentry>\n<password>made-up-here</password>\n</pwentry>\n</pwlist>',
    ),
    'keepass',
    1,
  );
});

test('a long table is read to its end, and nothing makes it throw', async (t) => {
  const { write } = makeWorkshop(t);
  const [, store, header, row] = tables[0] ?? ['', 'lastpass', '', ''];
  const file = write('long.csv', `${header}\n${`${row}\n`.repeat(20_000)}`);
  const taken = await cpuTime(() => is(file, store, 20_000));
  assert.ok(taken < 1000, `${taken} ms`);
  fc.assert(
    fc.property(
      fc.constantFrom('csv', 'json', 'xml', 'zip', '1pux', '1pif', 'kdbx'),
      fc.string({ unit: 'binary' }),
      (extension, text) => {
        assert.equal(recognise(write(`fuzz.${extension}`, text)), undefined);
      },
    ),
    { numRuns: 150 },
  );
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', 'a', ' ') })), (parts) => {
      recognise(write('fuzz.csv', `${header}\n${parts.join(',')}`));
    }),
    { numRuns: 150 },
  );
});

test('all answers were right', (t) => {
  t.diagnostic(`exports of passwords, plain and encrypted, and what is none: ${right} of ${asked} right`);
  assert.equal(right, asked);
});
