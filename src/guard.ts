import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { Script } from 'node:vm';

/*
 * Starts the guard with what V8 compiled of it in earlier calls, functions included. Node's own cache of compiled code
 * leaves out what is compiled when it is first called, which is most of it.
 */

type Load = (exports: object, require: (name: string) => unknown, module: { exports: object }, folder: string) => void;

const loaded = new Map<string, object>();
const folder = `${__dirname}/compiled`;
/** Of so many calls one looks whether the code that is kept lacks functions that were compiled meanwhile. */
const refreshed = 16;

/** Loads a bundle beside this one. */
function load(name: string): object {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const file = `${__dirname}/${name}`;
  // Bundles are ASCII: so they take one byte a character.
  const source = readFileSync(file, 'latin1');
  const { size, mtimeMs } = statSync(file);
  // V8 refuses what another version or other options made, but looks at no more of the source than its length.
  const kept = `${folder}/${name}-${process.arch}-${process.versions.v8}-${size}-${Math.round(mtimeMs)}`;
  const code = codeIn(kept);
  const wrapped = `(function (exports, require, module, __dirname) {${source}\n})`;
  const script = new Script(wrapped, { filename: file, ...(code === undefined ? {} : { cachedData: code }) });
  const isUsed = code !== undefined && script.cachedDataRejected !== true;
  if (!isUsed || Math.random() < 1 / refreshed)
    process.once('exit', () => {
      keep(kept, script.createCachedData(), isUsed ? code.length * 1.02 : 0);
    });
  const module = { exports: {} };
  const run: Load = script.runInThisContext();
  run(module.exports, (each) => (each.startsWith('./guard') ? load(each.slice(2)) : require(each)), module, __dirname);
  loaded.set(name, module.exports);
  return module.exports;
}

function codeIn(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    // There is none yet, or none that can be read: the guard compiles its code then.
    return undefined;
  }
}

/** Keeps compiled code that is larger than `least`. It is there whole or not at all, also after the power failed. */
function keep(path: string, code: Buffer, least: number): void {
  if (code.length <= least) return;
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const file = openSync(draft, 'wx', 0o600);
    try {
      writeFileSync(file, code);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch {
    // A full disk or a folder that may not be written costs time, no more.
    rmSync(draft, { force: true });
  }
}

/** What the hook of git asks for; anything else is an agent's call. */
const isCommit = process.argv[2] === 'pre-commit';
// Until there is an answer the end of this process is a denial, also where the file that is loaded holds nothing.
process.exitCode = 2;
try {
  const main = load(isCommit ? 'guard-commit.cjs' : 'guard-main.cjs');
  if (!('started' in main)) throw new Error('it holds nothing');
} catch {
  // An agent shows what the guard says: no stack.
  const what = isCommit
    ? 'its files are damaged, so the commit was stopped. Run `cloister hook install` again.'
    : 'the guard is damaged, so this was not allowed. Ask the person to run `cloister doctor`.';
  writeSync(2, `Cloister: ${what}\n`);
  // The launcher of the hook tells by it that nothing else has to be tried.
  process.exit(isCommit ? 11 : 2);
}
