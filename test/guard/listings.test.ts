import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { ask, makeMachine } from './corpus.ts';

const machine = makeMachine(
  {
    'notes/own.md': '---\nprivate: true\n---\nCANARY\n',
    'open/a.md': 'a\n',
    'open/b.ts': 'export {};\n',
    'redact/a.md': 'a\n',
  },
  { version: 1, id: 'corpus', folders: { redact: 'redacted', shown: 'read' } },
);

after(() => rmSync(machine.base, { recursive: true, force: true }));

async function verdictsOf(commands: readonly string[]): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const command of commands) found.push([command, (await ask('Bash', { command }, '/ws', machine)).verdict]);
  return found;
}

test('a listing hands no note on that is marked private or seen redacted only', async () => {
  const verdicts = await verdictsOf([
    'cd notes; ls | xargs cat',
    'cd notes; ls | while read f; do cat "$f"; done',
    'cd notes; for f in $(ls); do cat $f; done',
    'for f in $(ls notes); do cat notes/$f; done',
    'find notes -maxdepth 1 | xargs cat',
    'git ls-files notes | while read f; do cat "$f"; done',
    "git grep -l '' notes | while read f; do cat $f; done",
    'git ls-files notes | tar cf - -T -',
    'git ls-files | xargs sed -i s/none/write/',
    'rg -l --hidden none | xargs sed -i s/none/write/',
    'ls redact | xargs rev',
    'cd redact && ls | xargs cat',
    'ls redact | xargs -I{} cat redact/{}',
    'ls redact | perl -ne \'chomp;open F,"redact/$_";print <F>\'',
  ]);
  assert.deepEqual(
    verdicts.filter(([, verdict]) => verdict === 'allow'),
    [],
  );
});

test('what a listing gives of an open folder is used freely', async () => {
  const verdicts = await verdictsOf([
    'ls open | xargs -I{} cat open/{}',
    'cd open && ls | xargs cat',
    'for f in $(ls open); do wc -l open/$f; done',
    "git ls-files 'open/*.ts' | xargs prettier --check",
    'git ls-files open | while read f; do cat "$f"; done',
    'ls | wc -l',
    'ls notes | head -3',
    'ls redact | wc -l',
    'find open -type f | xargs sed -i s/a/b/',
  ]);
  assert.deepEqual(
    verdicts.filter(([, verdict]) => verdict !== 'allow' && verdict !== 'rewrite'),
    [],
  );
});
