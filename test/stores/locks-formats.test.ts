import assert from 'node:assert/strict';
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { AtRest } from '../../src/core/audit.ts';
import { looksRandom } from '../../src/stores/encryption/noise.ts';
import { cpuTime } from '../cpu-time.ts';
import { note, recogniseBytes, stateOf } from './sealed-files.ts';

/*
 * Formats whose programs do not run here, after their documentation, each beside one of the same kind that is plain; and
 * what may look like an encrypted file and is none.
 */

let right = 0;
let asked = 0;

function is(content: string | Uint8Array, expected: AtRest | 'plain', name = 'file'): void {
  asked += 1;
  const found = recogniseBytes(Buffer.from(content), name);
  if (expected === 'plain') assert.equal(stateOf(found), 'plain', name);
  else assert.deepEqual(found, expected, name);
  right += 1;
}

const by = (name: string): AtRest => ({ state: 'encrypted', by: name });

/** Bytes that look like chance, the same in each run: a keystream. */
function chance(length: number, seed = 'seed'): Buffer {
  const key = createHash('sha256').update(seed).digest();
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}

/** `parts` at their places in `length` zero bytes. */
function laidOut(length: number, ...parts: readonly (readonly [number, string | Buffer])[]): Buffer {
  const bytes = Buffer.alloc(length);
  for (const [at, part] of parts)
    Buffer.from(typeof part === 'string' ? Buffer.from(part, 'latin1') : part).copy(bytes, at);
  return bytes;
}

test('BitLocker volumes and other boot sectors', () => {
  const end: [number, string] = [510, '\x55\xaa'];
  const toGo = '\x3b\xd6\x67\x49\x29\x2e\xd8\x4a\x83\x99\xf6\xa3\x39\xe3\xd0\x01';
  is(laidOut(4096, [0, '\xeb\x58\x90-FVE-FS-'], end), by('BitLocker'));
  is(laidOut(4096, [0, '\xeb\x52\x90-FVE-FS-'], end), by('BitLocker'));
  is(laidOut(4096, [0, '\xeb\x58\x90MSWIN4.1'], [424, toGo], end), by('BitLocker'));
  is(laidOut(4096, [0, '\xeb\x58\x90MSWIN4.1'], end), 'plain');
  is(laidOut(4096, [0, '\xeb\x52\x90NTFS    '], end), 'plain');
  is('xyz-FVE-FS- is how such a volume begins', 'plain');
});

test('disk images of macOS', () => {
  is(Buffer.concat([laidOut(16, [0, 'encrcdsa'], [8, '\0\0\0\x02']), chance(4096)]), by('DMG'), 'notes.dmg');
  is(Buffer.concat([chance(4096), Buffer.from('cdsaencr')]), by('DMG'), 'notes.dmg');
  is(Buffer.concat([chance(4096), laidOut(512, [0, 'koly'])]), 'plain', 'notes.dmg');
  is('encrcdsa is how such an image begins', 'plain', 'notes.dmg');
  is(`${note.repeat(40)}cdsaencr`, 'plain');
});

