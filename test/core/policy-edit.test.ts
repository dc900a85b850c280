import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Access, accessLevels, isLower } from '../../src/core/access.ts';
import { type AgentId, agentIds } from '../../src/core/agent-ids.ts';
import { type FolderEntry, type Policy, parsePolicy } from '../../src/core/policy.ts';
import { compilePolicy } from '../../src/core/policy-access.ts';
import {
  lockFolder,
  newPolicyText,
  openFolderUntil,
  restoreEntries,
  setFolderAccess,
  unlockFolder,
} from '../../src/core/policy-edit.ts';
import { cpuTime } from '../cpu-time.ts';

function policyOf(text: string): Policy {
  const parsed = parsePolicy(text);
  assert.ok(parsed.ok, `${JSON.stringify(parsed)}\n${text}`);
  return parsed.value.policy;
}

function accessOf(text: string, path: string, agent: AgentId = 'codex', now = 0): Access {
  return compilePolicy(policyOf(text)).accessOf({ path, agent, now }).access;
}

const plain = (access: Access): FolderEntry => ({ access, agents: {}, after: 'none' });

const names = ['a', 'b', 'c d'];
const level = fc.constantFrom(...accessLevels);
const agent = fc.constantFrom<AgentId>('codex', 'ollama', 'claude-code');
const moment = fc.integer({ min: 0, max: 4 });
const folder = fc.array(fc.constantFrom(...names), { maxLength: 3 }).map((parts) => parts.join('/'));
const entry = fc.oneof(
  level,
  fc.record(
    {
      access: level,
      agents: fc.dictionary(agent, level, { maxKeys: 2 }),
      until: moment.map((time) => new Date(time).toISOString()),
      after: level,
    },
    { requiredKeys: [] },
  ),
);
const source = fc.record(
  { default: level, folders: fc.dictionary(folder, entry, { maxKeys: 5 }), extra: fc.constant({ a: 1 }) },
  { requiredKeys: [] },
);
// As a person or a program may have laid it out.
const text = fc
  .tuple(source, fc.constantFrom(0, 2, 4, '\t'), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([value, indent, eol, hasComment]) =>
    `${hasComment ? '// mine\n' : ''}${JSON.stringify(value, null, indent)}\n`.replaceAll('\n', eol),
  );
const asked = fc.record({ path: folder, agent, now: moment });
const runs = { numRuns: 1000 };

