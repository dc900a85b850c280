import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { createEngine } from '../../src/detect/engine.ts';
import { jwt } from '../../src/detect/rules/jwt.ts';
import { keyRules } from '../../src/detect/rules/keys.ts';
import { cpuTime } from '../cpu-time.ts';
import { b64, b64u, base32, fill, jsonPart } from './rules/making.ts';
import { selected } from './scanning.ts';

const now = Date.UTC(2026, 0, 15);
const seconds = now / 1000;
const engineAt = (clock?: () => number) =>
  createEngine({
    rules: [jwt, ...keyRules],
    sources: [],
    hash: (text) => String(text.length),
    ...(clock === undefined ? {} : { now: clock }),
  });
const scan = async (text: string, engine = engineAt(() => now)) =>
  (await engine.scan({ path: 'note.md', bytes: new TextEncoder().encode(text) })).findings;
const severities = async (text: string, engine?: ReturnType<typeof engineAt>) =>
  (await scan(text, engine)).map(({ rule, severity }) => `${rule} ${severity}`);

const header = jsonPart({ alg: 'HS256', typ: 'JWT' });
const token = (claims: object, first = header): string => `${first}.${jsonPart(claims)}.${fill(b64u, 43)}`;

test('an expired web token is one level lower, where there is a clock', async () => {
  assert.deepEqual(await severities(token({ sub: 'a', exp: seconds + 60 })), ['secret.jwt high']);
  assert.deepEqual(await severities(token({ sub: 'a', exp: seconds - 60 })), ['secret.jwt medium']);
  assert.deepEqual(await severities(token({ sub: 'a', exp: seconds - 60 }), engineAt()), ['secret.jwt high']);
  assert.deepEqual(await severities(token({ sub: 'a' })), ['secret.jwt high']);
  assert.deepEqual(await severities(token({ sub: 'a', exp: 'never' })), ['secret.jwt high']);
});

test('a token expires while the engine lives', async () => {
  let time = now;
  const engine = engineAt(() => time);
  const text = token({ sub: 'a', exp: seconds + 60 });
  assert.deepEqual(await severities(text, engine), ['secret.jwt high']);
  time += 120_000;
  assert.deepEqual(await severities(text, engine), ['secret.jwt medium']);
});

test('keys of Supabase: one for everybody, one that opens all, and those of its demonstration', async () => {
  const claims = { iss: 'supabase', ref: 'abcdefgh', exp: seconds + 60 };
  assert.deepEqual(await severities(token({ ...claims, role: 'anon' })), ['secret.jwt low']);
  assert.deepEqual(await severities(token({ ...claims, role: 'service_role' })), ['secret.jwt critical']);
  assert.deepEqual(await severities(token({ ...claims, role: 'service_role', exp: seconds - 60 })), [
    'secret.jwt high',
  ]);
  assert.deepEqual(await severities(token({ ...claims, iss: 'supabase-demo', role: 'service_role' })), []);
});

test('a token that is signed with the word of documentation is low', async () => {
  const signed = `${header}.${jsonPart({ some: 'payload' })}`;
  const sign = (secret: string): string => createHmac('sha256', secret).update(signed).digest('base64url');
  assert.deepEqual(await severities(`${signed}.${sign('secret')}`), ['secret.jwt low']);
  assert.deepEqual(await severities(`${signed}.${sign('kNd8 and more of it')}`), ['secret.jwt high']);
});

test('a header that is damaged, and one that is none', async () => {
  const damaged = Buffer.from('{"alg":"HS256",typ":"JWT"}').toString('base64url');
  assert.deepEqual(await severities(token({ sub: 'a' }, damaged)), ['secret.jwt high']);
  assert.deepEqual(await severities(token({ sub: 'a' }, jsonPart({ typ: 'JWT' }))), []);
});

test('seeds of one-time passwords: as an address, as an export of an app, under a label', async () => {
  const seed = `${fill(base32, 15)}7${fill(base32, 16)}`;
  const groups = (seed.match(/.{4}/g) ?? []).join(' ');
  for (const [text, value, rule] of [
    [`otpauth://totp/Shop:me?secret=${seed}&issuer=Shop`, undefined, 'secret.otpauth.uri'],
    [`otpauth-migration://offline?data=${encodeURIComponent(fill(b64, 120))}`, undefined, 'secret.otpauth.uri'],
    [`TOTP: ${seed}`, seed, 'secret.totp.seed'],
    [`- **2FA secret**: \`${seed}\``, seed, 'secret.totp.seed'],
    [`TOTP secret for the shop = ${seed}`, seed, 'secret.totp.seed'],
    [`totp_secret: "${seed.toLowerCase()}"`, seed.toLowerCase(), 'secret.totp.seed'],
    [`Setup key: ${groups}`, groups, 'secret.totp.seed'],
    [`Google Authenticator: ${groups.toLowerCase()}`, groups.toLowerCase(), 'secret.totp.seed'],
    [`| TOTP | ${seed} |`, seed, 'secret.totp.seed'],
    [`Einrichtungsschlüssel: ${groups}`, groups, 'secret.totp.seed'],
    [`| Site | TOTP |\n|---|---|\n| Shop | ${seed} |`, seed, 'secret.totp.seed'],
    [`"otpSecret":"${seed}"`, seed, 'secret.totp.seed'],
  ] as const) {
    const findings = await scan(`before\n${text}\nafter`);
    assert.deepEqual(
      findings.map(({ rule: id }) => id),
      [rule],
      text.replace(seed, '@').slice(0, 40),
    );
    if (value !== undefined && findings[0] !== undefined)
      assert.ok(selected(`before\n${text}\nafter`, findings[0]) === value, `${text.slice(0, 12)}: another span`);
  }
  for (const text of [
    'TOTP: enabled for all of the accounts',
    'totp: authenticatorapplication',
    'TOTP secret: JBSWY3DPEHPK3PXP',
    'TOTP secret: GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    'Google Authenticator is what they call this app here',
    'setup key: AAAAAAAAAAAAAAAA',
    'the setup key that they show',
    'otpauth-migration://offline?data=...',
  ])
    assert.deepEqual(await severities(text), [], text);
});

test('hostile texts take no long', async (t) => {
  const size = 2_000_000;
  for (const unit of [
    `${header}.`,
    `${token({ sub: 'a' })} `,
    'totp: ',
    `totp ${'a1'.repeat(20)}`,
    'otpauth-migration://offline?data=%',
    `totp = ${'abcd '.repeat(15)}`,
  ]) {
    const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
    const time = await cpuTime(() => scan(text));
    t.diagnostic(`${JSON.stringify(unit.slice(0, 10))}: ${time.toFixed(0)} ms`);
    assert.ok(time < 3000, `${time.toFixed(0)} ms`);
  }
});
