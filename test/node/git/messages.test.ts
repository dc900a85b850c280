import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageOf } from '../../../src/node/git/object-reader.ts';

const commitHead = 'tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor Ada <a@example.org> 1 +0000\n';
const tagHead =
  'object 4b825dc642cb6eb9a060e54bf8d69288fbee4904\ntype tree\ntag x\ntagger Ada <a@example.org> 1 +0000\n';
const line = 'iQEzBAABCgAdFiEEabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV';
const signature = (body: string) => `-----BEGIN PGP SIGNATURE-----\n\n${body}\n-----END PGP SIGNATURE-----\n`;

function message(kind: 'commit' | 'tag', text: string): string {
  return Buffer.from(messageOf(kind, Buffer.from(text))).toString();
}

test('a message comes without headers, those of a signature included', () => {
  const signed = `${commitHead}gpgsig -----BEGIN PGP SIGNATURE-----\n \n ${line}\n -----END PGP SIGNATURE-----\n\n`;
  assert.equal(message('commit', `${signed}Subject\n\nBody\n`), 'Subject\n\nBody\n');
  assert.equal(message('commit', `${commitHead}\n`), '');
  assert.equal(message('commit', commitHead), '');
  assert.equal(message('commit', ''), '');
});

test('a signature at the end of a tag is left out', () => {
  assert.equal(message('tag', `${tagHead}\nv1\n${signature(`${line}\n${line}\nabc=\n=AbC1`)}`), 'v1\n');
  assert.equal(message('tag', `${tagHead}\n${signature(`${line}\n${line}`)}`), '');
  const ssh = signature(`${line}\n${line}`).replaceAll('PGP', 'SSH');
  assert.equal(message('tag', `${tagHead}\nv1\n${ssh}`), 'v1\n');
});

test('what only looks like a signature is read', () => {
  for (const text of [
    signature('the password is hunter2'),
    signature('AKIAABCDEFGHIJKLMNOP'),
    `${signature(`${line}\n${line}`)}more\n`,
    `x${signature(`${line}\n${line}`)}`,
    signature(`${line}\nshort\n${line}`),
  ])
    assert.equal(message('tag', `${tagHead}\nv1\n${text}`), `v1\n${text}`);
});

test('spaces stand for addresses in trailers, whatever stands before them', () => {
  assert.equal(
    message('commit', `${commitHead}\nÄ <x@y.z>\n\nSigned-off-by: Äda <ada@example.org>\nCc: B <b@example.org>\n`),
    `Ä <x@y.z>\n\nSigned-off-by: Äda <${' '.repeat(15)}>\nCc: B <${' '.repeat(13)}>\n`,
  );
  const latin = Buffer.from(`${commitHead}\n\xe4\n\nReviewed-by: \xe4 <a@\xe4.de>\n`, 'latin1');
  assert.equal(
    Buffer.from(messageOf('commit', latin)).toString('latin1'),
    `\xe4\n\nReviewed-by: \xe4 <${' '.repeat(6)}>\n`,
  );
});
