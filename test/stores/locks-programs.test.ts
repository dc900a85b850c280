import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import type { AtRest } from '../../src/core/audit.ts';
import { unpackLzma } from '../../src/stores/encryption/lzma.ts';
import { lacks, makeWorkshop, note, recogniseBytes, recogniseFile, stateOf, type Workshop } from './sealed-files.ts';

/*
 * Every file here was encrypted by the program itself, and lies beside the same content in plain text: of each pair both
 * answers must be right.
 */

let right = 0;
let asked = 0;

function is(path: string, expected: AtRest | 'plain'): void {
  asked += 1;
  const found = recogniseFile(path);
  if (expected === 'plain') assert.equal(stateOf(found), 'plain', path);
  else assert.deepEqual(found, expected, path);
  right += 1;
}

const by = (name: string): AtRest => ({ state: 'encrypted', by: name });

/** Whatever is cut off it or turned over in it, a file gives an answer, and a text that is left is no encrypted one. */
function endures(path: string): void {
  const bytes = readFileSync(path);
  for (const share of [0, 0.01, 0.1, 0.5, 0.9, 0.99]) recogniseBytes(bytes.subarray(0, bytes.length * share), path);
  for (let count = 0; count < 20; count++) {
    const broken = Uint8Array.from(bytes);
    for (let hit = 0; hit < 8; hit++) broken[Math.floor((bytes.length * (count * 8 + hit)) / 160)] = 255 - hit * 32;
    recogniseBytes(broken, path);
  }
}

function pair(name: string, packages: string[], make: (shop: Workshop, t: TestContext) => Promise<void> | void): void {
  test(name, { skip: lacks(...packages) }, async (t) => {
    const shop = makeWorkshop(t);
    is(shop.path('note.md'), 'plain');
    await make(shop, t);
  });
}

pair('age, binary and armoured, by key', ['age'], ({ run, path, write }) => {
  run('age-keygen', ['-o', 'key']);
  const recipient = run('age-keygen', ['-y', 'key']).stdout.trim();
  run('age', ['-r', recipient, '-o', 'note.md.age', 'note.md']);
  run('age', ['-a', '-r', recipient, '-o', 'armoured.age', 'note.md']);
  is(path('note.md.age'), by('age'));
  is(path('armoured.age'), by('age'));
  is(path('key'), 'plain');
  write('long.md', note.repeat(4000));
  run('age', ['-a', '-r', recipient, '-o', 'long.age', 'long.md']);
  is(path('long.age'), by('age'));
  is(path('long.md'), 'plain');
  write('empty.md', '');
  run('age', ['-r', recipient, '-o', 'empty.age', 'empty.md']);
  is(path('empty.age'), by('age'));
  // More recipients than the sample holds.
  run('age', [...Array.from({ length: 800 }, () => ['-r', recipient]).flat(), '-o', 'many.age', 'note.md']);
  is(path('many.age'), by('age'));
  for (const name of ['note.md.age', 'armoured.age', 'long.age']) endures(path(name));
});

test('age, by passphrase: a low work factor is told', async (t) => {
  const shop = makeWorkshop(t);
  for (const [factor, expected] of [
    [10, 'age (passphrase, weak work factor 10)'],
    [14, 'age (passphrase, weak work factor 14)'],
    [15, 'age (passphrase)'],
  ] as const) {
    const encrypter = new Encrypter();
    encrypter.setPassphrase('made up for a test');
    encrypter.setScryptWorkFactor(factor);
    const sealed = await encrypter.encrypt(note);
    is(shop.write(`${factor}.age`, sealed), by(expected));
    const decrypter = new Decrypter();
    decrypter.addPassphrase('made up for a test');
    assert.equal(await decrypter.decrypt(sealed, 'text'), note);
  }
});

