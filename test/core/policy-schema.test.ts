import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { accessLevels } from '../../src/core/access.ts';
import { agentIds, agentNames } from '../../src/core/agent-ids.ts';
import { commitAnswers, contentAnswers, openPolicy, parsePolicy } from '../../src/core/policy.ts';
import { newPolicyText } from '../../src/core/policy-edit.ts';
import { normaliseVaultPath } from '../../src/core/vault-path.ts';

const schema = JSON.parse(readFileSync(new URL('../../media/policy.schema.json', import.meta.url), 'utf8'));
const { definitions, properties } = schema;
const entryProperties = definitions.entry.anyOf[1].properties;
// What VS Code understands beyond draft-07.
const editorKeywords = ['enumDescriptions', 'patternErrorMessage', 'allowComments', 'allowTrailingCommas'];
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false });
ajv.addVocabulary(editorKeywords);
const isAccepted = ajv.compile(schema);

function warningsOf(value: unknown): readonly string[] {
  const parsed = parsePolicy(JSON.stringify(value));
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.value.warnings;
}

test('the schema and the code name the same levels, answers and agents', () => {
  assert.deepEqual(definitions.access.enum, accessLevels);
  assert.deepEqual(definitions.answer.enum, contentAnswers);
  const agents: Record<string, { description: string }> = entryProperties.agents.properties;
  assert.deepEqual(Object.keys(agents), agentIds);
  const described = Object.entries(agents).map(([id, { description }]) => [id, description]);
  assert.deepEqual(Object.fromEntries(described), agentNames);
});

test('every level and answer has a description for the editor', () => {
  for (const { enum: values, enumDescriptions } of [definitions.access, definitions.answer])
    assert.equal(enumDescriptions.length, values.length);
});

test('every key has a description for the editor', () => {
  for (const keys of [
    properties,
    properties.files.properties,
    properties.content.properties,
    properties.commit.properties,
    entryProperties,
  ]) {
    for (const [key, { description }] of Object.entries<{ description?: string }>(keys)) assert.ok(description, key);
  }
});

test('the schema says the defaults of the code', () => {
  assert.equal(properties.default.default, openPolicy.default);
  const said = Object.entries<{ default: string }>(properties.content.properties).map(([key, each]) => [
    key,
    each.default,
  ]);
  assert.deepEqual(Object.fromEntries(said), openPolicy.content);
  assert.equal(properties.commit.properties.private.default, openPolicy.commit.private);
  assert.deepEqual(properties.commit.properties.private.enum, commitAnswers);
});

test('a policy with every key of the schema has no warning, and one key more has one', () => {
  const entry = {
    access: 'read',
    agents: Object.fromEntries(agentIds.map((id) => [id, 'none'])),
    until: '2030-01-31T18:00:00Z',
    after: 'none',
  };
  const full: Record<string, unknown> = {
    $schema: 'policy.schema.json',
    version: 1,
    id: 'b9c1',
    default: 'write',
    folders: { journal: entry },
    files: { none: ['*.kdbx'], redacted: ['*.log'], read: ['*.pdf'] },
    content: { private: 'none', secret: 'redact', personal: 'allow' },
    commit: { private: 'warn' },
  };
  assert.deepEqual(Object.keys(properties), Object.keys(full));
  assert.deepEqual(Object.keys(properties.commit.properties), Object.keys(full['commit'] ?? {}));
  assert.deepEqual(Object.keys(properties.files.properties), Object.keys(full['files'] ?? {}));
  assert.deepEqual(Object.keys(properties.content.properties), Object.keys(full['content'] ?? {}));
  assert.deepEqual(Object.keys(entryProperties), Object.keys(entry));
  assert.ok(isAccepted(full), JSON.stringify(isAccepted.errors));
  assert.deepEqual(warningsOf(full), []);
  for (const more of [
    { ...full, extra: 1 },
    { ...full, files: { write: [] } },
    { ...full, content: { topics: 'ask' } },
    { ...full, commit: { public: 'warn' } },
    { ...full, folders: { journal: { ...entry, before: 'none' } } },
  ]) {
    assert.ok(!isAccepted(more), JSON.stringify(more));
    assert.equal(warningsOf(more).length, 1);
  }
});

test('an agent that is not known is accepted by both', () => {
  const value = { folders: { a: { agents: { 'next-agent': 'read' } } } };
  assert.ok(isAccepted(value));
  assert.equal(warningsOf(value).length, 1);
});

test('a new policy is accepted', () => {
  for (const access of accessLevels) {
    const text = newPolicyText('b9c1-2', access);
    assert.ok(parsePolicy(text).ok);
    assert.ok(isAccepted(JSON.parse(text.replace(/^ *\/\/.*$/gm, ''))), JSON.stringify(isAccepted.errors));
  }
});

