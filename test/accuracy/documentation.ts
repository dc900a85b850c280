import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { createEngine } from '../../src/detect/engine.ts';
import { rules } from '../../src/detect/rules/index.ts';
import { secretlint } from '../../src/node/secretlint.ts';
import { documentationFolders, filesBelow } from './documentation-files.ts';
import type { Row } from './row.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const largest = 8_000_000;

/** Where ordinary documentation lies, and which files of a folder are some. */
const folders: readonly { readonly path: string; readonly wanted: RegExp }[] = [
  ...documentationFolders.map((path) => ({ path, wanted: /./ })),
  { path: join(root, 'node_modules'), wanted: /\.md$/ },
];

/** Findings that were looked at and are what they say: keys and tokens of tests and examples, by path and rule. */
const reviewed: readonly { readonly path: RegExp; readonly rule: string }[] = [
  // a test's own .netrc
  { path: /\/git\/contrib\/credential\/netrc\/test\.netrc$/, rule: 'secret.netrc.password' },
  // a whole RSA key beside the example programs that read it
  { path: /\/libxmlsec1-dev\/examples\/rsakey\.pem$/, rule: 'secret.private-key' },
  // signed tokens, whole
  { path: /\/python3-jwt\/(?:README\.rst|changelog\.gz)$/, rule: 'secret.jwt' },
  // a personal access token of 52 characters, written out
  { path: /\/azure-devops-node-api\/README\.md$/, rule: 'secret.generic.token' },
];

/**
 * False findings of all secret rules in the documentation that is installed here, per 10 MB of text. Undefined where
 * there is none. Prints what is new, by rule and place alone, when asked by `CLOISTER_SHOW_FALSE=1`.
 */
export async function measureDocumentation(): Promise<readonly Row[] | undefined> {
  if (!folders.every(({ path }) => existsSync(path))) return undefined;
  const engine = createEngine({
    rules: rules.filter(({ id }) => id.startsWith('secret.')),
    sources: [secretlint],
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
  let [bytes, files, right, wrong] = [0, 0, 0, 0];
  for (const { path: folder, wanted } of folders)
    for (const path of filesBelow(folder, wanted, largest)) {
      const raw = readFileSync(path);
      const content = path.endsWith('.gz') ? gunzipSync(raw) : raw;
      bytes += content.length;
      files += 1;
      for (const { rule, place } of (await engine.scan({ path, bytes: content })).findings) {
        if (reviewed.some((each) => each.rule === rule && each.path.test(path))) {
          right += 1;
          continue;
        }
        wrong += 1;
        if (process.env['CLOISTER_SHOW_FALSE'] === '1') console.log(`${rule} ${path}:${place.span.startLine}`);
      }
    }
  const megabytes = bytes / 1_000_000;
  return [
    {
      name: 'documentation, false findings per 10 MB',
      value: Number(((wrong * 10) / megabytes).toFixed(2)),
      unit: 'count',
      counts: `${wrong} in ${megabytes.toFixed(0)} MB of ${files} files, beside ${right} that are right`,
      better: 'lower',
      goal: 1,
      // What documentation a machine has differs: the goal is held, where there is enough to measure it by.
      reached: megabytes >= 50 ? 1 : undefined,
    },
  ];
}
