import { join } from 'node:path';
import { policyPath } from '../core/policy.ts';
import { formatLoosening } from '../core/policy-compare.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { cloisterHome } from '../node/home.ts';
import { approve } from '../node/policy-change.ts';
import { pendingLoosenings, type Vault, vaultState } from '../node/vaults.ts';
import { writeWhole } from '../node/whole-file.ts';
import { compileForAgents } from './agents.ts';
import { onePath, parseArguments } from './arguments.ts';
import { exitCodes, type Io } from './io.ts';
import { requirePerson } from './person.ts';
import { openQuestions } from './questions.ts';
import { vaultTarget } from './vault-argument.ts';

const help = `Usage: cloister approve [folder] [options]

Shows what a vault's policy file gives beyond what you approved last, path by path, and approves it. Only a person may
run it.

Options:
  --yes       do not ask
  -h, --help  this text

Exit code: 0 approved or nothing to approve, 1 left as it was, 2 could not run.
`;

/** `cloister approve`. @throws UserError where an agent runs it, or the policy is broken. */
export async function approveCommand(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('approve', argv, { yes: { type: 'boolean' } });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  requirePerson(io, 'cloister approve');
  const { vault } = vaultTarget(io, onePath('approve', positionals) ?? '.');
  const { file, root } = vault;
  const path = printable(join(root, policyPath));
  if (file.state === 'broken')
    throw new UserError(
      `The policy of ${printable(root)} can not be read: ${printable(file.problems.join(', '))}`,
      `Mend ${path}. Until then everything in it is locked.`,
    );
  const text = file.state === 'ok' ? file.text : vault.approvals[0]?.approved;
  if (text === undefined) throw new UserError(`${printable(root)} has no policy to approve`, 'Run `cloister init`.');
  if (
    vault.approvals.length > 0 &&
    !vault.hasBrokenApproval &&
    vault.approvals.every(({ approved }) => approved === text)
  )
    if (file.state === 'ok') {
      await io.write('Nothing waits: the policy is approved as it stands.\n');
      return exitCodes.clean;
    }
  const { question, lines } = questionOf(vault);
  await io.write(lines.map((each) => `${printable(each)}\n`).join(''));
  const isWanted = values.yes === true || lines.length === 0 || (await openQuestions(io).confirm(question, false));
  if (!isWanted) {
    await io.write('Left as it was.\n');
    return exitCodes.findings;
  }
  if (file.state === 'missing') writeWhole(join(root, policyPath), text, 0o644);
  else approve(root, text, cloisterHome(io.env));
  await compileForAgents(io);
  await io.write(file.state === 'missing' ? `${path} is back.\n` : `Approved the policy of ${printable(root)}.\n`);
  return exitCodes.clean;
}

/** What a person is asked, and what they must know for an answer; no lines where nothing is loosened. */
function questionOf(vault: Vault): { question: string; lines: string[] } {
  const { file, root, approvals } = vault;
  if (file.state !== 'ok')
    return {
      question: 'Put the approved copy back in its place?',
      lines: [`The policy file of ${root} is missing; the approved copy rules.`],
    };
  if (vaultState(vault, Date.now()) === 'loosened') {
    const lines = new Set(
      pendingLoosenings(file.policy, approvals, Date.now()).map((each) => `  ${formatLoosening(each)}`),
    );
    return { question: 'Approve that?', lines: ['The policy file gives agents more than you approved:', ...lines] };
  }
  if (vault.hasBrokenApproval)
    return {
      question: 'Approve the file as it stands?',
      lines: ['The approved copy can not be read.', ...summary(vault)],
    };
  return approvals.length === 0
    ? {
        question: 'Approve it as it stands?',
        lines: ['This policy was never approved on this machine.', ...summary(vault)],
      }
    : { question: '', lines: [] };
}

function summary({ file }: Vault): string[] {
  if (file.state !== 'ok') return [];
  const { policy } = file;
  const folders = [...policy.folders].map(([folder, { access, agents, until, after }]) => {
    const own = Object.entries(agents).map(([agent, level]) => `, ${agent}: ${level}`);
    const end = until === undefined ? '' : ` until ${new Date(until).toISOString()}, then ${after}`;
    return `  ${folder || '.'}: ${access}${own.join('')}${end}`;
  });
  const patterns = (['none', 'redacted', 'read'] as const)
    .filter((level) => policy.files[level].length > 0)
    .map((level) => `  files.${level}: ${policy.files[level].join(' ')}`);
  const { private: marked, secret, personal } = policy.content;
  return [
    `  default: ${policy.default}`,
    ...folders,
    ...patterns,
    `  notes marked private: ${marked}`,
    `  secrets: ${secret}; personal data: ${personal}`,
  ];
}