/** The parts of an OLE container (MS-CFB) that count: header, and a directory in sector `sector`. */
function compound(names: readonly string[], sector = 1, length = 16_384): Buffer {
  const header = laidOut(512, [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'], [26, '\x03\0'], [28, '\xfe\xff\x09\0']);
  header.writeUInt32LE(sector, 48);
  const entries = names.map((name) => {
    const entry = Buffer.alloc(128);
    entry.write(name, 'utf16le');
    entry.writeUInt16LE((name.length + 1) * 2, 64);
    entry[66] = 2;
    return entry;
  });
  return laidOut(length, [0, header], [(sector + 1) * 512, Buffer.concat(entries)]);
}

test('Office documents with a password', () => {
  const names = ['Root Entry', 'EncryptionInfo', 'EncryptedPackage'];
  is(compound(names), by('Office'), 'letter.docx');
  is(compound(names, 400, 210_000), by('Office'), 'letter.docx');
  is(compound(['Root Entry', 'WordDocument', '1Table']), 'plain', 'letter.doc');
  const quoting = compound(['Root Entry', 'WordDocument']);
  quoting.write('The stream is called EncryptedPackage in such files', 4096, 'utf16le');
  is(quoting, 'plain', 'letter.doc');
});

const sealedValue = (kind = 'str') =>
  `ENC[AES256_GCM,data:${chance(9).toString('base64')},iv:${chance(32).toString('base64')},tag:${chance(16).toString('base64')},type:${kind}]`;

test('SOPS: all values, some of them, and texts about it', () => {
  const own = `sops:\n    kms: []\n    age:\n        - recipient: age1madeup\n          enc: |\n            -----BEGIN AGE ENCRYPTED FILE-----\n            YWdl\n            -----END AGE ENCRYPTED FILE-----\n    lastmodified: "2026-01-01T00:00:00Z"\n    mac: ${sealedValue()}\n    unencrypted_suffix: _unencrypted\n    version: 3.9.0\n`;
  const yaml = `name: ${sealedValue()}\nserver:\n    port: ${sealedValue('int')}\n    hosts:\n        - ${sealedValue()}\n        - ${sealedValue()}\n    empty: ""\n#${sealedValue('comment')}\n${own}`;
  is(yaml, by('SOPS'));
  is(`title: in plain text\n${yaml}`, { state: 'partly', encrypted: 5, of: 6 });
  is(`text_unencrypted: |\n    many\n    lines\n${yaml}`, { state: 'partly', encrypted: 5, of: 6 });
  is(yaml.replace(own, ''), 'plain');
  is(`# SOPS\n\nA file of SOPS looks like this:\n\n\`\`\`yaml\n${yaml}\`\`\`\n`, 'plain');
  const json = { name: sealedValue(), list: [sealedValue(), { deep: sealedValue() }], none: null };
  const sops = { mac: sealedValue(), version: '3.9.0', lastmodified: '2026-01-01T00:00:00Z' };
  is(JSON.stringify({ ...json, sops }, undefined, 4), by('SOPS'));
  is(JSON.stringify({ ...json, open: 'text', sops }), { state: 'partly', encrypted: 3, of: 4 });
  is(JSON.stringify({ data: sealedValue(), sops }), by('SOPS'));
  is(JSON.stringify(json), 'plain');
  is(JSON.stringify({ open: 'text', sops }), 'plain');
  is(`KEY=${sealedValue()}\n#${sealedValue('comment')}\nsops_version=3.9.0\nsops_mac=${sealedValue()}\n`, by('SOPS'));
  is(`KEY=text\nOTHER=${sealedValue()}\nsops_mac=${sealedValue()}\n`, { state: 'partly', encrypted: 1, of: 2 });
  is(`[a]\nkey = ${sealedValue()}\n\n[sops]\nmac = ${sealedValue()}\n`, by('SOPS'));
});

test('Meld Encrypt: whole notes, notes in place, and notes with a part', () => {
  const data = chance(120).toString('base64');
  is(JSON.stringify({ version: '2.0', hint: '', encodedData: data }, undefined, 2), by('Meld Encrypt'), 'a.mdenc');
  is(
    JSON.stringify({ version: '2.0', hint: 'the dog', encodedData: data }),
    by('Meld Encrypt, its hint in plain text'),
  );
  is(JSON.stringify({ version: '1.0', encodedData: data }), by('Meld Encrypt'), 'a.encrypted');
  is(
    JSON.stringify({ version: '2.0', hint: '', encodedData: 'A walk to the harbour, all of it in plain text' }),
    'plain',
  );
  is(JSON.stringify({ version: '2.0', encodedData: data, body: 'more' }), 'plain');
  for (const [prefix, suffix] of [
    ['%%🔐β ', ' 🔐%%'],
    ['🔐β ', ' 🔐'],
    ['%%🔐α ', ' 🔐%%'],
    ['🔐α ', ' 🔐'],
    ['%%🔐 ', ' 🔐%%'],
    ['%%🔐β 💡the dog💡', ' 🔐%%'],
  ]) {
    is(`${prefix}${data}${suffix}\n`, by('Meld Encrypt'));
    is(`${note}\n${prefix}${data}${suffix}\n`, 'plain');
    is(`${prefix}${data}${suffix}\n${note}`, 'plain');
    is(`${prefix}words that can be read${suffix}`, 'plain');
  }
});

test('volumes of VeraCrypt and databases of SQLCipher look encrypted, and are never said to be for certain', () => {
  for (let seed = 0; seed < 40; seed++) {
    const volume = chance(524_288, `${seed}`);
    is(volume, { state: 'looks-encrypted', by: 'VeraCrypt' }, 'notes.hc');
    is(volume, { state: 'looks-encrypted' }, 'notes');
    is(chance(8192, `${seed}`), { state: 'looks-encrypted', by: 'SQLCipher' }, 'db.sqlite');
  }
  is(Buffer.concat([Buffer.from('SQLite format 3\0'), chance(65_536)]), 'plain', 'db.sqlite');
  is(chance(524_289), 'plain', 'notes');
  is(chance(524_288), 'plain', 'film.mp4');
  is(chance(524_288), 'plain', 'words.br');
  is(chance(524_288), 'plain', 'Album.ZIP');
  is(Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), chance(524_276)]), 'plain', 'film');
  is(
    Buffer.concat([gzipSync(chance(300_000).toString('base64')), Buffer.alloc(300_000)]).subarray(0, 262_144),
    'plain',
  );
  // Too even, or one block again and again, is no chance.
  is(Buffer.from(Array.from({ length: 524_288 }, (_, index) => index % 256)), 'plain', 'ramp.hc');
  is(Buffer.concat(Array.from({ length: 128 }, () => chance(4096))), 'plain', 'tiles.hc');
  is(Buffer.alloc(524_288), 'plain', 'zero.hc');
});

