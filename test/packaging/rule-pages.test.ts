import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ruleTexts } from '../../src/core/rule-texts.ts';
import { ruleCatalogue } from '../../src/detect/rules/catalogue.ts';
import { rulePage } from './rule-page.ts';

const folder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'media', 'rules');

test('every rule has its text, its documentation and its page, as `npm run rule-pages` writes it', () => {
  assert.deepEqual(
    ruleCatalogue.map(({ id }) => id),
    Object.keys(ruleTexts).toSorted(),
  );
  assert.deepEqual(readdirSync(folder).toSorted(), ruleCatalogue.map(({ id }) => `${id}.md`).toSorted());
  for (const rule of ruleCatalogue) {
    assert.match(rule.docs, /^https:\/\//);
    assert.equal(readFileSync(join(folder, `${rule.id}.md`), 'utf8'), rulePage(rule), rule.id);
  }
});
