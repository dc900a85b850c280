/** `npm run rule-pages`: writes media/rules/, a page for every rule, from the rules and their texts. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ruleCatalogue } from '../src/detect/rules/catalogue.ts';
import { rulePage } from '../test/packaging/rule-page.ts';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'media', 'rules');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const rule of ruleCatalogue) writeFileSync(join(folder, `${rule.id}.md`), rulePage(rule));
