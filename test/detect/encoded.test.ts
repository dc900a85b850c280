import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Finding } from '../../src/core/finding.ts';
import { findingSentence } from '../../src/core/texts.ts';
import { createEngine } from '../../src/detect/engine.ts';
import { rules } from '../../src/detect/rules/index.ts';
import { inflate } from '../../src/node/inflate.ts';
import { cpuTime } from '../cpu-time.ts';
import { type Encoding, encodings } from './encodings-of.ts';
import { b64, fill, withCrc } from './rules/making.ts';
import { madeUp, selected } from './scanning.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const engine = createEngine({ rules, sources: [], hash, inflate });

async function found(text: string, path = 'note.md'): Promise<readonly Finding[]> {
  return (await engine.scan({ path, bytes: Buffer.from(text) })).findings;
}

const token = withCrc('ghp_', 36);
const rule = 'secret.github.token';
/** Somewhere in a note; `@` is what is encoded. Long enough for every encoding, and with a label that says nothing. */
const around = ['@', 'A note.\n\nThe old one: @ and more', '{ "x": "@" }', '- [ ] é 😀 `@`\n'];

function holding(encoding: Encoding, text: string): string {
  const encoded = encoding.encode(text);
  assert.ok(!encoded.includes('@'));
  return encoded;
}

const only = (findings: readonly Finding[]): Finding => {
  const ours = findings.filter((each) => each.rule === rule);
  assert.equal(ours.length, 1, `${ours.length} findings`);
  return ours[0] as Finding;
};

for (const [index, encoding] of encodings.entries())
  test(`${encoding.name} (${index}): found wherever it stands, at its place, with the fingerprint of the value itself`, async () => {
    for (const note of around) {
      const encoded = holding(encoding, `token ${token} here`);
      const text = note.replace('@', () => encoded);
      const finding = only(await found(text));
      // A text within marks is read as it stands, where nothing of the value is written otherwise.
      if (finding.args['encoding'] !== undefined) assert.equal(finding.args['encoding'], encoding.name);
      assert.equal(finding.fingerprint, hash(`${rule}\0${token}`));
      assert.equal(finding.severity, 'critical');
      const place = selected(text, finding);
      if (encoding.isExact) assert.ok(holding(encoding, token).includes(place) && place.length >= token.length);
      else
        assert.ok(encoded.includes(place) && place.length >= encoded.length - 2, `${place.length}/${encoded.length}`);
    }
  });

test('every pair of encodings within each other, and every three', async () => {
  let count = 0;
  for (const outer of encodings)
    for (const inner of encodings) {
      for (const middle of [undefined, ...encodings]) {
        const within = inner.encode(`token ${token} here`);
        const text = `x\n> ${outer.encode(middle === undefined ? within : middle.encode(within))}\n`;
        const names = [outer, ...(middle === undefined ? [] : [middle]), inner].map(({ name }) => name).join(' < ');
        const ours = (await found(text)).filter((each) => each.rule === rule);
        assert.equal(ours.length, 1, `${names}: ${ours.length} findings`);
        assert.equal(ours[0]?.fingerprint, hash(`${rule}\0${token}`), names);
        assert.equal(ours[0]?.place.span.startLine, 2, names);
        count += 1;
      }
    }
  assert.equal(count, encodings.length ** 2 * (encodings.length + 1));
});

test('five deep is found, a text that never ends is left', async () => {
  let text = token;
  for (let depth = 0; depth < 5; depth++) text = Buffer.from(`text ${text} text`).toString('base64');
  assert.equal((await found(text)).length, 1);
  for (let depth = 0; depth < 5; depth++) text = Buffer.from(text).toString('base64');
  assert.deepEqual(await found(text), []);
});

test('a sentence names the encoding, and no part of the value but its public prefix', async () => {
  const finding = only(await found(`x ${Buffer.from(`token ${token}`).toString('base64')}`));
  assert.equal(findingSentence(finding), 'GitHub token (base64): ghp_••••••••');
  assert.ok(!JSON.stringify(finding).includes(token.slice(4, 10)));
});

