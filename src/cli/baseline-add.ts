import { existsSync } from 'node:fs';
import { countOf } from '../core/amounts.ts';
import { baselinePath, dayOf, isDay } from '../core/baseline.ts';
import { printable } from '../core/printable.ts';
import { UserError } from '../core/user-error.ts';
import { ruleCatalogue } from '../detect/rules/catalogue.ts';
import { acceptFindings, type Decision, usableKey } from '../node/baseline-accept.ts';
import type { VaultBaseline } from '../node/baselines.ts';
import { keyVariable } from '../node/fingerprint-key.ts';
import { cloisterHome } from '../node/home.ts';
import { vaultKeyPath } from '../node/vault-key.ts';
import { durationArgument, parseArguments } from './arguments.ts';
import { hideBaseline } from './baseline-names.ts';
import {
  baselinePlace,
  baselinesOf,
  identityOfSeen,
  isOnLine,
  personHint,
  type SeenFinding,
  scanPlace,
  seenLine,
  shownBaseline,
} from './baseline-place.ts';
import { exitCodes, type Io } from './io.ts';
import { refuseAgent } from './person.ts';
import { chooseSome, openQuestions, type Questions } from './questions.ts';

const help = `Usage: cloister baseline add [path…] [options]

Accepts findings of files and folders (default: the folder you are in), so that scans no longer show them. A path may
name a line: notes/a.md:12. In a terminal it shows them and asks which; elsewhere it needs --all or lines, and --reason.
An agent may not run it.

Options:
  --reason <text>  why they are accepted; it is written down
  --until <day>    they come back after this day, such as 2030-01-31
  --for <time>     the same, from now on: 90d or 12w
  --rule <id>      findings of this rule alone, such as secret.github.token; may be given several times
  --all            all findings of these paths but those of values marked as rotated
  --rotated        the value was replaced: it is not accepted but warns wherever it stands again
  -h, --help       this text

Exit code: 0 accepted or nothing to accept, 1 left as it was, 2 could not run.
`;

const longestReason = 500;

/** `cloister baseline add`. @throws UserError where an agent runs it, or a baseline or its key is not usable. */
export async function baselineAdd(argv: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('baseline add', argv, {
    reason: { type: 'string' },
    until: { type: 'string' },
    for: { type: 'string' },
    rule: { type: 'string', multiple: true },
    all: { type: 'boolean' },
    rotated: { type: 'boolean' },
  });
  if (values.help === true) {
    await io.write(help);
    return exitCodes.clean;
  }
  refuseAgent(io, 'cloister baseline add', personHint);
  const until = endArgument(values);
  const rules = values.rule?.map(ruleArgument);
  const given = values.reason === undefined ? undefined : reasonArgument(values.reason);
  const baselines = baselinesOf(io, { makesKeys: true });
  const places = (positionals.length === 0 ? ['.'] : positionals).map((text) => baselinePlace(io, text, baselines));
  for (const { vault } of places) usableKey(vault);
  const isExplicit = values.all === true || places.every(({ line }) => line !== undefined);
  const questions = openQuestions(io);
  if (!questions.canAsk && (!isExplicit || given === undefined))
    throw new UserError(
      'Without a terminal there is nobody to ask which findings to accept, and why',
      'Name their lines (notes/a.md:12) or give --all; and give --reason.',
    );

  const found = new Map<string, SeenFinding>();
  let rotated = 0;
  for (const place of places)
    for (const seen of await scanPlace(io, place, baselines, { subtracts: true })) {
      if (place.line !== undefined && !isOnLine(seen, place.line)) continue;
      if (rules?.includes(seen.finding.rule) === false) continue;
      // That a replaced value stands somewhere again is not taken back by the way.
      if (values.all === true && place.line === undefined && seen.finding.args['baseline'] === 'rotated') {
        if (values.rotated !== true) rotated += 1;
        continue;
      }
      const { startLine, startColumn } = seen.finding.place.span;
      found.set(`${seen.vault.root}\0${seen.path}\0${seen.finding.rule}\0${startLine}:${startColumn}`, seen);
    }
  if (io.signal.aborted) return exitCodes.interrupted;
  if (rotated > 0)
    io.warn(
      `note: left out: ${countOf(rotated, 'finding')} of rotated values; \`cloister baseline remove\` takes such a mark back.\n`,
    );
  const all = usable(io, [...found.values()]);
  if (all.length === 0) {
    await io.write('There is no finding there that is not accepted.\n');
    return places.some(({ line }) => line !== undefined) ? exitCodes.findings : exitCodes.clean;
  }
  const chosen = await choose(io, questions, all, isExplicit);
  const why = chosen === undefined || chosen.length === 0 ? undefined : (given ?? (await askReason(questions)));
  if (io.signal.aborted) return exitCodes.interrupted;
  if (chosen === undefined || why === undefined) {
    await io.write('Left as it was.\n');
    return exitCodes.findings;
  }
  const decision: Decision = {
    when: dayOf(Date.now()),
    why,
    ...(until === undefined ? {} : { until }),
    ...(values.rotated === true ? { state: 'rotated' } : {}),
  };
  for (const vault of new Set(chosen.map((seen) => seen.vault))) {
    const mine = chosen.filter((seen) => seen.vault === vault);
    await acceptFindings(vault, mine.map(identityOfSeen), decision);
    await tell(io, vault, mine.length, decision);
    await hideBaseline(io, vault.root);
  }
  return exitCodes.clean;
}

