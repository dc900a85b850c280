import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { createEngine } from '../../src/detect/engine.ts';
import { privateKey } from '../../src/detect/rules/private-key.ts';
import { secretlint } from '../../src/node/secretlint.ts';
import { cpuTime } from '../cpu-time.ts';
import { b64, fill, hex } from './rules/making.ts';
import { selected } from './scanning.ts';

const engine = createEngine({ rules: [privateKey], sources: [secretlint], hash: (text) => String(text.length) });
const scan = async (text: string) =>
  (await engine.scan({ path: 'note.md', bytes: new TextEncoder().encode(text) })).findings;
const severities = async (text: string) => (await scan(text)).map(({ rule, severity }) => `${rule} ${severity}`);
const open = ['secret.private-key critical'];
const locked = ['secret.private-key medium'];

const pem = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
    .trim();
const lock = { cipher: 'aes-256-cbc', passphrase: 'x' };
const block = (kind: string, bytes: Uint8Array, headers: readonly string[] = []): string =>
  [
    `-----BEGIN ${kind}-----`,
    ...headers,
    ...(Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,70}/g) ?? []),
    `-----END ${kind}-----`,
  ].join('\n');
const noise = (size: number): Buffer => Buffer.from(fill(b64, size));
const text32 = (text: string): Buffer => Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]);

/** An OpenSSH key as PROTOCOL.key of OpenSSH lays it out. */
const openSsh = (cipher: string, kdf: string): string =>
  block(
    'OPENSSH PRIVATE KEY',
    Buffer.concat([
      Buffer.from('openssh-key-v1\0'),
      text32(cipher),
      text32(kdf),
      text32(''),
      Buffer.from([0, 0, 0, 1]),
      noise(320),
    ]),
  );
/** The first packet of a PGP secret key (RFC 9580, section 5.5.3): an RSA key with its numbers. */
const pgp = (protection: number): string => {
  const number = (bits: number): Buffer =>
    Buffer.concat([
      Buffer.from([bits >> 8, bits & 255]),
      Buffer.from('ab'.repeat(Math.ceil(bits / 8)), 'hex').map((byte, at) => byte ^ (at * 37)),
    ]);
  const body = Buffer.concat([
    Buffer.from([4, 1, 2, 3, 4, 1]),
    number(2048),
    number(17),
    Buffer.from([protection]),
    noise(200),
  ]);
  return block(
    'PGP PRIVATE KEY BLOCK',
    Buffer.concat([Buffer.from([0x95, body.length >> 8, body.length & 255]), body]),
    ['Comment: mine', ''],
  );
};
const puttyKey = (encryption: string): string =>
  [
    `PuTTY-User-Key-File-3: ssh-ed25519`,
    `Encryption: ${encryption}`,
    'Comment: eddsa-key',
    'Public-Lines: 2',
    fill(b64, 64),
    fill(b64, 16),
    'Private-Lines: 2',
    fill(b64, 64),
    fill(b64, 20),
    `Private-MAC: ${fill(hex, 64)}`,
  ].join('\n');

test('who needs a password for it is said one or two levels lower, beside secretlint', async () => {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  assert.deepEqual(await severities(pem()), open);
  assert.deepEqual(await severities(key.export({ type: 'pkcs8', format: 'pem', ...lock }).toString()), locked);
  assert.deepEqual(await severities(key.export({ type: 'sec1', format: 'pem', ...lock }).toString()), locked);
  assert.deepEqual(await severities(key.export({ type: 'sec1', format: 'pem' }).toString()), open);
  assert.deepEqual(await severities(openSsh('none', 'none')), open);
  assert.deepEqual(await severities(openSsh('aes256-ctr', 'bcrypt')), locked);
  assert.deepEqual(await severities(pgp(0)), open);
  for (const protection of [253, 254, 255]) assert.deepEqual(await severities(pgp(protection)), locked);
  assert.deepEqual(await severities(puttyKey('none')), open);
  assert.deepEqual(await severities(puttyKey('aes256-cbc')), locked);
});

