import { copyFileSync, existsSync, globSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { build } from 'esbuild';
import { preparedEngine, writePreparedTables } from './.ci/prepared-engine.mjs';

// Bundles the entry points at the root of src/ into dist/. There is no watch mode: a build takes half a second.
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  outdir: 'dist',
  // Of patterns that name a property of Unicode esbuild would make calls, which are not compiled beforehand: to be sure of
  // names that came later. The oldest runtime knows all of ours.
  supported: { 'regexp-unicode-property-escapes': true },
  minify: true,
  keepNames: false,
  legalComments: 'none',
  // The guard reads its bundles so: src/guard.ts.
  charset: 'ascii',
  // Where a file looks for another beside it: src/node/sqlite/sqlite.ts.
  define: { 'import.meta.dirname': '__dirname' },
  metafile: true,
  logLevel: 'warning',
  // jsonc-parser's main is UMD, whose requires no bundler follows.
  mainFields: ['module', 'main'],
};

rmSync('dist', { recursive: true, force: true });
/** Modules of which most calls of the guard use nothing. */
const more = [...readFileSync('src/guard-more.ts', 'utf8').matchAll(/'\.\/(.+?)'/g)].map(([, path]) => path);
// Of a file in several bundles the last one's imports are told: the guard's have some of theirs hidden.
const results = await Promise.all([
  // The guard runs on whatever Node or Electron a machine has; what only some calls need lies beside it.
  build({
    ...common,
    target: 'node18',
    // The launcher looks for it: src/node/launcher-script.ts.
    banner: { js: '// The guard of Cloister.' },
    entryPoints: ['src/guard.ts', 'src/guard-main.ts', 'src/guard-shell.ts'],
    plugins: [...rarelyUsed(), ...more.map((name) => later(name, './guard-more.cjs'))],
  }),
  // The hook of git: what it needs for the first finding lies beside it.
  build({
    ...common,
    target: 'node18',
    entryPoints: ['src/guard-commit.ts'],
    plugins: [...rarelyUsed()],
  }),
  build({
    ...common,
    target: 'node18',
    entryPoints: ['src/guard-content.ts'],
    plugins: [later('node/secret-engine.ts', './guard-engine.cjs'), later('node:crypto')],
  }),
  build({
    ...common,
    target: 'node18',
    entryPoints: ['src/guard-engine.ts'],
    // Most policies ask about secrets alone: what finds personal data is as large as all the rest.
    plugins: [
      later('detect/personal/index.ts', './guard-personal.cjs'),
      later('detect/phrases/word-lists.ts', './guard-phrases.cjs'),
      later('node:crypto'),
      later('node:zlib'),
      preparedEngine(),
    ],
  }),
  build({
    ...common,
    target: 'node18',
    entryPoints: ['src/guard-formats.ts'],
    plugins: [later('detect/phrases/word-lists.ts', './guard-phrases.cjs')],
  }),
  build({
    ...common,
    target: 'node18',
    entryPoints: [
      'src/guard-globs.ts',
      'src/guard-jsonc.ts',
      'src/guard-lint.ts',
      'src/guard-marks.ts',
      'src/guard-more.ts',
      'src/guard-personal.ts',
      'src/guard-phrases.ts',
      'src/guard-report.ts',
      'src/guard-settings.ts',
      'src/guard-urls.ts',
      'src/guard-vendors.ts',
      'src/guard-written.ts',
    ],
  }),
  // It is a worker's bundle too.
  build({
    ...common,
    entryPoints: { cli: 'src/program.ts' },
    banner: { js: '#!/usr/bin/env node' },
    plugins: [later('node/seal/age.ts', './seal.cjs')],
  }),
  build({ ...common, entryPoints: ['src/seal.ts'] }),
  // A thread that is started with the first database: SQLite's WASM lies beside it.
  build({ ...common, entryPoints: ['src/sqlite.ts'] }),
  build({ ...common, entryPoints: ['src/uninstall.ts'] }),
  build({ ...common, entryPoints: ['src/extension-git.ts'] }),
  // Only here is the editor's module there at run time.
  build({
    ...common,
    entryPoints: ['src/extension.ts'],
    external: ['vscode'],
  }),
  // What it loads with the first sealed note.
  build({
    ...common,
    entryPoints: ['src/extension-seal.ts'],
    external: ['vscode'],
    plugins: [later('node/seal/age.ts', './seal.cjs')],
  }),
]);
// The guard reads its bundles as one byte a character. esbuild escapes strings alone, not what stands in a pattern.
for (const name of readdirSync('dist').filter((each) => /^guard.*\.cjs$/.test(each))) {
  const text = readFileSync(`dist/${name}`, 'utf8');
  const escaped = text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (escaped !== text) writeFileSync(`dist/${name}`, escaped);
}
writePreparedTables('dist');
copyFileSync('node_modules/node-sqlite3-wasm/dist/node-sqlite3-wasm.wasm', 'dist/node-sqlite3-wasm.wasm');
const inputs = Object.assign({}, ...results.map(({ metafile }) => metafile.inputs));
const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
writeFileSync('dist/meta.json', JSON.stringify({ inputs, outputs }));
writeFileSync('dist/THIRD-PARTY.txt', thirdParty(Object.keys(inputs)));

/** What most runs of the guard and of the hook do without. */
function rarelyUsed() {
  return [
    later('minimatch', './guard-globs.cjs'),
    later('jsonc-parser', './guard-jsonc.cjs'),
    later('node:child_process'),
    later('node:crypto'),
    later('node:os'),
  ];
}

/**
 * Loads a package, or a module of ours, when something of it is used for the first time, from a file beside the bundle:
 * the guard is to start as fast as Node itself. `name` is a package, or the path of the module in src/.
 */
function later(name, file = name) {
  const target = name.endsWith('.ts') ? resolve('src', name) : name;
  const isMeant = (from, folder) => (from.startsWith('.') ? resolve(folder, from) : from) === target;
  const imports = globSync('src/**/*.ts').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/^import \{([^}]*)\} from '([^']+)';$/gm)].filter(([, , from]) =>
      isMeant(from, dirname(path)),
    ),
  );
  const used = imports.flatMap(([, list]) => list.split(',').map((each) => each.trim()));
  const names = [...new Set(used)].filter((each) => /^\w+$/.test(each));
  // With the name of the file in its parentheses this `require` would be bundled.
  const lines = [`const file = ${JSON.stringify(file)};`, 'const load = () => require(file);', 'module.exports = {'];
  const contents = [...lines, ...names.map((each) => `  get ${each}() { return load().${each}; },`), '};'].join('\n');
  const filter = new RegExp(`(?:^|/)${basename(name).replaceAll('.', '\\.')}$`);
  return {
    name: `later ${name}`,
    setup({ onResolve, onLoad }) {
      onResolve({ filter }, ({ path, resolveDir }) =>
        isMeant(path, resolveDir) ? { path: name, namespace: 'later' } : undefined,
      );
      onLoad({ filter: new RegExp(`^${name.replaceAll('.', '\\.')}$`), namespace: 'later' }, () => ({
        contents,
        loader: 'js',
      }));
    },
  };
}

/** The licences of the packages in the bundles. */
function thirdParty(paths) {
  const folders = paths.map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
  const notices = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = existsSync(folder) && readdirSync(folder).find((each) => /^(?:licen[cs]e|copying)/i.test(each));
    return `\n${name} ${version} (${license})\n\n${file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''}\n`;
  });
  return `Cloister's bundles hold these packages.\n${notices.join('\n')}`;
}
