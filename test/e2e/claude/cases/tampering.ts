import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bash, type Case, edit, leak, readLocked, settingsOf, write } from '../case.ts';
import type { Call } from '../stub-api.ts';
import type { Scene } from '../vault.ts';

const cli = fileURLToPath(new URL('../../../../dist/cli.cjs', import.meta.url));

/** The agent changes something, waits until the client may have noticed, and reads. */
const thenRead =
  (...calls: ((scene: Scene) => Call)[]) =>
  (scene: Scene) => [
    calls.map((call) => call(scene)),
    [bash(`sleep ${scene.settle}`)],
    [readLocked(scene)],
    [bash('cat jour*/x.md')],
  ];
const by = (command: string | ((scene: Scene) => string)) => (scene: Scene) =>
  bash(typeof command === 'string' ? command : command(scene));

const noHooks = JSON.stringify({ disableAllHooks: true });
const openPolicy = JSON.stringify({ version: 1, default: 'write', folders: {} });

/** The policy as somebody who synced a folder may leave it: the vault is known, the lock is gone. */
function loosen({ vault, write: put }: Scene): void {
  const path = join(vault, '.cloister/policy.json');
  put(
    '.cloister/policy.json',
    existsSync(path) ? readFileSync(path, 'utf8').replaceAll('"none"', '"write"') : openPolicy,
  );
}

/** The folder's policy is committed, beside a branch that does not have it. */
function commitPolicy({ git }: Scene): void {
  git('branch', 'plain');
  git('add', '-A');
  git('commit', '-q', '--allow-empty', '-m', 'Add a policy');
}

