/** `npm run rule-pages`: writes docs/rules.md and docs/stores.md, what a diagnostic's code leads to, from the code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ruleCatalogue } from '../src/detect/rules/catalogue.ts';
import { allStores } from '../src/stores/index.ts';
import { services } from '../src/stores/services/index.ts';
import { rulesDocument } from '../test/packaging/rules-document.ts';
import { storesDocument } from '../test/packaging/stores-document.ts';

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'rules.md'), rulesDocument(ruleCatalogue));
writeFileSync(join(folder, 'stores.md'), storesDocument(allStores, services));
