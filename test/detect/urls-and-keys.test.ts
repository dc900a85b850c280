import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { privateKey } from '../../src/detect/rules/private-key.ts';
import { connectionString, urlCredentials } from '../../src/detect/rules/url.ts';
import { scanText, selected } from './scanning.ts';

const rules = [connectionString, urlCredentials, privateKey];
const password = `Bl4u${'wal'}x9`;

async function found(text: string): Promise<string[]> {
  return (await scanText(text, { rules })).map((finding) => `${finding.rule} ${selected(text, finding).length}`);
}

test('a password in an address, whatever stands around it', async () => {
  const web = `https://me:${password}@files.example.org/a?b=c`;
  const database = `postgres://app:${password}@db.example.com:5432/app`;
  for (const around of ['@', 'see @.', '"@"', '`@`', '<@>', '[x](@)', '| @ |', 'URL=@\n', '(@)', '**@**']) {
    assert.deepEqual(await found(around.replace('@', web)), [`secret.url.credentials ${web.length}`], around);
    assert.deepEqual(
      await found(around.replace('@', database)),
      [`secret.database.connection-string ${database.length}`],
      around,
    );
  }
  const named = `https://me@example.org:${password}@files.example.org/a`;
  assert.deepEqual(await found(`see ${named} x`), [`secret.url.credentials ${named.length}`]);
  const cache = `rediss://:${password}@cache.example.com:6380`;
  assert.deepEqual(await found(cache), [`secret.database.connection-string ${cache.length}`]);
});

test('addresses without a password of their own', async () => {
  for (const text of [
    'https://medium.example.com/@someone/post',
    'git@github.com:a/b.git',
    'postgres://localhost/db',
    'https://host:8080/a@b',
    'https://me@example.org:8080/a@b',
    'ssh://git@example.org:2222/a/b.git',
    'postgres://user:password@localhost/db',
    'https://user:<token>@host.example.org',
    'https://user:${TOKEN}@host.example.org',
    'https://example.org/?q=a:b@c',
    'mongodb://user:***@host/',
    'http://[::1]:80/@x',
    'mailto:a@b.example',
  ]) {
    assert.deepEqual(await found(text), [], text);
  }
});

test('private keys: PEM, OpenSSH, in JSON, without an end', async () => {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString().trim();
  const id = 'secret.private-key';
  assert.deepEqual(await found(`# Server\n\n${pem}\n\nmore`), [`${id} ${pem.length}`]);
  assert.deepEqual(await found(pem.replaceAll('\n', '\r\n')), [`${id} ${pem.replaceAll('\n', '\r\n').length}`]);
  const inJson = pem.replaceAll('\n', '\\n');
  assert.deepEqual(await found(`{"private_key": "${inJson}\\n"}`), [`${id} ${inJson.length}`]);
  const cut = pem.split('\n').slice(0, 12).join('\n');
  assert.deepEqual(await found(`${cut}\n\nand then text`), [`${id} ${cut.length}`]);
});

test('a comment within a key does not hide it, nor what it says', async () => {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const lines = key.export({ type: 'pkcs8', format: 'pem' }).toString().trim().split('\n');
  const text = [...lines.slice(0, 3), '# the ENCRYPTED one is elsewhere', ...lines.slice(3)].join('\n');
  const [finding] = await scanText(text, { rules });
  assert.equal(finding?.rule, 'secret.private-key');
  assert.equal(finding?.severity, 'critical');
});

test('an encrypted key is less bad', async () => {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
  const [finding] = await scanText(pem, { rules });
  assert.equal(finding?.severity, 'medium');
});

test('prose between the marks of a key hides no other secret', async () => {
  const web = `https://me:${password}@files.example.org/`;
  const text = `-----BEGIN ${'PRIVATE KEY'}-----\n${web}\nand so on\n-----END ${'PRIVATE KEY'}-----\n`;
  assert.deepEqual(await found(text), [`secret.url.credentials ${web.length}`]);
});

test('public keys, certificates and samples are no private keys', async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const begin = `-----BEGIN ${'PRIVATE KEY'}-----`;
  const end = `-----END ${'PRIVATE KEY'}-----`;
  for (const text of [
    pem,
    pem.replaceAll('PUBLIC KEY', 'CERTIFICATE'),
    begin,
    `${begin}\n...\n${end}`,
    `${begin}\nMIIE…\n${end}`,
    `${begin}\n${'x'.repeat(200)}\n${end}`,
    `the line ${begin} opens it`,
  ]) {
    assert.deepEqual(await found(text), []);
  }
});