pair(
  'OpenPGP, by key and by passphrase; a message that is merely signed is plain',
  ['gnupg'],
  ({ run, path, write }) => {
    const quick = ['--batch', '--yes', '--trust-model', 'always', '--pinentry-mode', 'loopback', '--s2k-count', '1024'];
    const gpg = (...args: string[]) =>
      run('gpg', [...quick, '--passphrase', args.includes('-c') ? 'made up' : '', ...args]);
    gpg('--quick-generate-key', 'Test <test@example.org>', 'ed25519', 'default', 'never');
    const fingerprint = /^fpr:+([0-9A-F]+):/m.exec(gpg('--list-keys', '--with-colons').stdout)?.[1] ?? '';
    gpg('--quick-add-key', fingerprint, 'cv25519', 'encr', 'never');
    write('long.md', randomBytes(90_000).toString('base64'));
    const forKey = ['-r', fingerprint, '-e'];
    for (const [name, source, ...args] of [
      ['key', 'note.md', ...forKey],
      ['hidden', 'note.md', '-R', fingerprint, '-e'],
      ['signed-too', 'note.md', '-s', ...forKey],
      ['phrase', 'note.md', '-c'],
      ['phrase-and-key', 'note.md', '-c', ...forKey],
      ['long', 'long.md', ...forKey],
      ['uncompressed', 'long.md', '--compress-algo', 'none', '-c'],
    ] as const) {
      gpg('-o', `${name}.gpg`, ...args, source);
      is(path(`${name}.gpg`), by('PGP'));
      if (name === 'hidden' || name === 'signed-too') continue;
      gpg('-o', `${name}.asc`, '--armor', ...args, source);
      is(path(`${name}.asc`), by('PGP'));
    }
    for (const [name, ...args] of [
      ['signed.gpg', '--sign', 'note.md'],
      ['signed.asc', '--armor', '--sign', 'note.md'],
      ['long-signed.asc', '--armor', '--sign', 'long.md'],
      ['stored.gpg', '--store', 'note.md'],
      ['stored.asc', '--armor', '--store', 'note.md'],
      ['clear.asc', '--clear-sign', 'note.md'],
      ['detached.asc', '--armor', '--detach-sign', 'note.md'],
    ]) {
      gpg('-o', name ?? '', ...args);
      is(path(name ?? ''), 'plain');
    }
    gpg('-o', 'public.asc', '--armor', '--export');
    is(path('public.asc'), 'plain');
    gpg('-o', 'public.gpg', '--export');
    is(path('public.gpg'), 'plain');
    const armoured = readFileSync(path('key.asc'), 'utf8');
    is(write('quoted.asc', `${armoured}\nA line that can be read.\n`), 'plain');
    is(write('quoted.md', `A message:\n\n${armoured}`), 'plain');
    is(write('crlf.asc', armoured.replaceAll('\n', '\r\n')), by('PGP'));
    is(
      write('headed.asc', armoured.replace('MESSAGE-----\n', 'MESSAGE-----\nComment: made in a test\nVersion: 1\n')),
      by('PGP'),
    );
    const binary = readFileSync(path('key.gpg'));
    is(write('cut.gpg', binary.subarray(0, binary.length - 5)), 'plain');
    is(write('longer.gpg', Buffer.concat([binary, Buffer.from('text')])), 'plain');
    for (const name of ['key.gpg', 'key.asc', 'uncompressed.gpg']) endures(path(name));
    run('gpgconf', ['--kill', 'gpg-agent']);
  },
);

pair('ansible-vault 1.1 and 1.2', ['ansible-core'], ({ run, path, write }) => {
  write('password', 'made up');
  write('plain.yml', 'password: made-up\n');
  run('ansible-vault', ['encrypt', '--vault-password-file', 'password', '--output', 'one.yml', 'plain.yml']);
  run('ansible-vault', ['encrypt', '--vault-id', 'home@password', '--output', 'two.yml', 'plain.yml']);
  assert.match(readFileSync(path('one.yml'), 'utf8'), /^\$ANSIBLE_VAULT;1\.1;AES256\n/);
  assert.match(readFileSync(path('two.yml'), 'utf8'), /^\$ANSIBLE_VAULT;1\.2;AES256;home\n/);
  is(path('one.yml'), by('ansible-vault'));
  is(path('two.yml'), by('ansible-vault'));
  is(path('plain.yml'), 'plain');
  is(write('quoted.yml', `${readFileSync(path('one.yml'), 'utf8')}key: a line that can be read\n`), 'plain');
  endures(path('one.yml'));
});

