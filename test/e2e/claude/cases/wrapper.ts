import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bash, type Case, leak, readLocked, settingsOf, works, write } from '../case.ts';
import type { Scene } from '../vault.ts';

const noHooks = JSON.stringify({ disableAllHooks: true });
const wrapped = { isWrapped: true, protectWith: ['--wrapper'] } as const;
const readBoth = (scene: Scene) => [[readLocked(scene)], [bash('cat jour*/x.md')]];
const own = JSON.stringify({ disableAllHooks: true, env: { OWN_SETTING: 'kept by me' } });

/** A client that is started through the wrapper: what a folder's own settings switch off stays on. */
export const wrapperCases: readonly Case[] = [
  leak('local settings that switched hooks off before', readBoth, {
    ...wrapped,
    meanwhile: ({ write: put }) => put('.claude/settings.local.json', noHooks),
  }),
  leak('project settings that switched hooks off before', readBoth, {
    ...wrapped,
    meanwhile: ({ write: put }) => put('.claude/settings.json', noHooks),
  }),
  leak(
    'local settings that switch hooks off meanwhile',
    (scene) => [
      [write(join(scene.vault, '.claude/settings.local.json'), noHooks)],
      [bash(`mkdir -p .claude; printf '%s' '${noHooks}' > .claude/settings.local.json; sleep ${scene.settle}`)],
      ...readBoth(scene),
    ],
    wrapped,
  ),
  leak('the settings of the user are gone', readBoth, {
    ...wrapped,
    meanwhile: (scene) => rmSync(settingsOf(scene), { force: true }),
  }),
  leak('settings of one’s own that switch hooks off', readBoth, { ...wrapped, args: () => ['--settings', own] }),
  works('settings of one’s own as JSON', /kept by me/, () => [[bash('echo "$OWN_SETTING"')]], {
    ...wrapped,
    args: () => ['--settings', own],
  }),
  works('settings of one’s own as a file', /kept by me/, () => [[bash('echo "$OWN_SETTING"')]], {
    ...wrapped,
    setup: ({ outside }) => writeFileSync(join(outside, 'own.json'), own),
    args: ({ outside }) => [`--settings=${outside}/own.json`],
  }),
  works('reading what is open', /birdhouse/, () => [[bash('cat projects/plan.md')]], wrapped),
  leak('local settings that open the sandbox', () => [[bash('python3 docs/peek.py')]], {
    isWrapped: true,
    protectWith: ['--sandbox', '--wrapper'],
    setup: ({ write: put }) => put('docs/peek.py', "print(open('jour' + 'nal/x.md').read())\n"),
    meanwhile: ({ write: put }) =>
      put(
        '.claude/settings.local.json',
        JSON.stringify({ sandbox: { enabled: false, filesystem: { allowRead: ['./journal'] } } }),
      ),
  }),
];
