import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ruleAnchor, ruleTexts } from '../../src/core/rule-texts.ts';
import { ruleCatalogue } from '../../src/detect/rules/catalogue.ts';
import { rulesDocument } from './rules-document.ts';
import { validationsOf } from './validations.ts';

const page = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'docs', 'rules.md');

test('every rule has its text, its documentation and its entry, as `npm run rule-pages` writes them', () => {
  assert.deepEqual(
    ruleCatalogue.map(({ id }) => id),
    Object.keys(ruleTexts).toSorted(),
  );
  for (const rule of ruleCatalogue) {
    for (const source of rule.sources) assert.match(source, /^https:\/\//, rule.id);
    assert.notDeepEqual(validationsOf(rule), [], rule.id);
  }
  assert.equal(readFileSync(page, 'utf8'), rulesDocument(ruleCatalogue));
});

test('every rule stands once in docs/rules.md, under an anchor of its own', () => {
  const headings = readFileSync(page, 'utf8').match(/(?<=^### ).*$/gm) ?? [];
  assert.deepEqual(headings.toSorted(), Object.keys(ruleTexts).toSorted());
  const anchors = ruleCatalogue.map(({ id }) => ruleAnchor(id));
  assert.equal(new Set(anchors).size, anchors.length);
  // What GitHub and VS Code leave of a heading of such characters, and nothing else.
  for (const id of headings) assert.match(id, /^[a-z0-9.-]+$/);
});
