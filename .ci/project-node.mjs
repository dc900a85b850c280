// `node .ci/project-node.mjs <script> [argument …]`: runs a script of the project on the project's own Node, after it has
// installed the packages where they are missing or not those of the lock file. It runs on the machine's Node, from 20 up,
// before anything is installed, so it uses nothing but Node. What it says goes to standard error.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.cloister-install');
const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(readFileSync(join(root, 'package.json')))
  .digest('hex');

// Asked for by its path: a shell that has run the machine's `node` once goes on running that.
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const isInstalled = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node);
if (!isInstalled) {
  process.stderr.write('Installing packages (once, about 20 seconds) ...\n');
  const npm = process.env.npm_execpath;
  // Silent about engines: the packages run on the Node that is installed here, not on the machine's.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // A folder of Node's headers in a user's npm configuration is for another Node than ours.
  const env = { ...process.env };
  delete env.npm_config_nodedir;
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, env, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, env, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    process.stderr.write('The packages could not be installed: see npm above. Is the package registry reachable?\n');
    process.exit(2);
  }
  const check = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (check.status !== 0) {
    process.stderr.write(
      "npm did not run the install script of the package `node`, which brings the project's own Node.\n" +
        'package.json allows it under allowScripts: use npm 11 or 12, without --ignore-scripts.\n',
    );
    process.exit(2);
  }
  writeFileSync(stamp, wanted);
}

const [script = '', ...args] = process.argv.slice(2);
const { status, signal } = spawnSync(node, [join(root, script), ...args], { stdio: 'inherit' });
if (signal !== null) process.kill(process.pid, signal);
process.exitCode = status ?? 2;