test('chance is known as such, and looking at 64 KiB takes less than five milliseconds', async () => {
  let known = 0;
  for (let count = 0; count < 200; count++) if (looksRandom(randomBytes(65_536))) known += 1;
  // The bounds leave out two in a thousand.
  assert.ok(known >= 195, `${known} of 200`);
  const bytes = randomBytes(65_536);
  const taken = await cpuTime(() => {
    for (let count = 0; count < 100; count++) recogniseBytes(bytes, 'volume.hc');
  });
  assert.ok(taken < 500, `${taken} ms for 100`);
});

test('no text is ever encrypted, whatever it begins with', () => {
  const beginnings = [
    ...[
      '',
      'age-encryption.org/v1\n',
      'age-encryption.org/v1\n-> X25519 abc\n',
      '-----BEGIN AGE ENCRYPTED FILE-----\n',
    ],
    ...['-----BEGIN PGP MESSAGE-----\n\n', 'Salted__', 'U2FsdGVkX1', '$ANSIBLE_VAULT;1.1;AES256\n', '%%🔐β ', '🔐 '],
    ...[
      '{"version":"2.0","encodedData":"',
      'LUKS',
      'cryfs.config;1;scrypt',
      'encrcdsa',
      '%PDF-1.7\n',
      'PK\x03\x04',
      '7z',
    ],
    ...[
      'sops:\n    mac: ENC[AES256_GCM,',
      '{"sops":{"mac":"ENC[AES256_GCM,',
      '-----BEGIN PGP MESSAGE-----\nVersion: 1\n',
    ],
  ];
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.json(),
    fc.array(fc.array(fc.string(), { minLength: 1 }).map((row) => row.join(','))).map((rows) => rows.join('\n')),
    fc
      .array(fc.constantFrom('# Title', '- item', '', 'words **strong** [[link]]', '> quote', '```', '| a | b |', '🔐'))
      .map((lines) => lines.join('\n')),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...beginnings),
      texts,
      fc.constantFrom('note.md', 'a.age', 'b.csv', 'c.db', 'd.hc', 'e.json'),
      (head, rest, name) => {
        assert.equal(stateOf(recogniseBytes(Buffer.from(head + rest), name)), 'plain');
      },
    ),
    { numRuns: 3000 },
  );
});

test('no bytes make it throw, and none that are short are certain by chance', () => {
  const magics = [
    '',
    '\x84',
    '\x85\x01',
    '\x8c\x0d\x04',
    '\xc1\xc0',
    '\xc3\x0d\x04',
    '\xd2',
    '\x03\xd9\xa2\x9a',
    'PK\x03\x04',
    '%PDF-',
  ];
  const more = [
    'LUKS\xba\xbe\0\x02',
    "7z\xbc\xaf'\x1c",
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    '\0GITCRYPT\0',
    'Salted__',
    '\xeb\x58\x90',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...magics, ...more), fc.uint8Array({ maxLength: 300 }), (magic, rest) => {
      const found = recogniseBytes(Buffer.concat([Buffer.from(magic, 'latin1'), rest]), 'file');
      // These are encrypted by their magic, whatever follows it.
      if (magic !== 'Salted__' && magic !== '\0GITCRYPT\0') assert.equal(stateOf(found), 'plain');
    }),
    { numRuns: 5000 },
  );
});

test('all answers were right', (t) => {
  t.diagnostic(`encrypted and plain files by documented format: ${right} of ${asked} right`);
  assert.equal(right, asked);
});
