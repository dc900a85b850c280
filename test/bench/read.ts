/** Reads every file that a scan of the folder would read, and does nothing with it: the limit that a scan is held to. */
import { compileGitignore } from '../../src/core/gitignore.ts';
import { defaultExcludes } from '../../src/node/default-excludes.ts';
import { fileReader } from '../../src/node/read-file.ts';
import { defaultScanOptions } from '../../src/node/scan.ts';
import { walk } from '../../src/node/walk.ts';

const [root = ''] = process.argv.slice(2);
const read = fileReader(defaultScanOptions.maxSize);
for (const each of walk(root, '', compileGitignore(defaultExcludes))) if (each.kind === 'file') read(each.absolute);
