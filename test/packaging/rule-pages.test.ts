import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { auditTexts, ruleAnchor, ruleTexts } from '../../src/core/rule-texts.ts';
import { ruleCatalogue } from '../../src/detect/rules/catalogue.ts';
import { allStores } from '../../src/stores/index.ts';
import { services } from '../../src/stores/services/index.ts';
import { rulesDocument } from './rules-document.ts';
import { readmeWithStores, storesDocument } from './stores-document.ts';
import { validationsOf } from './validations.ts';

const docs = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'docs');
const page = join(docs, 'rules.md');
const storesPage = join(docs, 'stores.md');
/** Rules that look into texts: those of an audit stand on a page of their own. */
const detectionRules = Object.keys(ruleTexts).filter((id) => !(id in auditTexts));

test('every rule has its text, its documentation and its entry, as `npm run rule-pages` writes them', () => {
  assert.deepEqual(
    ruleCatalogue.map(({ id }) => id),
    detectionRules.toSorted(),
  );
  for (const rule of ruleCatalogue) {
    for (const source of rule.sources) assert.match(source, /^https:\/\//, rule.id);
    assert.notDeepEqual(validationsOf(rule), [], rule.id);
  }
  assert.equal(readFileSync(page, 'utf8'), rulesDocument(ruleCatalogue));
});

test('every rule stands once in docs/rules.md, under an anchor of its own', () => {
  const headings = readFileSync(page, 'utf8').match(/(?<=^### ).*$/gm) ?? [];
  assert.deepEqual(headings.toSorted(), detectionRules.toSorted());
  const anchors = ruleCatalogue.map(({ id }) => ruleAnchor(id));
  assert.equal(new Set(anchors).size, anchors.length);
  // What GitHub and VS Code leave of a heading of such characters, and nothing else.
  for (const id of headings) assert.match(id, /^[a-z0-9.-]+$/);
});

test('docs/stores.md is what `npm run rule-pages` writes', () => {
  assert.equal(readFileSync(storesPage, 'utf8'), storesDocument(allStores, services));
});

test('the stores in README.md are what `npm run rule-pages` writes', () => {
  const readme = readFileSync(join(dirname(docs), 'README.md'), 'utf8');
  assert.equal(readme, readmeWithStores(readme, allStores, services));
});

test('every rule of an audit, every store and every service stands once in docs/stores.md', () => {
  const text = readFileSync(storesPage, 'utf8');
  const headings = text.match(/(?<=^### ).*$/gm) ?? [];
  assert.deepEqual(
    headings.filter((heading) => heading in auditTexts),
    Object.keys(auditTexts).toSorted(),
  );
  const anchors = Object.keys(auditTexts).map((id) => ruleAnchor(id as keyof typeof ruleTexts));
  assert.equal(new Set(anchors).size, anchors.length);
  const rows = [...text.matchAll(/^\| [^|]*<br>`([a-z0-9-]+)` \|/gm)].map(([, id]) => id);
  assert.deepEqual(rows.toSorted(), [...allStores, ...services].map(({ id }) => id).toSorted());
  for (const line of text.split('\n').filter((each) => each.startsWith('| ')))
    assert.match(`${line.match(/(?<!\\)\|/g)?.length}`, /^[46]$/, line);
});

test('what is said of a store is whole: where it lies, its proof, what to do, and a source', () => {
  for (const { id, paths, marks, proof, fix, docs: source } of allStores) {
    assert.ok([...Object.values(paths).flat(), ...marks].length > 0, id);
    for (const text of [proof, fix, source]) assert.notEqual(text.trim(), '', id);
    assert.match(fix, /[.)]$/, id);
  }
});
