import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { copyFileSync, linkSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Remark } from '../../../src/core/audit.ts';
import { thisMachine } from '../../../src/node/audit/this-machine.ts';
import { auditServices, type ServicesAudit } from '../../../src/node/services/services.ts';
import { makeFolder } from '../folder.ts';

/*
 * Real programs with real sockets: this Node under the names of services. They are children of this test and are ended by
 * it, each by its own id. No packet is sent to any of them.
 */

const isLinux = process.platform === 'linux';
const options = isLinux ? {} : { skip: 'sockets of /proc are of Linux' };
const key = 'Zq7vT2mKx9Lw4RbN';
const serve = `
require('node:net').createServer().listen({ host: process.env.TEST_HOST, port: 0 }, function () {
  process.stdout.write(String(this.address().port) + '\\n');
});
setTimeout(() => process.exit(0), 60000);
`;

interface Service {
  readonly name: string;
  /** Name of the program. */
  readonly program: string;
  readonly script?: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const programs: readonly Service[] = [
  { name: 'Ollama', program: 'ollama', args: ['serve'] },
  { name: 'llama.cpp with a key', program: 'llama-server', args: ['model.cjs', '--api-key', key] },
  {
    name: 'llama.cpp with a key in its environment',
    program: 'llama-server',
    args: ['model.cjs'],
    env: { LLAMA_API_KEY: key },
  },
  { name: 'vLLM', program: 'python3', script: 'vllm', args: ['serve', 'a/model'] },
  { name: 'ComfyUI', program: 'python3', script: 'ComfyUI/main.py', args: ['--listen'] },
  { name: 'OpenClaw', program: 'node', script: 'openclaw/openclaw.mjs', args: ['gateway'] },
  { name: 'another program', program: 'webserver', args: ['model.cjs', '--host', '0.0.0.0'] },
];
/** The first on addresses of all kinds, the others on one that is open and one that is not. */
const hostsOf = (index: number) =>
  index === 0 ? ['0.0.0.0', '::', '127.0.0.1', '::1'] : index % 2 === 0 ? ['0.0.0.0', '::1'] : ['::', '127.0.0.1'];

const running: {
  readonly service: Service;
  readonly host: string;
  readonly port: number;
  readonly child: ChildProcess;
}[] = [];
let told: ServicesAudit = { services: [], remarks: [] };
/** The same by the programs that tell of sockets on macOS, which Linux has too. */
let toldByLsof: ServicesAudit = { services: [], remarks: [] };
const hasLsof = isLinux && spawnSync('lsof', ['-v']).error === undefined;

before(async (t) => {
  if (!isLinux) return;
  const folder = makeFolder(t as Parameters<typeof makeFolder>[0], {
    serve,
    'model.cjs': serve,
    vllm: serve,
    'ComfyUI/main.py': serve,
    'openclaw/openclaw.mjs': `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); ${serve}`,
  });
  for (const name of new Set(programs.map(({ program }) => program))) linkOrCopy(process.execPath, join(folder, name));
  const started = programs.flatMap((service, index) => hostsOf(index).map((host) => ({ service, host })));
  await Promise.all(
    started.map(async ({ service, host }) => {
      // Node takes the first argument for its script: each is one here.
      const argv = service.script === undefined ? service.args : [join(folder, service.script), ...service.args];
      const child = spawn(join(folder, service.program), argv, {
        env: { TEST_HOST: host, ...service.env },
        stdio: ['pipe', 'pipe', 'ignore'],
        cwd: folder,
      });
      const port = await new Promise<number>((resolve) => {
        child.stdout?.once('data', (data) => resolve(Number(String(data).trim())));
        child.once('exit', () => resolve(0));
      });
      running.push({ service, host, port, child });
    }),
  );
  const machine = { ...thisMachine({ env: { HOME: folder } }), skip: () => undefined };
  told = auditServices(machine, { vaults: [] });
  if (hasLsof) toldByLsof = auditServices({ ...machine, platform: 'darwin' }, { vaults: [] });
});

after(() => {
  for (const { child } of running) child.kill('SIGKILL');
});

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    // Another file system.
    if (!(error instanceof Error)) throw error;
    copyFileSync(from, to);
  }
}

const of = (name: string, host: string) => {
  const found = running.find((each) => each.service.name === name && each.host === host);
  assert.ok(found !== undefined && found.port > 0, 'it did not start');
  return found;
};
const remarksOn = (port: number): readonly Remark[] => told.remarks.filter(({ path }) => path.endsWith(`:${port}`));

const expected: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Ollama: [['service.exposed', 'critical']],
  'llama.cpp with a key': [['service.exposed', 'medium']],
  'llama.cpp with a key in its environment': [['service.exposed', 'medium']],
  vLLM: [['service.exposed', 'critical']],
  ComfyUI: [['service.exposed', 'critical']],
  OpenClaw: [['service.exposed', 'medium']],
  'another program': [],
};

for (const [index, { name }] of programs.entries()) {
  for (const host of hostsOf(index)) {
    test(`${name} on ${host}`, options, () => {
      const { port } = of(name, host);
      const isOut = host === '0.0.0.0' || host === '::';
      const found = remarksOn(port).filter(
        ({ rule, severity }) => isOut || rule !== 'service.cors' || severity !== 'low',
      );
      assert.deepEqual(
        found.map(({ rule, severity }) => [rule, severity]),
        isOut ? expected[name] : [],
      );
      assert.equal(
        told.services.some(({ where }) => where === `tcp ${host.includes(':') ? `[${host}]` : host}:${port}`),
        name !== 'another program',
      );
    });
  }
}

test('lsof and ps tell of the same programs', hasLsof ? {} : { skip: 'lsof is not installed' }, () => {
  for (const { service, host, port } of running) {
    const found = toldByLsof.remarks.filter(
      ({ rule, path }) => rule === 'service.exposed' && path.endsWith(`:${port}`),
    );
    const isOut = (host === '0.0.0.0' || host === '::') && service.name !== 'another program';
    assert.equal(found.length, isOut ? 1 : 0, `${service.name} on ${host}`);
    // Its environment, in which a key could stand, is not seen this way.
    const isSure = service.env === undefined && service.name !== 'vLLM';
    const expect = isSure ? expected[service.name]?.[0]?.[1] : 'high';
    if (isOut) assert.equal(found[0]?.severity, expect, service.name);
  }
});

test('no key of a command line or an environment is told', options, () => {
  assert.ok(running.length > 0);
  assert.ok(!JSON.stringify([told, toldByLsof]).includes(key));
});

test('the programs are still there: nothing was connected to and nothing ended', options, () => {
  for (const { child } of running) {
    assert.equal(child.exitCode, null);
    assert.ok(readdirSync(`/proc/${child.pid}`).length > 0);
  }
});