pair('openssl enc, binary and as transcrypt has it', ['openssl'], ({ run, path, write }) => {
  const openssl = (out: string, ...args: string[]) =>
    run('openssl', ['enc', '-aes-256-cbc', '-pbkdf2', '-pass', 'pass:made up', '-in', 'note.md', '-out', out, ...args]);
  openssl('note.enc');
  openssl('note.b64', '-a');
  openssl('note.line', '-a', '-A');
  for (const name of ['note.enc', 'note.b64', 'note.line']) is(path(name), by('OpenSSL'));
  run('openssl', ['enc', '-a', '-in', 'note.md', '-out', 'plain.b64']);
  is(path('plain.b64'), 'plain');
  is(write('salted.txt', 'Salted__ caramel, and how to make it'), 'plain');
  is(write('salted.b64', Buffer.from('Salted__ caramel, and how to make it').toString('base64')), 'plain');
  endures(path('note.enc'));
});

pair('KeePass 1 and 2', ['python3-pykeepass', 'kpcli'], ({ run, path }) => {
  run('/usr/bin/python3', ['-c', 'import pykeepass; pykeepass.create_database("new.kdbx", password="made up")']);
  is(path('new.kdbx'), by('KeePass'));
  run('/usr/bin/perl', [
    '-MFile::KeePass',
    '-e',
    'my $k = File::KeePass->new; $k->add_entry({title => "t", username => "u", password => "p", group => $k->add_group({title => "g"})}); $k->save_db("old.kdb", "made up")',
  ]);
  is(path('old.kdb'), by('KeePass 1'));
  for (const name of ['new.kdbx', 'old.kdb']) endures(path(name));
});

pair('LUKS 1 and 2; the null cipher encrypts nothing', ['cryptsetup-bin'], ({ run, path, write }) => {
  const format = (name: string, ...args: string[]) => {
    writeFileSync(path(name), Buffer.alloc(20 * 1024 * 1024));
    run('/usr/sbin/cryptsetup', ['luksFormat', '-q', '--force-password', ...args, '--key-file', '-', name], 'made up');
  };
  const fast = ['--pbkdf', 'pbkdf2', '--pbkdf-force-iterations', '1000'];
  format('one.img', '--type', 'luks1', ...fast);
  format('two.img', '--type', 'luks2', ...fast);
  is(path('one.img'), by('LUKS1'));
  is(path('two.img'), by('LUKS2'));
  // cryptsetup asks the kernel before it takes the null cipher, so its name is written into the headers here.
  const [one, two] = [readFileSync(path('one.img')), readFileSync(path('two.img'))];
  one.write('cipher_null\0', 8);
  is(write('null1.img', one), 'plain');
  const { length } = '"encryption":"aes-xts-plain64"';
  const at = two.indexOf('"encryption":"aes-xts-plain64"');
  two.write('"encryption":"cipher_null"'.padEnd(length), two.indexOf('"encryption":"aes', at + 1));
  two.write('"encryption":"cipher_null"'.padEnd(length), at);
  is(write('null2.img', two), 'plain');
  is(write('zero.img', Buffer.alloc(1024 * 1024)), 'plain');
  is(write('cut.img', two.subarray(0, 500)), 'plain');
  endures(path('one.img'));
});

