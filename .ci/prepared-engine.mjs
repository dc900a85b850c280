import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { literalsOf } from '../src/detect/block-scan.ts';
import { encodingLiterals } from '../src/detect/encoded/look-inside.ts';
import { tablesFor } from '../src/detect/prefilter.ts';
import { formatRules } from '../src/detect/rules/formats.ts';
import { rules } from '../src/detect/rules/index.ts';
import { markRules } from '../src/detect/rules/marks.ts';
import { urlRules } from '../src/detect/rules/url.ts';
import { vendorRules } from '../src/detect/rules/vendors.ts';
import { writtenRules } from '../src/detect/rules/written.ts';
import { guardSources } from '../src/node/secret-engine.ts';
import { secretlint } from '../src/node/secretlint.ts';

/*
 * What is made of the guard's engine before it is needed. A call of an agent and a commit wait for the engine to start,
 * and most texts hold literals of few rules: so the bundle holds what the engine goes by, the literals as a finished
 * prefilter, and loads what rules and sources do when one of their literals stands in a text.
 */

/** An esbuild plugin that puts all of this into the bundle of the guard's engine. */
export function preparedEngine() {
  const replaced = new Map([
    [resolve('src/detect/rules/index.ts'), rulesModule()],
    [resolve('src/node/secretlint.ts'), secretlintModule()],
    [resolve('src/node/prepared-prefilter.ts'), prefilterModule()],
  ]);
  return {
    name: 'prepared engine',
    setup({ onLoad }) {
      onLoad({ filter: /\/(?:rules\/index|secretlint|prepared-prefilter)\.ts$/ }, ({ path }) => {
        const contents = replaced.get(path);
        return contents === undefined ? undefined : { contents, loader: 'js', resolveDir: resolve('src/node') };
      });
    },
  };
}

/** A name in a variable is not bundled. */
const lazily = (file, name) => `const ${name}File = ${JSON.stringify(file)};
let ${name}Loaded;
const ${name} = () => (${name}Loaded ??= require(${name}File).${name});
`;

/** In the order of `rules`, each with the bundle that holds what they do. */
const groups = [
  ['vendors', 'vendorRules', vendorRules],
  ['formats', 'formatRules', formatRules],
  ['urls', 'urlRules', urlRules],
  ['written', 'writtenRules', writtenRules],
  ['marks', 'markRules', markRules],
];

/** Characters of a literal that stands in many texts. */
const shortLiteral = 5;

function rulesModule() {
  const ordered = groups.flatMap(([, , list]) => list);
  if (ordered.length !== rules.length || ordered.some((rule, index) => rule !== rules[index]))
    throw new Error('the groups are not the rules');
  const parts = groups.map(([file, name, list]) => {
    const rows = list.map(({ id, severity, literals, reach, rank, follows }) => [
      id,
      severity,
      literals,
      reach,
      rank,
      // Words hold short literals: what one loads is mostly for nothing.
      ...(follows !== undefined && literals.some(({ length }) => length <= shortLiteral) ? [follows] : []),
    ]);
    return `${lazily(`./guard-${file}.cjs`, name)}const ${file} = stubs(${JSON.stringify(JSON.stringify(rows))}, ${name});
`;
  });
  return `const stubs = (text, load) => JSON.parse(text).map(([id, severity, literals, reach, rank, follows], index) => ({
  id, severity, docs: '', literals, reach: reach ?? undefined, rank: rank ?? undefined,
  find: follows === undefined ? (window) => load()[index].find(window) : glancing(follows, (window) => load()[index].find(window)),
}));
const none = [];
function glancing(follows, find) {
  let pattern;
  return (window) => {
    pattern ??= new RegExp(follows, 'y');
    pattern.lastIndex = window.at + window.literal.length;
    return pattern.test(window.text) ? find(window) : none;
  };
}
${parts.join('')}export const rules = [${groups.map(([file]) => `...${file}`).join(', ')}];
`;
}

function secretlintModule() {
  return `${lazily('./guard-lint.cjs', 'secretlint')}
const source = { literals: ${JSON.stringify(secretlint.literals)}, find: (...asked) => secretlint().find(...asked) };
export { source as secretlint };
`;
}

/** A file beside the bundles: numbers as a machine of the usual byte order has them, and what tells that they are these. */
const tablesFile = 'guard-prefilter.bin';

/** The tables in one piece, those of wide numbers first so that each begins where its numbers may. */
function packTables() {
  const literals = literalsOf(rules, guardSources, encodingLiterals);
  const tables = Object.entries(tablesFor(literals)).sort(
    ([, left], [, right]) => right.BYTES_PER_ELEMENT - left.BYTES_PER_ELEMENT,
  );
  const bytes = Buffer.concat(
    tables.map(([, { buffer, byteOffset, byteLength }]) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  const mark = createHash('sha256').update(bytes).update(JSON.stringify(literals)).digest().subarray(0, 16);
  return { tables, mark, bytes: Buffer.concat([mark, bytes]) };
}

/** Writes the tables into the folder of the bundles. */
export function writePreparedTables(folder) {
  writeFileSync(join(folder, tablesFile), packTables().bytes);
}

function prefilterModule() {
  const { tables, mark, bytes } = packTables();
  let at = mark.length;
  const views = tables.map(([name, array]) => {
    const view = `${name}: new ${array.constructor.name}(buffer, ${at}, ${array.length})`;
    at += array.byteLength;
    return view;
  });
  return `import { readFileSync } from 'node:fs';
import { prefilterOf } from ${JSON.stringify(resolve('src/detect/prefilter.ts'))};
// Without the file, or with one of another version, the engine makes its own.
export function preparedPrefilter() {
  let bytes;
  try {
    bytes = readFileSync(__dirname + '/${tablesFile}');
  } catch {
    return undefined;
  }
  if (bytes.length !== ${bytes.length} || bytes.latin1Slice(0, ${mark.length}) !== ${JSON.stringify(mark.toString('latin1'))}) return undefined;
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) return undefined;
  const buffer = bytes.byteOffset === 0 ? bytes.buffer : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  return prefilterOf({ ${views.join(', ')} });
}
`;
}