test('base64 on several lines, as tools wrap it, is one run', async () => {
  const encoded = Buffer.from(`first line of a letter\n${token}\n${'and more of it. '.repeat(12)}`).toString('base64');
  for (const [width, before, line] of [
    [76, 'Content:\n', ''],
    [64, 'key: |\n  ', '  '],
    [76, '> ', '> '],
  ] as const) {
    for (const end of ['\n', '\r\n']) {
      const wrapped = encoded.replace(new RegExp(`(.{${width}})(?=.)`, 'g'), `$1${end}${line}`);
      const text = `${before}${wrapped}${end}${end}Prose goes on here.${end}`;
      const finding = only(await found(text));
      assert.equal(selected(text, finding), wrapped.trimEnd());
    }
  }
});

test('base64 behind something of its own alphabet', async () => {
  const encoded = Buffer.from(`a config with ${token} in it`).toString('base64').replace(/=+$/, '');
  for (const before of ['a/', 'ab/', 'abc_', 'path/to/', 'x+']) only(await found(`see ${before}${encoded} there`));
});

test('secrets of a Kubernetes manifest, however short', async () => {
  const password = madeUp.password;
  const value = Buffer.from(password).toString('base64');
  const yaml = `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  username: ${Buffer.from('admin').toString('base64')}\n  password: ${value}\n  # a remark\ntype: Opaque\n`;
  const json = JSON.stringify({ kind: 'Secret', data: { password: value, username: 'YWRtaW4=' } }, undefined, 2);
  for (const text of [
    yaml,
    `---\n${yaml}---\nkind: Service\n`,
    `\`\`\`yaml\n${yaml}\`\`\`\n`,
    json,
    JSON.stringify(JSON.parse(json)),
  ]) {
    const findings = await found(text);
    assert.equal(findings.length, 1);
    assert.equal(findings[0]?.rule, 'secret.generic.password');
    assert.equal(findings[0]?.severity, 'high');
    assert.equal(selected(text, findings[0] as Finding), value);
    assert.equal(findings[0]?.fingerprint, hash(`secret.generic.password\0${password}`));
  }
  assert.deepEqual(await found(yaml.replace('kind: Secret', 'kind: ConfigMap').replace('password', 'greeting')), []);
});

test('an address whose slashes are escaped, and data of a data: address', async () => {
  const address = `postgres://app:${madeUp.password.replace('!', '')}@db.example.net/x`;
  const [escaped] = await found(JSON.stringify({ url: address }).replaceAll('/', String.raw`\/`), 'a.json');
  assert.equal(escaped?.rule, 'secret.database.connection-string');
  assert.equal(escaped?.fingerprint, hash(`secret.database.connection-string\0${address}`));
  const data = `data:text/plain;charset=utf-8;base64,${Buffer.from(`token ${token} here`).toString('base64')}`;
  only(await found(`<a href="${data}">`));
  only(await found(`<a href="data:application/json,%7B%22a%22%3A%22${token}%22%7D">`));
});

test('mail in quoted-printable', async () => {
  const body = `the token=3D ${token.slice(0, 20)}=\r\n${token.slice(20)} is yours=20\r\n`;
  const text = `Content-Transfer-Encoding: quoted-printable\r\n\r\n${body}`;
  const finding = only(await found(text, 'mail.eml'));
  assert.equal(finding.place.span.startLine, 3);
  assert.equal(finding.place.span.endLine, 4);
});

test('what a rule finds as it stands is one finding, and the better one', async () => {
  const encoded = Buffer.from(token).toString('base64');
  const findings = await found(`secret: "${encoded}"`);
  assert.deepEqual(
    findings.map((each) => each.rule),
    [rule],
  );
  // The payload of a web token is base64 as well.
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const jwt = `${part({ alg: 'HS256' })}.${part({ sub: 'x', password: madeUp.password })}.${fill(b64, 43).replace(/[+/]/g, 'a')}`;
  assert.deepEqual(
    (await found(`see ${jwt} here`)).map((each) => each.rule),
    ['secret.jwt'],
  );
});