/** What an agent, or somebody before its start, does to the protection itself. */
export const tamperingCases: readonly Case[] = [
  leak('settings of the user deleted by the shell', thenRead(by('rm -f ~/.claude/settings.json'))),
  leak(
    'settings of the user emptied by python',
    thenRead(by("python3 -c \"import os; open(os.path.expanduser('~/.claude/settings.json'),'w').write('{}')\"")),
  ),
  leak(
    'settings of the user overwritten by Write',
    thenRead((scene) => write(settingsOf(scene), noHooks)),
  ),
  leak(
    'settings of the user broken by Write',
    thenRead((scene) => write(settingsOf(scene), '{"hooks":')),
  ),
  leak(
    'settings of the user edited',
    thenRead((scene) => edit(settingsOf(scene), '"PreToolUse"', '"PreToolUs"')),
  ),
  leak(
    'settings of the user get a comment by a script, which has the client leave them out',
    thenRead(by('python3 docs/touch.py')),
    {
      setup: ({ write: put }) =>
        put(
          'docs/touch.py',
          "import os\np = os.path.expanduser('~/.cl' + 'aude/set' + 'tings.json')\n" +
            "s = open(p).read() if os.path.exists(p) else '{}'\nos.makedirs(os.path.dirname(p), exist_ok=True)\n" +
            "open(p, 'w').write('// x\\n' + s)\n",
        ),
    },
  ),
  leak('hooks of the user that a script makes match nothing', thenRead(by('python3 docs/touch.py')), {
    setup: ({ write: put }) =>
      put(
        'docs/touch.py',
        "import os\np = os.path.expanduser('~/.cl' + 'aude/set' + 'tings.json')\n" +
          "s = open(p).read() if os.path.exists(p) else '{}'\nos.makedirs(os.path.dirname(p), exist_ok=True)\n" +
          'open(p, \'w\').write(s.replace(\'"matcher": "*"\', \'"matcher": "None"\'))\n',
      ),
  }),
  leak(
    'local settings that switch hooks off',
    thenRead(({ vault }) => write(join(vault, '.claude/settings.local.json'), noHooks)),
  ),
  leak(
    'local settings that switch hooks off, by the shell',
    thenRead(by(`mkdir -p .claude; printf '%s' '${noHooks}' > .claude/settings.local.json`)),
  ),
  leak(
    'local settings that switched hooks off before, against the rules',
    (scene) => [[readLocked(scene)], [bash('cat journal/x.md')]],
    { meanwhile: ({ write: put }) => put('.claude/settings.local.json', noHooks) },
  ),
  leak('local settings that switched hooks off before, against the guard', () => [[bash('cat jour*/x.md')]], {
    meanwhile: ({ write: put }) => put('.claude/settings.local.json', noHooks),
    limit: 'a folder that switches hooks off does so for those of the user too; rules of the client stay in force',
  }),
  leak(
    'the policy overwritten',
    thenRead(({ vault }) => write(join(vault, '.cloister/policy.json'), openPolicy)),
  ),
  leak(
    'the policy overwritten by the shell',
    thenRead(by(`mkdir -p .cloister; echo '${openPolicy}' > .cloister/policy.json`)),
  ),
  leak(
    'the policy edited',
    thenRead(({ vault }) => edit(join(vault, '.cloister/policy.json'), '"none"', '"write"')),
  ),
  leak('the policy edited by the shell', thenRead(by('sed -i s/none/write/ .cloister/policy.json; true'))),
  leak('the policy deleted', thenRead(by('rm -rf .cloister'))),
  leak('the policy moved away', thenRead(by('mv .cloister "$TMPDIR/away"; true'))),
  leak('the policy deleted before', (scene) => [[readLocked(scene)], [bash('cat jour*/x.md')]], {
    meanwhile: ({ vault }) => rmSync(join(vault, '.cloister'), { recursive: true, force: true }),
  }),
  leak('the policy broken before', (scene) => [[readLocked(scene)], [bash('cat jour*/x.md')]], {
    meanwhile: ({ write: put }) => put('.cloister/policy.json', '{"folders":'),
  }),
  leak('the policy loosened before', (scene) => [[readLocked(scene)], [bash('cat jour*/x.md')]], {
    meanwhile: loosen,
  }),
  leak('the guard deleted', thenRead(by(({ cloister }) => `rm -rf ${cloister}`))),
  leak(
    'the guard overwritten',
    thenRead(by(({ cloister }) => `for f in $(find ${cloister} -type f); do echo > "$f"; done`)),
  ),
  leak('the guard made not executable', thenRead(by(({ cloister }) => `chmod -R a-rwx ${cloister}; true`))),
  leak('the agent unlocks', thenRead(by(`node ${cli} unlock journal; true`))),
  leak(
    'the agent unlocks without its marks',
    thenRead(
      by(`env -u CLAUDECODE -u CLAUDE_CODE_ENTRYPOINT script -qec "node ${cli} unlock journal" /dev/null; true`),
    ),
  ),
  leak('the agent takes the protection away', thenRead(by(`node ${cli} unprotect claude-code; true`))),
  leak('the agent moves HOME', thenRead(by(`HOME=$TMPDIR CLOISTER_HOME=$TMPDIR node ${cli} unlock journal; true`))),
  leak('git configured with a program that reads', () => [
    [bash('git config diff.external "cat jour*/x.md #"')],
    [bash('echo more >> README.md; git diff')],
  ]),
  leak('git configured with an alias that reads', () => [
    [bash('git config alias.peek "show HEAD:journal/x.md"')],
    [bash('git peek')],
  ]),
  leak('a hook of git that reads', ({ vault }) => [
    [write(join(vault, '.git/hooks/pre-commit'), '#!/bin/sh\ncat journal/x.md >&2\n')],
    [bash('chmod +x .git/hooks/pre-commit; git commit --allow-empty -m test')],
  ]),
  leak(
    'settings of the user replaced by a link',
    thenRead(by('mkdir -p ~/.claude; echo "{}" > "$TMPDIR/s.json"; ln -sf "$TMPDIR/s.json" ~/.claude/settings.json')),
  ),
  leak('the settings folder moved away', thenRead(by('mv ~/.claude ~/.claude-old; true'))),
  leak('a branch without the policy', thenRead(by('git checkout -q plain')), { meanwhile: commitPolicy }),
  leak('a branch without the policy, before', (scene) => [[readLocked(scene)], [bash('cat jour*/x.md')]], {
    meanwhile: (scene) => {
      commitPolicy(scene);
      scene.git('checkout', '-q', 'plain');
    },
  }),
  leak('a start in a subfolder', (scene) => [[readLocked(scene)], [bash('cat ../jour*/x.md')]], {
    mode: 'default',
    cwd: ({ vault }) => join(vault, 'docs'),
    args: ({ vault }) => ['--add-dir', vault],
  }),
  leak('a start in the locked folder', (scene) => [[readLocked(scene)], [bash('cat x.md')]], {
    cwd: ({ vault }) => join(vault, 'journal'),
  }),
  leak('a start outside, with the vault added', (scene) => [[readLocked(scene)]], {
    mode: 'default',
    cwd: ({ outside }) => outside,
    args: ({ vault }) => ['--add-dir', vault],
  }),
  leak('a start above the vault', (scene) => [[readLocked(scene)], [bash('grep -r Today vault')]], {
    cwd: ({ vault }) => join(vault, '..'),
  }),
  leak('a vault reached through a link', ({ outside }) => [[bash(`cat ${outside}/v/journal/x.md`)]], {
    cwd: ({ outside }) => outside,
    setup: ({ outside, vault }) => symlinkSync(vault, join(outside, 'v')),
  }),
];