test('however its lines are written, with its own span', async () => {
  const key = pem();
  const lines = key.split('\n');
  const forms: Readonly<Record<string, string>> = {
    quoted: lines.map((line) => `> ${line}`).join('\n'),
    'quoted twice': lines.map((line) => `> > ${line}`).join('\n'),
    numbered: lines.map((line, at) => `${String(at + 1).padStart(4)}  ${line}`).join('\n'),
    'numbered with colons': lines.map((line, at) => `${at + 1}: ${line}`).join('\n'),
    'numbered with bars': lines.map((line, at) => `${at + 1} | ${line}`).join('\n'),
    indented: lines.map((line) => `      ${line}`).join('\n'),
    'a difference': lines.map((line) => `+${line}`).join('\n'),
    'in JSON': lines.join('\\n'),
    'in JSON in JSON': lines.join('\\\\n'),
    'in JSON with carriage returns': lines.join('\\r\\n'),
    'strings joined': lines.map((line) => `"${line}\\n"`).join(' +\n'),
    'one line': lines.join(' '),
    'base64 in one piece': [lines[0], lines.slice(1, -1).join(''), lines.at(-1)].join('\n'),
    'carriage returns': lines.join('\r\n'),
    'a blank line between lines': lines.join('\n\n'),
  };
  for (const [form, written] of Object.entries(forms)) {
    const text = `before\n${written}\nafter it`;
    const findings = await scan(text);
    assert.deepEqual(
      findings.map(({ severity }) => severity),
      ['critical'],
      form,
    );
    const span = findings[0] === undefined ? '' : selected(text, findings[0]);
    assert.ok(span.startsWith(lines[0] ?? '?') && span.endsWith(lines.at(-1) ?? '?'), `${form}: another span`);
  }
});

test('a key that is cut off ends with its last line', async () => {
  const lines = pem().split('\n').slice(0, 10);
  for (const [form, written] of Object.entries({
    plain: lines.join('\n'),
    quoted: lines.map((line) => `> ${line}`).join('\n'),
    numbered: lines.map((line, at) => `${at + 1}  ${line}`).join('\n'),
    'in JSON': lines.join('\\n'),
  })) {
    const text = `${written}\n\nThen text goes on, and on.`;
    const [finding] = await scan(text);
    assert.equal(finding?.severity, 'critical', form);
    assert.ok(finding !== undefined && selected(text, finding).endsWith(lines.at(-1) ?? '?'), `${form}: another span`);
  }
});

test('samples are no keys, for secretlint neither', async () => {
  const kind = 'RSA PRIVATE KEY';
  for (const body of ['...', 'MIIEpAIBAAKCAQEA...', '<your key>', 'xxxxxxxxxxxxxxxxxxxxxxxx\n'.repeat(8), ''])
    assert.deepEqual(await severities(`-----BEGIN ${kind}-----\n${body}\n-----END ${kind}-----`), [], body);
});

test('hostile texts take no long', async (t) => {
  const size = 2_000_000;
  const begin = `-----BEGIN ${'RSA PRIVATE KEY'}-----`;
  for (const unit of [
    `${begin}\n`,
    `${begin} `,
    `${begin}\n${fill(b64, 64)}\n`,
    `${begin}${fill(b64, 3000)} `,
    `${begin}\n1 1 1 1 1 1 `,
    `${begin}\n${'> '.repeat(30)}`,
    'PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 1\n',
  ]) {
    const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
    const rulesOnly = createEngine({ rules: [privateKey], sources: [], hash: () => '' });
    const time = await cpuTime(() => rulesOnly.scan({ path: 'note.md', bytes: new TextEncoder().encode(text) }));
    t.diagnostic(`${JSON.stringify(unit.slice(25, 45))}: ${time.toFixed(0)} ms`);
    assert.ok(time < 3000, `${time.toFixed(0)} ms`);
  }
});
