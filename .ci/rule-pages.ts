/** `npm run rule-pages`: writes docs/rules.md and docs/stores.md, what a diagnostic's code leads to, and the stores in README.md, from the code. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ruleCatalogue } from '../src/detect/rules/catalogue.ts';
import { allStores } from '../src/stores/index.ts';
import { services } from '../src/stores/services/index.ts';
import { rulesDocument } from '../test/packaging/rules-document.ts';
import { readmeWithStores, storesDocument } from '../test/packaging/stores-document.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'docs');
const readme = join(root, 'README.md');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'rules.md'), rulesDocument(ruleCatalogue));
writeFileSync(join(folder, 'stores.md'), storesDocument(allStores, services));
writeFileSync(readme, readmeWithStores(readFileSync(readme, 'utf8'), allStores, services));