/** Every path, agent and moment of this file's policies. */
function everywhere(policy: Policy): string {
  const compiled = compilePolicy(policy);
  const paths = ['', ...names, ...names.flatMap((each) => names.map((other) => `${each}/${other}`))];
  paths.push(...policy.folders.keys(), ...[...policy.folders.keys()].map((each) => `${each}/x`.replace(/^\//, '')));
  const found = new Map<string, string>();
  for (const path of paths.sort()) {
    const levels = agentIds.flatMap((id) =>
      [0, 1, 2, 3, 4].map((now) => compiled.accessOf({ path, agent: id, now }).access),
    );
    found.set(path, levels.join());
  }
  return JSON.stringify([...found]);
}

const commented = `// My vault
{
  "version": 1,
  "colour": "blue", // nobody knows this
  /* who may
     do what */
  "default": "write",
  "folders": {
    // the diary
    "journal": "none", // for me alone
    "clients": { "access": "redacted", /* careful */ "agents": { "ollama": "read" } },
    // work
    "projects": "write" // all of it
  },
  "files": { "none": [".env*"] } // secrets
}
// the end
`;

test('a new policy is one, with its id and default', () => {
  for (const access of accessLevels) {
    const parsed = parsePolicy(newPolicyText('b9c1-2', access));
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.value.warnings, []);
    assert.deepEqual([parsed.value.policy.id, parsed.value.policy.default], ['b9c1-2', access]);
    assert.equal(parsed.value.policy.folders.size, 0);
  }
  const text = lockFolder(newPolicyText('x', 'write'), 'journal').text;
  assert.equal(text, newPolicyText('x', 'write').replace('"folders": {}', '"folders": {\n    "journal": "none"\n  }'));
});

test('a lock writes one line, and leaves comments, unknown keys and layout as they are', () => {
  const { text, removed } = lockFolder(commented, 'drafts');
  assert.equal(text, commented.replace('"projects": "write"', '"projects": "write",\n    "drafts": "none"'));
  assert.deepEqual(removed, []);
  assert.equal(lockFolder(commented, 'projects').text, commented.replace('"projects": "write"', '"projects": "none"'));
});

test('a change of one entry leaves all other text as it is', () => {
  const opened = setFolderAccess(commented, 'journal', 'read').text;
  assert.equal(opened, commented.replace('"journal": "none"', '"journal": "read"'));
  assert.equal(setFolderAccess(opened, 'journal', 'none').text, commented);
  const vault = setFolderAccess(commented, '', 'read').text;
  assert.equal(vault, commented.replace('"default": "write"', '"default": "read"'));
});

test('an entry that goes takes no comment of its neighbours along', () => {
  const unlocked = unlockFolder(commented, 'journal').text;
  assert.ok(!policyOf(unlocked).folders.has('journal'));
  for (const comment of ['// My vault', '/* careful */', '// work', '// all of it', '// secrets', '// the end'])
    assert.ok(unlocked.includes(comment), comment);
  const text = `{
  "folders": {
    "a": "none",
    // about b
    "b": "none"
  }
}`;
  assert.ok(unlockFolder(text, 'a').text.includes('// about b'));
  const last = `{
  "folders": {
    "a": "none", // about a
    "b": "none"
  }
}`;
  assert.ok(unlockFolder(last, 'b').text.includes('// about a'));
});

test('keeps line ends of Windows and the indentation', () => {
  const windows = commented.replaceAll('\n', '\r\n');
  for (const edited of [
    lockFolder(windows, 'drafts').text,
    lockFolder(windows, '').text,
    openFolderUntil(windows, 'journal', 'read', 5).text,
    unlockFolder(windows, 'projects').text,
  ])
    assert.doesNotMatch(edited, /(?<!\r)\n/);
  const wide = '{\n    "folders": {\n        "a": "read"\n    }\n}\n';
  assert.equal(lockFolder(wide, 'b').text, wide.replace('"read"', '"read",\n        "b": "none"'));
});

test('keeps an indentation by tabs', () => {
  const tabs = '{\n\t"folders": {\n\t\t"a": "read"\n\t}\n}\n';
  assert.equal(lockFolder(tabs, 'b').text, tabs.replace('"read"', '"read",\n\t\t"b": "none"'));
});

test('a byte order mark stays', () => {
  const edited = lockFolder(`\uFEFF${commented}`, 'drafts').text;
  assert.equal(edited, `\uFEFF${lockFolder(commented, 'drafts').text}`);
});

test('entries are edited under the spelling that they have', () => {
  for (const key of ['journal/', './journal', 'x/../journal', './/journal/.']) {
    const text = `{ "folders": { "${key}": "read" } }`;
    assert.equal(policyOf(lockFolder(text, 'journal').text).folders.get('journal')?.access, 'none', key);
    assert.ok(lockFolder(text, 'journal').text.includes(`"${key}"`), key);
    assert.equal(policyOf(unlockFolder(text, 'journal').text).folders.size, 0, key);
    const timed = policyOf(openFolderUntil(text, 'journal', 'write', 7).text);
    assert.deepEqual([...timed.folders], [['journal', { access: 'write', agents: {}, until: 7, after: 'read' }]], key);
    const { text: locked, removed } = lockFolder(`{ "folders": { "${key}/deep/": "read" } }`, 'journal');
    assert.deepEqual(removed, [{ folder: 'journal/deep', entry: plain('read') }]);
    assert.deepEqual([...policyOf(locked).folders.keys()], ['journal']);
  }
});

test('folders named as what every object has are edited like any other', () => {
  for (const name of ['__proto__', 'constructor', 'toString', '0', 'a"b', 'a\\b', 'ü 😀']) {
    for (const before of ['{}', '{ "folders": {} }', '{ "folders": { "z": "read" } }']) {
      const locked = lockFolder(before, name).text;
      assert.deepEqual(policyOf(locked).folders.get(name), plain('none'), locked);
      assert.ok(!policyOf(unlockFolder(locked, name).text).folders.has(name));
    }
  }
});

test('a lock takes away what opens beneath, and tells it', () => {
  const text = `{ "folders": {
    "a": { "access": "read", "agents": { "ollama": "write" } },
    "a/b": "none",
    "a/c": { "access": "none", "agents": { "codex": "redacted" } },
    "a/d": { "access": "none", "until": "1970-01-01T00:00:00.004Z", "after": "read" },
    "a/e": { "access": "none", "after": "read" },
    "ab": "read"
  } }`;
  const { text: locked, removed } = lockFolder(text, 'a');
  assert.deepEqual([...policyOf(locked).folders.keys()], ['a', 'a/b', 'a/e', 'ab']);
  assert.deepEqual(
    new Map(removed.map((each) => [each.folder, each.entry])),
    new Map<string, FolderEntry>([
      ['a', { access: 'read', agents: { ollama: 'write' }, after: 'none' }],
      ['a/c', { access: 'none', agents: { codex: 'redacted' }, after: 'none' }],
      ['a/d', { access: 'none', agents: {}, until: 4, after: 'read' }],
    ]),
  );
  assert.deepEqual(lockFolder(locked, 'a'), { text: locked, removed: [] });
});

test('a lock of the vault itself closes everything', () => {
  const { text, removed } = lockFolder('{ "default": "read", "folders": { "a": "write", "b": "none" } }', '');
  assert.deepEqual(removed, [{ folder: 'a', entry: plain('write') }]);
  assert.equal(policyOf(text).default, 'none');
  assert.deepEqual([...policyOf(text).folders.keys()], ['b']);
  assert.equal(policyOf(lockFolder('{}', '').text).default, 'none');
  assert.equal(accessOf(lockFolder('{ "folders": { ".": "write" } }', '').text, 'a'), 'none');
});

test('a lock of the vault tells an entry of the vault itself', () => {
  const { removed } = lockFolder('{ "folders": { ".": "write" } }', '');
  assert.deepEqual(removed, [{ folder: '', entry: plain('write') }]);
});

test('what a lock took away can be put back, and all is as it was', () => {
  fc.assert(
    fc.property(
      text,
      folder.filter((each) => each !== ''),
      (before, each) => {
        const { text: locked, removed } = lockFolder(before, each);
        // The entry that the lock made goes first; one that gave nothing before stays as the lock wrote it.
        const base = policyOf(before).folders.has(each) ? locked : unlockFolder(locked, each).text;
        const restored = restoreEntries(base, removed);
        assert.equal(everywhere(policyOf(restored)), everywhere(policyOf(before)));
        assert.equal(policyOf(restored).folders.size, policyOf(before).folders.size);
      },
    ),
    { numRuns: 200 },
  );
});

test('what is put back is as it was: agents, ends and what comes after', () => {
  const before = `{ "folders": {
    "a": "read",
    "a/b": { "access": "write", "agents": { "ollama": "read" } },
    "a/c": { "access": "write", "until": "2030-01-31T18:00:00+02:00", "after": "redacted" }
  } }`;
  const { text: locked, removed } = lockFolder(before, 'a');
  const restored = policyOf(restoreEntries(locked, removed));
  assert.deepEqual(new Map(restored.folders), new Map(policyOf(before).folders));
});

test('every edit leaves a policy, and other folders as they were', () => {
  fc.assert(
    fc.property(text, folder, level, agent, asked, (before, each, access, id, { path, agent: other, now }) => {
      const edits = [
        lockFolder(before, each),
        unlockFolder(before, each),
        setFolderAccess(before, each, access),
        setFolderAccess(before, each, access, id),
        openFolderUntil(before, each, access, 3),
      ];
      const parts = each.split('/');
      const isBeneath = parts.every((part, index) => part === path.split('/')[index]);
      for (const { text: edited } of edits) {
        const policy = policyOf(edited);
        const extra = /"extra": ?\{\s*"a": ?1\s*\}/;
        assert.equal(extra.test(edited), extra.test(before));
        assert.equal(edited.startsWith('// mine'), before.startsWith('// mine'));
        if (each === '' || isBeneath) continue;
        const result = compilePolicy(policy).accessOf({ path, agent: other, now }).access;
        assert.equal(result, accessOf(before, path, other, now));
      }
    }),
    runs,
  );
});

test('trailing commas stay allowed after an entry goes', () => {
  const before = '{\n  "folders": {\n    "a": "none",\n  },\n}\n';
  for (const edited of [unlockFolder(before, 'a').text, lockFolder(before.replace('none', 'read'), '').text])
    assert.equal(policyOf(edited).folders.size, 0);
});

test('a policy whose folders are null is a policy that can be locked', () => {
  const parsed = parsePolicy('{ "folders": null }');
  // Either it is broken, or it can be edited.
  if (parsed.ok) assert.equal(accessOf(lockFolder('{ "folders": null }', 'a').text, 'a'), 'none');
});

test('an unlock takes the entry away, and nothing else', () => {
  assert.equal(unlockFolder(commented, 'drafts').text, commented);
  const { text, removed } = unlockFolder(commented, 'journal');
  assert.deepEqual(removed, [{ folder: 'journal', entry: plain('none') }]);
  assert.deepEqual([...policyOf(text).folders.keys()], ['clients', 'projects']);
  assert.equal(accessOf(unlockFolder('{ "folders": { "a": "none", "a/b": "none" } }', 'a').text, 'a/b'), 'none');
  assert.equal(accessOf(unlockFolder('{ "default": "none" }', '').text, 'a'), 'write');
  assert.equal(unlockFolder('{ "default": "read" }', '').text, '{ "default": "read" }');
});

test('a lock and its unlock leave the text as it was', () => {
  assert.equal(unlockFolder(lockFolder(commented, 'drafts').text, 'drafts').text, commented);
});

test('gives one agent a level of its own', () => {
  const { text } = setFolderAccess(commented, 'journal', 'read', 'ollama');
  assert.deepEqual(policyOf(text).folders.get('journal'), {
    access: 'none',
    agents: { ollama: 'read' },
    after: 'none',
  });
  const more = setFolderAccess(commented, 'clients', 'none', 'codex').text;
  assert.deepEqual(policyOf(more).folders.get('clients')?.agents, { ollama: 'read', codex: 'none' });
  const beneath = setFolderAccess(commented, 'clients/acme', 'write', 'codex').text;
  assert.equal(accessOf(beneath, 'clients/acme/x', 'codex'), 'write');
  assert.equal(accessOf(beneath, 'clients/acme/x', 'cursor'), 'redacted');
  assert.equal(accessOf(beneath, 'clients/x', 'codex'), 'redacted');
});

test('a level of the vault holds also where it has an entry of its own', () => {
  for (const key of ['', '.']) {
    assert.equal(accessOf(setFolderAccess(`{ "folders": { "${key}": "write" } }`, '', 'none').text, 'a'), 'none');
    assert.equal(accessOf(unlockFolder(`{ "folders": { "${key}": "none" } }`, '').text, 'a'), 'write');
  }
});

test('a level for one agent changes nothing for the others, now and later', () => {
  fc.assert(
    fc.property(text, folder, level, agent, asked, (before, each, access, id, { path, agent: other, now }) => {
      if (other === id) return;
      const after = accessOf(setFolderAccess(before, each, access, id).text, path, other, now);
      assert.equal(after, accessOf(before, path, other, now));
    }),
    runs,
  );
});

test('opens a folder until a time, and then it is what it was', () => {
  const { text, removed } = openFolderUntil(commented, 'journal', 'read', 1000);
  assert.deepEqual(removed, []);
  assert.equal(accessOf(text, 'journal/x', 'codex', 999), 'read');
  assert.equal(accessOf(text, 'journal/x', 'codex', 1000), 'none');
  const again = openFolderUntil(text, 'journal', 'write', 2000).text;
  assert.equal(accessOf(again, 'journal/x', 'codex', 1500), 'write');
  assert.equal(accessOf(again, 'journal/x', 'codex', 2000), 'none');
  const beneath = openFolderUntil(commented, 'journal/open', 'write', 1000).text;
  assert.equal(accessOf(beneath, 'journal/open', 'codex', 1000), 'none');
  assert.equal(accessOf(openFolderUntil('{ "default": "read" }', 'a', 'write', 1000).text, 'a', 'codex', 1000), 'read');
});

test('once a timed opening has ended, nobody has more than before it', () => {
  fc.assert(
    fc.property(text, folder, level, asked, (before, each, access, { path, agent: id }) => {
      const opened = openFolderUntil(before, each, access, 5).text;
      const [was, is] = [accessOf(before, path, id, 5), accessOf(opened, path, id, 5)];
      assert.ok(!isLower(was, is), `${was} -> ${is}`);
    }),
    runs,
  );
});

test('an edit of what is no policy throws', () => {
  for (const broken of ['', '[]', '{ "default": "all" }', '{ "folders": { "a": "none", "a/": "read" } }']) {
    assert.throws(() => lockFolder(broken, 'a'), /not a policy/);
    assert.throws(() => unlockFolder(broken, 'a'), /not a policy/);
    assert.throws(() => setFolderAccess(broken, 'a', 'read'), /not a policy/);
    assert.throws(() => openFolderUntil(broken, 'a', 'read', 0), /not a policy/);
  }
});

test('a thousand entries are locked within seconds', async () => {
  const folders = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`folder ${index}`, 'write']));
  const before = JSON.stringify({ folders }, null, 2);
  const took = await cpuTime(() => assert.equal(lockFolder(before, '').removed.length, 1000));
  assert.ok(took < 6000, `${Math.round(took)} ms`);
});
