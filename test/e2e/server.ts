import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EditorInstall, withoutNpm } from './install.ts';

type Install = Extract<EditorInstall, { ok: true }>;

/** A running VS Code behind a web server on this machine, with folders of its own that go with it. */
export interface EditorServer {
  readonly url: string;
  /** All that it keeps: user data, extensions, and the home folder where no other was given. */
  readonly folder: string;
  /** The address that opens a folder, or a `.code-workspace` file. */
  folderUrl(path: string): string;
  workspaceUrl(path: string): string;
  /** What it printed, for a failing test's sake. */
  log(): string;
  stop(): Promise<void>;
}

/** Settings that keep the editor quiet and alike in every run; the file is read at the start alone. */
const quietSettings: Readonly<Record<string, unknown>> = {
  'workbench.editor.useModal': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'security.workspace.trust.enabled': false,
  'window.autoDetectColorScheme': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'files.autoSave': 'off',
  'git.enabled': false,
};

/**
 * Starts code-server with an extension installed from its package.
 * @param settings user settings on top of the quiet ones
 * @param variables of the environment on top of this process's, such as another `HOME`
 */
export async function startEditor(
  install: Install,
  vsix: string,
  settings: Readonly<Record<string, unknown>> = {},
  variables: Readonly<Record<string, string>> = {},
): Promise<EditorServer> {
  const scratch = mkdtempSync(join(tmpdir(), 'cloister-editor-'));
  const data = join(scratch, 'data');
  const extensions = join(scratch, 'extensions');
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  const config = join(scratch, 'config.yaml');
  writeFileSync(config, '');
  const env: NodeJS.ProcessEnv = {
    ...withoutNpm(process.env),
    HOME: scratch,
    EXTENSIONS_GALLERY: '{}',
    CLOISTER_HOME: join(scratch, 'cloister'),
  };
  // A person's own settings of Claude Code are not to be found by way of its variables.
  for (const key of Object.keys(env)) if (/^(?:VSCODE|CLAUDE)_/.test(key)) delete env[key];
  Object.assign(env, variables);
  const common = [install.codeServer, '--config', config, '--user-data-dir', data, '--extensions-dir', extensions];
  const added = spawnSync(install.node, [...common, '--install-extension', vsix], { env, encoding: 'utf8' });
  if (added.status !== 0) throw new Error(`The extension could not be installed:\n${added.stdout}${added.stderr}`);

  const port = await freePort();
  const quiet = [
    '--auth',
    'none',
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
  ];
  const child = spawn(install.node, [...common, ...quiet, '--bind-addr', `127.0.0.1:${port}`], {
    env,
    // A process group of its own: the editor's children end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (printed += chunk));
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    await endGroup(child);
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await waitUntilReady(url, child);
  } catch (error) {
    await stop();
    throw new Error(`code-server did not start:\n${printed}`, { cause: error });
  }
  return {
    url,
    folder: scratch,
    folderUrl: (path) => `${url}/?folder=${encodeURIComponent(path)}`,
    workspaceUrl: (path) => `${url}/?workspace=${encodeURIComponent(path)}`,
    log: () => printed,
    stop,
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if (child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`);
    const isUp = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('no answer within 60 s');
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  process.kill(-child.pid, 'SIGTERM');
  const timer = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}