/** What lies in a nested vault whose baseline can not be used is left out, and said. */
function usable(io: Io, found: readonly SeenFinding[]): SeenFinding[] {
  const told = new Set<VaultBaseline>();
  return found.filter(({ vault }) => {
    const isUsable = vault.trouble === undefined && vault.key.state === 'fits';
    if (!isUsable && !told.has(vault)) {
      told.add(vault);
      io.warn(`warning: ${printable(vault.trouble?.message ?? `there is no key for ${vault.root}`)}.\n`);
    }
    return isUsable;
  });
}

async function choose(
  io: Io,
  questions: Questions,
  all: readonly SeenFinding[],
  isExplicit: boolean,
): Promise<readonly SeenFinding[] | undefined> {
  const width = String(all.length).length;
  const lines = all.map((seen, index) => {
    const number = isExplicit ? '' : `${String(index + 1).padStart(width)}. `;
    return `  ${number}${seenLine(seen)}\n`;
  });
  await io.write(lines.join(''));
  return isExplicit ? all : chooseSome(questions, 'Which ones to accept?', all);
}

/** A reason is what a later reader has: without one nothing is accepted. */
async function askReason(questions: Questions): Promise<string | undefined> {
  for (let tries = 0; tries < 3; tries++) {
    const answer = await questions.ask('Why? (it is written into the baseline) ');
    if (answer === undefined) return undefined;
    if (answer !== '') return reasonArgument(answer);
  }
  return undefined;
}

async function tell(io: Io, vault: VaultBaseline, count: number, { until, state }: Decision): Promise<void> {
  const end = until === undefined ? '' : ` until ${until}`;
  await io.write(
    state === 'rotated'
      ? `Marked ${countOf(count, 'value')} as rotated in ${shownBaseline(vault)}.\n`
      : `Accepted ${countOf(count, 'finding')}${end} in ${shownBaseline(vault)}.\n`,
  );
  if (vault.file.state !== 'missing') return;
  const kept = vaultKeyPath(cloisterHome(io.env), vault.id);
  const where = existsSync(kept) ? `stays in ${printable(kept)}` : `is the one in ${keyVariable}`;
  await io.write(
    `Commit ${baselinePath}; its key ${where}. Another machine, a teammate or CI needs it too: ` +
      '`cloister baseline key export`.\n',
  );
}

function endArgument({ until, for: span }: { until?: string; for?: string }): string | undefined {
  if (until !== undefined && span !== undefined)
    throw new UserError('--until and --for can not go together', 'Choose one.');
  if (span !== undefined) return dayOf(Date.now() + durationArgument('--for', span));
  if (until === undefined) return undefined;
  if (isDay(until) && until >= dayOf(Date.now())) return until;
  throw new UserError(`--until can not be "${until}"`, 'Write a day to come, such as 2030-01-31.');
}

function ruleArgument(text: string): string {
  if (ruleCatalogue.some(({ id }) => id === text)) return text;
  throw new UserError(`--rule can not be "${text}"`, 'Write the id of a rule, such as secret.github.token.');
}

function reasonArgument(text: string): string {
  const reason = text.replace(/\s+/g, ' ').trim();
  if (reason !== '' && reason.length <= longestReason) return reason;
  throw new UserError('A reason can not be empty or longer than 500 characters', 'Say in a sentence why it is fine.');
}
