import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ruleTexts } from '../../src/core/rule-texts.ts';
import { createEngine } from '../../src/detect/engine.ts';
import { askedScanners, presetScanners, secretlint, unaskedScanners } from '../../src/node/secretlint.ts';
import { cpuTime } from '../cpu-time.ts';
import { selected } from '../detect/scanning.ts';

/** secretlint alone, without rules of our own. */
const engine = createEngine({ rules: [], sources: [secretlint], hash: (text) => String(text.length) });

async function found(text: string, path = 'note.md') {
  const { findings } = await engine.scan({ path, bytes: new TextEncoder().encode(text) });
  return findings.map((finding) => ({ rule: finding.rule, value: selected(text, finding), args: finding.args }));
}

// Put together from parts, so that no string of these formats stands here.
const b62 = 'x8Kd92mZq0PlrT5vWn3bAA7cGh4JtY6uQwErZxCv';
const awsSecret = `${b62.slice(0, 19)}/+${b62.slice(0, 19)}`;
const awsId = `${'AKIA'}Q4WERTY7UIOPZX2C`;
const npmToken = `${'npm'}_${b62.slice(0, 36)}`;
const github = `${'ghp'}_${b62.slice(0, 36)}`;

test('every scanner of the preset is asked or left out on purpose', () => {
  assert.deepEqual([...askedScanners, ...unaskedScanners].toSorted(), presetScanners.toSorted());
});

test('spans are the values, where the preset reports the label or a cut as well', async () => {
  const cases: [string, string, string?][] = [
    [`aws_secret_access_key = "${awsSecret}"`, awsSecret],
    [`  AWS_SECRET_ACCESS_KEY=${awsSecret}\n`, awsSecret],
    [`"secretAccessKey": "${awsSecret}"`, awsSecret],
    [`id ${awsId} end`, awsId],
    [`é 😀 ${github}`, github],
    [`//registry.example.org/:_authToken=${npmToken}\n`, npmToken, '.npmrc'],
    [`"a": "https://${b62}:x-oauth-basic@github.com/o/r"`, b62, 'package.json'],
  ];
  for (const [text, value, path] of cases) {
    const hits = await found(text, path);
    assert.equal(hits.length, 1, `${text.length} characters`);
    assert.equal(hits[0]?.value.length, value.length);
    assert.equal(hits[0]?.value, value);
    assert.ok(hits[0]?.rule !== undefined && hits[0].rule in ruleTexts);
  }
});

test('nothing of what it says but id and range comes through', async () => {
  const [hit] = await found(`token ${github}`);
  assert.deepEqual(hit?.args, { masked: '••••••••' });
});

test('comments of its own in a note silence nothing', async () => {
  for (const comment of [
    'secretlint-disable',
    'secretlint-disable-next-line',
    '<!-- secretlint-disable -->',
    '// secretlint-disable-line',
  ]) {
    assert.equal((await found(`${comment}\n${github} ${comment}\n`)).length, 1);
  }
});

test('placeholders that it reports are dropped', async () => {
  assert.deepEqual(await found(`${'ghp'}_${'x'.repeat(36)} and AKIAIOSFODNN7${'EXAMPLE'}`), []);
});

test('an account number is no secret', async () => {
  assert.deepEqual(await found('aws_account_id: 1234-5678-9012 AKIA'), []);
});

test('a large text is asked about around literals only, and every place is found', async () => {
  const filler = 'lorem ipsum dolor sit amet\n'.repeat(40_000);
  const text = `${github}\n${filler}x ${github}\n${filler}${github}`;
  const took = await cpuTime(async () => assert.equal((await found(text)).length, 3));
  assert.ok(took < 6000, `${Math.round(took)} ms`);
});

test('hostile texts made of its literals take no long', async () => {
  for (const literal of secretlint.literals) {
    for (const text of [
      literal.repeat(1000),
      `${literal}${'a'.repeat(60_000)}`,
      `${literal}:`.repeat(5000),
      `${literal}a:b@`.repeat(5000),
    ]) {
      const took = await cpuTime(() => found(text));
      assert.ok(took < 3000, `${literal}: ${took.toFixed(0)} ms for ${text.length} characters`);
    }
  }
});