pair('ZIP: whole, partly, plain; WinZip AES', ['zip', 'p7zip-full'], ({ run, path, write }) => {
  write('other.md', note.repeat(30));
  write('third.md', 'three');
  write('empty.md', '');
  run('zip', ['-q', 'plain.zip', 'note.md', 'other.md', 'empty.md']);
  run('zip', ['-q', '-P', 'made up', 'whole.zip', 'note.md', 'other.md', 'empty.md']);
  run('zip', ['-q', 'partly.zip', 'note.md', 'other.md']);
  run('zip', ['-q', '-P', 'made up', 'partly.zip', 'third.md']);
  run('7z', ['a', '-bd', '-tzip', '-mem=AES256', '-pmade up', 'aes.zip', 'note.md', 'other.md']);
  is(path('plain.zip'), 'plain');
  is(path('whole.zip'), by('ZIP'));
  is(path('aes.zip'), by('ZIP'));
  is(path('partly.zip'), { state: 'partly', encrypted: 1, of: 3 });
  const whole = readFileSync(path('whole.zip'));
  is(write('cut.zip', whole.subarray(0, -10)), 'plain');
  for (const name of ['plain.zip', 'whole.zip', 'aes.zip', 'partly.zip']) endures(path(name));
});

pair('7z with and without its names, its header packed or not', ['p7zip-full'], ({ run, path, write }) => {
  for (let index = 0; index < 300; index++) write(`note ${index}.txt`, `${index} ${note}`);
  const others = Array.from({ length: 300 }, (_, index) => `note ${index}.txt`);
  for (const [name, files] of [
    ['one', ['note.md']],
    ['many', others],
  ] as const) {
    for (const [form, expected, ...options] of [
      ['plain', 'plain'],
      ['open', 'plain', '-mhc=off'],
      ['names', by('7z'), '-pmade up', '-mhe=on'],
      ['sealed', by('7z'), '-pmade up'],
      ['sealed-open', by('7z'), '-pmade up', '-mhc=off'],
      ['stored', by('7z'), '-pmade up', '-mx=0'],
    ] as const) {
      run('7z', ['a', '-bd', ...options, `${name}-${form}.7z`, ...files]);
      is(path(`${name}-${form}.7z`), expected);
    }
  }
  for (const name of ['one-names.7z', 'many-sealed.7z', 'many-plain.7z']) endures(path(name));
});

test('LZMA is unpacked as xz packs it, and damaged data gives nothing or something else, never a throw', {
  skip: lacks('xz-utils'),
}, (t) => {
  const { run, path, write } = makeWorkshop(t);
  const texts = [
    note,
    note.repeat(2000),
    randomBytes(20_000),
    randomBytes(60_000).toString('hex'),
    Buffer.alloc(300_000),
  ];
  for (const [index, text] of texts.entries()) {
    const content = Buffer.from(text);
    for (const options of ['preset=6', 'preset=0', 'preset=9,lc=0,lp=2,pb=0', 'preset=6,lc=1,lp=3,pb=4']) {
      write(`${index}`, content);
      run('xz', ['--format=lzma', `--lzma1=${options}`, '-k', '-f', `${index}`]);
      const packed = readFileSync(path(`${index}.lzma`));
      // Properties, the size, the data.
      const unpack = (bytes: Uint8Array) => unpackLzma(bytes.subarray(13), bytes.subarray(0, 5), content.length);
      assert.ok(content.equals(unpack(packed) ?? Buffer.alloc(0)), `${index} ${options}`);
      assert.equal(unpack(packed.subarray(0, 15)), undefined);
      for (let at = 13; at < packed.length; at += Math.ceil(packed.length / 20)) {
        const broken = Uint8Array.from(packed);
        broken[at] = (broken[at] ?? 0) ^ 0x55;
        unpack(broken);
      }
    }
  }
});

