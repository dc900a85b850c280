import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import texts from '../../package.nls.json' with { type: 'json' };
import { severities } from '../../src/core/severity.ts';
import { defaultScanOptions } from '../../src/node/scan.ts';
import { commandIds } from '../../src/vscode/command-ids.ts';
import { readSettings, settingKeys } from '../../src/vscode/settings.ts';

const properties: Readonly<Record<string, Readonly<Record<string, unknown>>>> =
  manifest.contributes.configuration.properties;
const keys = Object.keys(properties);

/** Reads the settings as if the user had written these values; returns what was malformed beside them. */
function read(values: Readonly<Record<string, unknown>> = {}) {
  const malformed: string[] = [];
  const settings = readSettings(
    {
      value: (key) => (key in values ? values[key] : properties[key]?.['default']),
      defaultValue: (key) => properties[key]?.['default'],
    },
    (key) => malformed.push(key),
  );
  return { settings, malformed };
}

test('commands and handlers agree', () => {
  const declared = manifest.contributes.commands.map(({ command }) => command);
  assert.deepEqual(declared.toSorted(), [...commandIds].toSorted());
  for (const { category } of manifest.contributes.commands) assert.equal(category, 'Cloister');
});

test('settings and their parsers agree', () => {
  assert.deepEqual(keys.toSorted(), [...settingKeys].toSorted());
  assert.deepEqual(Object.keys(read().settings).toSorted(), keys.toSorted());
});

test('every default is valid, and that of the size is the command line’s', () => {
  const { settings, malformed } = read();
  assert.deepEqual(malformed, []);
  for (const key of settingKeys) assert.deepEqual(settings[key], properties[key]?.['default'], key);
  assert.equal(settings['cloister.maxFileSize'] * (1 << 20), defaultScanOptions.maxSize);
});

test('every value that the manifest offers is valid', () => {
  for (const key of settingKeys) {
    const { enum: values = [], enumDescriptions, minimum, maximum } = properties[key] ?? {};
    assert.ok(Array.isArray(values));
    const bounds = [minimum, maximum].filter((bound) => bound !== undefined);
    for (const value of [...values, ...bounds])
      assert.deepEqual(read({ [key]: value }).malformed, [], `${key} ${value}`);
    if (enumDescriptions !== undefined) assert.equal((enumDescriptions as unknown[]).length, values.length, key);
  }
  assert.deepEqual(properties['cloister.severity']?.['enum'], [...severities]);
});

test('a malformed value counts as its default and is named', () => {
  const wrong = {
    'cloister.exclude': ['ok', 3],
    'cloister.maxFileSize': -1,
    'cloister.severity': 'awful',
    'cloister.problems.show': true,
    'cloister.scanOnOpen': 'no',
    'cloister.seal.forgetAfter': 0,
  };
  const { settings, malformed } = read(wrong);
  assert.deepEqual(malformed.toSorted(), keys.toSorted());
  assert.deepEqual(settings, read().settings);
  for (const size of [Number.NaN, Number.POSITIVE_INFINITY, 0, '128', null]) {
    assert.deepEqual(read({ 'cloister.maxFileSize': size }).malformed, ['cloister.maxFileSize']);
  }
});

test('an untrusted workspace can set nothing that hides findings', () => {
  const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  assert.equal(supported, 'limited');
  assert.deepEqual(restrictedConfigurations.toSorted(), keys.toSorted());
});

test('every text of the manifest is there, and none is left over', () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key);
  assert.deepEqual([...new Set(used)].toSorted(), Object.keys(texts).toSorted());
  for (const [key, property] of Object.entries(properties)) {
    assert.equal(property['markdownDescription'], `%setting.${key.slice('cloister.'.length)}%`);
    assert.equal(property['scope'], 'resource', key);
  }
  const mentioned = JSON.stringify(texts).matchAll(/`#([^#]+)#`/g);
  for (const [, key] of mentioned) assert.ok(keys.includes(key ?? ''), key);
});

test('the icon is 128 pixels wide and high', () => {
  const png = readFileSync(new URL(`../../${manifest.icon}`, import.meta.url));
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [128, 128]);
});

test('the pages that diagnostics lead to open rendered', () => {
  const globs = Object.keys(manifest.contributes.configurationDefaults['workbench.editorAssociations']);
  const folder = `**/${manifest.publisher}.${manifest.name}-*/docs`;
  assert.deepEqual(globs, [`${folder}/rules.md`, `${folder}/stores.md`]);
});

test('a command that needs a row of a view is not offered without one', () => {
  const { commandPalette, 'view/item/context': ofRows } = manifest.contributes.menus;
  const hidden = new Set(commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command));
  for (const { command } of ofRows) assert.ok(hidden.has(command), command);
});