test('what the schema accepts is a policy', () => {
  const odd = fc.constantFrom<unknown>(null, 0, 1, '', 'nothing', 'None', [], {}, true, '..', '2030');
  const mostly = <T>(usual: fc.Arbitrary<T>): fc.Arbitrary<T | unknown> =>
    fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: odd });
  const level = mostly(fc.constantFrom(...accessLevels));
  const answer = mostly(fc.constantFrom(...contentAnswers));
  const patterns = mostly(fc.array(mostly(fc.string({ maxLength: 10 })), { maxLength: 3 }));
  const time = fc.oneof(
    fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom('1900', '2000', '2023', '2024', '2100').map((year) => `${year}-02-29T00:00Z`),
    fc.stringMatching(/^(19|20)\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d(:[0-6]\d(\.\d{1,3})?)?(Z|[+-][0-2]\d:[0-6]\d)?$/),
  );
  const entry = fc.oneof(
    level,
    fc.record(
      {
        access: level,
        agents: mostly(fc.dictionary(fc.oneof(fc.constantFrom(...agentIds), fc.string()), level, { maxKeys: 3 })),
        until: mostly(time),
        after: level,
      },
      { requiredKeys: [] },
    ),
  );
  const folder = fc.oneof(
    fc
      .array(fc.constantFrom('a', 'b c', '..', '.', '', '__proto__', '\0', '..a', '\n'), { maxLength: 4 })
      .map((parts) => parts.join('/')),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  // Two spellings of one folder are beyond a schema.
  const folders = fc
    .uniqueArray(fc.tuple(folder, mostly(entry)), { maxLength: 4, selector: ([key]) => normaliseVaultPath(key) ?? key })
    .map(Object.fromEntries);
  const policy = fc.record(
    {
      $schema: mostly(fc.string()),
      version: mostly(fc.constant(1)),
      id: mostly(fc.stringMatching(/^[\w-]{1,65}\n?$/)),
      default: level,
      folders: mostly(folders),
      files: mostly(fc.record({ none: patterns, redacted: patterns, read: patterns }, { requiredKeys: [] })),
      content: mostly(fc.record({ private: level, secret: answer, personal: answer }, { requiredKeys: [] })),
      commit: mostly(fc.record({ private: mostly(fc.constantFrom(...commitAnswers)) }, { requiredKeys: [] })),
    },
    { requiredKeys: [] },
  );
  let accepted = 0;
  fc.assert(
    fc.property(mostly(policy), (value) => {
      if (!isAccepted(value)) return;
      accepted++;
      const unknown = warningsOf(value).filter((warning) => !/which is no agent/.test(warning));
      assert.deepEqual(unknown, []);
    }),
    { numRuns: 3000 },
  );
  // Else this says nothing.
  assert.ok(accepted > 300, `only ${accepted}`);
});

test('what breaks a policy is refused by both', () => {
  const broken: readonly unknown[] = [
    null,
    [],
    'none',
    1,
    { version: 2 },
    { version: '1' },
    { id: '' },
    { id: 'a b' },
    { id: 7 },
    { id: 'x'.repeat(65) },
    { default: 'None' },
    { default: null },
    { default: 'all' },
    { folders: [] },
    { folders: 'journal' },
    { folders: { '/journal': 'none' } },
    { folders: { '../journal': 'none' } },
    { folders: { '..': 'none' } },
    { folders: { 'a\0b': 'none' } },
    { folders: { a: 'locked' } },
    { folders: { a: null } },
    { folders: { a: true } },
    { folders: { a: ['none'] } },
    { folders: { a: { access: 'nothing' } } },
    { folders: { a: { after: 'nothing' } } },
    { folders: { a: { agents: 'codex' } } },
    { folders: { a: { agents: ['codex'] } } },
    { folders: { a: { agents: { codex: false } } } },
    { folders: { a: { agents: { 'next-agent': 'nothing' } } } },
    { folders: { a: { until: 'tomorrow' } } },
    { folders: { a: { until: 1893456000000 } } },
    { folders: { a: { until: null } } },
    { files: [] },
    { files: { none: '*.kdbx' } },
    { files: { redacted: [1] } },
    { files: { read: {} } },
    { files: { none: null } },
    { files: { none: ['x'.repeat(4097)] } },
    { content: 'none' },
    { content: { private: 'redact' } },
    { content: { secret: 'none' } },
    { content: { personal: null } },
    { commit: 'block' },
    { commit: { private: 'deny' } },
  ];
  for (const value of broken) {
    assert.ok(!isAccepted(value), JSON.stringify(value));
    assert.ok(!parsePolicy(JSON.stringify(value)).ok, JSON.stringify(value));
  }
});