/** A PDF of one page, with its table of objects. */
function pdf(): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << >> >>',
    '<< /Length 58 >>\nstream\n% a note about trailer << /Encrypt 9 0 R >> and its words\nendstream',
  ];
  let text = '%PDF-1.4\n';
  const places: number[] = [];
  objects.forEach((object, index) => {
    places.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  return `${text}xref\n0 5\n0000000000 65535 f \n${table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}

pair('PDF: every way of qpdf to write and to encrypt one', ['qpdf'], ({ run, path, write }) => {
  is(write('plain.pdf', pdf()), 'plain');
  for (const form of [
    ['--object-streams=disable'],
    ['--object-streams=generate'],
    ['--linearize', '--object-streams=disable'],
    ['--linearize', '--object-streams=generate'],
    ['--qdf', '--object-streams=disable'],
  ]) {
    const name = form.join('').replaceAll(/[-=]/g, '');
    run('qpdf', [...form, 'plain.pdf', `plain-${name}.pdf`]);
    is(path(`plain-${name}.pdf`), 'plain');
    for (const [bits, weak, ...options] of [
      ['40', '--allow-weak-crypto'],
      ['128', '--allow-weak-crypto'],
      ['128', '--allow-weak-crypto', '--use-aes=y'],
      ['128', '--allow-weak-crypto', '--use-aes=y', '--cleartext-metadata'],
      ['256', '--allow-weak-crypto', '--force-R5'],
      ['256', '--allow-weak-crypto'],
    ] as const) {
      // The second opens for everybody, and merely forbids to print.
      for (const [user, expected] of [
        ['user', by('PDF')],
        ['', 'plain'],
      ] as const) {
        run('qpdf', [...form, weak, '--encrypt', user, 'owner', bits, ...options, '--', 'plain.pdf', 'sealed.pdf']);
        is(path('sealed.pdf'), expected);
      }
    }
  }
  const end = readFileSync(path('sealed.pdf'));
  is(write('cut.pdf', end.subarray(0, -200)), 'plain');
  endures(path('sealed.pdf'));
});

pair('git-crypt', ['git-crypt', 'git'], ({ run, path, write, folder }) => {
  const git = (...args: string[]) => run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args]);
  git('init', '-q', 'repository');
  writeFileSync(`${folder}/repository/.gitattributes`, '*.md filter=git-crypt diff=git-crypt\n');
  writeFileSync(`${folder}/repository/note.md`, note);
  git('-C', 'repository', 'status');
  run('sh', ['-c', 'cd repository && git-crypt init && git-crypt clean < note.md > ../sealed']);
  is(path('sealed'), by('git-crypt'));
  is(path('repository/note.md'), 'plain');
  is(write('cut', '\0GITCRYPT\0'), 'plain');
});

test('what is compressed is never taken for encrypted', {
  skip: lacks('zstd', 'xz-utils', 'webp', 'libjpeg-turbo-progs'),
}, (t) => {
  const { run, path, write } = makeWorkshop(t);
  // Words by chance compress to what looks most like chance.
  const words = Array.from({ length: 100_000 }, () => Math.random().toString(36).slice(2, 5)).join(' ');
  write('words.txt', words);
  is(path('words.txt'), 'plain');
  is(write('words.txt.gz', gzipSync(words)), 'plain');
  is(write('words.txt.br', brotliCompressSync(words)), 'plain');
  for (const [program, ...args] of [
    ['zstd', '-q'],
    ['zstd', '-q', '-19', '-o', 'hard.zst'],
    ['xz', '-k'],
    ['bzip2', '-k'],
  ])
    run(program ?? '', [...args, 'words.txt']);
  for (const name of ['words.txt.zst', 'hard.zst', 'words.txt.xz', 'words.txt.bz2']) is(path(name), 'plain');
  const [width, height] = [400, 300];
  write('noise.ppm', Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), randomBytes(width * height * 3)]));
  run('cjpeg', ['-quality', '95', '-outfile', 'noise.jpg', 'noise.ppm']);
  run('cwebp', ['-quiet', '-q', '95', '-o', 'noise.webp', 'noise.ppm']);
  run('cwebp', ['-quiet', '-lossless', '-o', 'lossless.webp', 'noise.ppm']);
  for (const name of ['noise.jpg', 'noise.webp', 'lossless.webp']) is(path(name), 'plain');
  // Also under a name that says nothing, filled up to sectors.
  for (const name of ['words.txt.gz', 'hard.zst', 'words.txt.xz', 'noise.jpg', 'lossless.webp']) {
    const bytes = readFileSync(path(name));
    is(write(`${name}-named.bin`, Buffer.concat([bytes, Buffer.alloc(512 - (bytes.length % 512))])), 'plain');
  }
});

test('all answers were right', (t) => {
  t.diagnostic(`encrypted and plain files of real programs: ${right} of ${asked} right`);
  assert.equal(right, asked);
});