test('ordinary text in base64, hashes, images and compiled files are no findings', async () => {
  const texts = [
    Buffer.from('Dear all, my password is long forgotten, and the token of my love is a rose.').toString('base64'),
    Buffer.from('The password: see the safe. The secret of success: work and luck.').toString('base64'),
    `sha512-${fill(b64, 86)}==`,
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '/usr/share/some-long-path/with_many_parts/and-more/index',
    `data:image/png;base64,iVBORw0KGgo${fill(b64, 5000)}`,
    'C:\\new\\table\\users\\notes',
    'https://example.org/a%20b%20c?q=password%20reset%3A%20how',
  ];
  for (const [index, text] of texts.entries()) assert.deepEqual(await found(`See: ${text}\n`), [], `text ${index}`);
});

test('a text that unpacks to a huge one costs little and hides nothing beside it', async () => {
  const bomb = gzipSync(Buffer.alloc(100 << 20, 'password: a ')).toString('base64');
  const behind = Buffer.from(`token ${token} here`).toString('base64');
  const text = `${bomb}\n\n${behind}\n`;
  const took = await cpuTime(async () => only(await found(text)));
  assert.ok(took < 3000, `${took.toFixed(0)} ms`);
  const many = `${gzipSync(Buffer.alloc(1 << 20, 'a')).toString('base64')}\n`.repeat(200);
  const tookMany = await cpuTime(async () => only(await found(`${many}\n${behind}\n`)));
  assert.ok(tookMany < 3000, `${tookMany.toFixed(0)} ms for ${many.length} bytes`);
});

test('compressed data that is cut or broken', async () => {
  const whole = gzipSync(`token ${token} here ${fill(b64, 3000)}`);
  only(await found(whole.subarray(0, whole.length - 200).toString('base64')));
  for (const broken of [whole.subarray(0, 30), Buffer.concat([whole.subarray(0, 12), Buffer.alloc(900, 0xff)])])
    assert.deepEqual(await found(broken.toString('base64')), []);
});

test('hostile texts take no long', async (t) => {
  const size = 1_000_000;
  const units = [
    ...['a', 'A', '=', '%', '%2', '%25', '%41', '\\', '\\\\', '\\u', '\\u0041', '\\x41', '\\"', '&', '&#', '&#65;'],
    ...['&amp;', '&#x41;', '0x', '41', 'deadbeef', 'YWFh', 'H4sI', 'eJxL', '"\\n', 'kind: secret\n', '"kind":"secret"'],
    ...['kind: secret\n---\n', 'kind: secret\ndata:\n  a: YWFhYQ==\n', 'quoted-printable=41', '=\n', 'data:\n '],
    `${'YWFh'.repeat(19)}\n`,
    `${'a'.repeat(40)}\n`,
    `${'a1'.repeat(10)} `,
    `${Buffer.from('password: aaa ').toString('base64')} `,
    `${Buffer.from('%41%42 password').toString('base64')} `,
  ];
  let worst: [number, string] = [0, ''];
  for (const unit of units) {
    const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
    const took = await cpuTime(() => found(text));
    if (took > worst[0]) worst = [took, unit];
  }
  t.diagnostic(`worst of ${units.length} texts of 1 MB: ${worst[0].toFixed(0)} ms, ${JSON.stringify(worst[1])}`);
  assert.ok(worst[0] < 2500, `${worst[0].toFixed(0)} ms: ${JSON.stringify(worst[1])}`);
});

test('any bytes at all, encoded in any way, are looked at without an error, and places lie in the text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 200 }),
      fc.nat(encodings.length - 1),
      fc.nat(encodings.length - 1),
      fc.nat(60),
      async (bytes, first, second, cut) => {
        const inner = encodings[first]?.encode(Buffer.from(bytes).toString('latin1') + token) ?? '';
        const text = (encodings[second]?.encode(inner) ?? '').slice(cut);
        const lines = text.split(/\r\n|\n|\r/);
        for (const { place } of await found(text)) {
          const { startLine, startColumn, endLine, endColumn } = place.span;
          assert.ok(startLine >= 1 && endLine <= lines.length && startLine <= endLine);
          assert.ok(startColumn >= 1 && endColumn <= (lines[endLine - 1]?.length ?? 0) + 1);
        }
      },
    ),
    { numRuns: 300 },
  );
});
