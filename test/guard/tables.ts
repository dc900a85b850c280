import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { type Answer, ask, type Case, type Machine, machineFor } from './corpus.ts';

/** A call of a tool, with the vault's root filled in; `/home/u` is the person's home folder. */
type Call = (root: string) => readonly [tool: string, input: Readonly<Record<string, unknown>>];

/** The machine of the corpus, made ready by shell lines in the vault. */
export function machineWith(setup: string): Machine {
  const plain: Pick<Case, 'setup'> = { setup };
  const machine = machineFor({ ...blank, ...plain });
  after(() => rmSync(machine.base, { recursive: true, force: true }));
  return machine;
}

const blank: Case = {
  id: '',
  category: '',
  tool_name: '',
  tool_input: {},
  cwd: '',
  expect: 'deny',
  layer: 'hook-fs',
  why: '',
};

/** A test for each call that has to be stopped, and for each of its neighbours that has to run. */
export function callTable(
  machine: Machine,
  { stops, runs }: { readonly stops: Readonly<Record<string, Call>>; readonly runs: Readonly<Record<string, Call>> },
): void {
  const answer = async (call: Call): Promise<Answer> => {
    const [tool, input] = call(machine.root);
    return ask(tool, input, machine.root, machine);
  };
  for (const [name, call] of Object.entries(stops))
    test(`stops: ${name}`, async () => {
      const { verdict } = await answer(call);
      assert.ok(verdict === 'deny' || verdict === 'ask', verdict);
    });
  for (const [name, call] of Object.entries(runs))
    test(`lets run: ${name}`, async () => {
      const { verdict, reason } = await answer(call);
      assert.ok(verdict === 'allow' || verdict === 'rewrite', `${verdict}: ${reason}`);
    });
}
