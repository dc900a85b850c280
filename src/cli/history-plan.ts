import { join } from 'node:path';
import { countOf } from '../core/amounts.ts';
import { printable } from '../core/printable.ts';
import { planPart } from '../core/rotation-order.ts';
import { createScanEngine } from '../node/engine.ts';
import { randomKey } from '../node/fingerprint-key.ts';
import { planFacts } from '../node/history/plan-facts.ts';
import { cleanUpFiles, notePaths } from '../node/history/plan-files.ts';
import { planFiles, planFolder, writePlanFiles } from '../node/history/plan-folder.ts';
import { plannedSpans } from '../node/history/plan-spans.ts';
import type { RepositoryHistory } from '../node/history/scan-result.ts';
import type { Io } from './io.ts';
import { timeText } from './local-time.ts';
import { requirePerson } from './person.ts';
import type { PlanScene } from './plan-scene.ts';
import { planText } from './plan-text.ts';
import { quoted } from './plan-words.ts';

/** What `cloister history --plan` was asked for. */
export interface PlanArguments {
  /** Folder for the plan; a folder of Cloister's own where it is left out. */
  readonly output?: string;
  /** Also writes the values themselves, for git filter-repo to find every copy. */
  readonly withValues: boolean;
}

/**
 * Writes what to do about the findings of a repository and of its submodules: a page, and files for git filter-repo. It
 * runs nothing. The first of `histories` is the repository that was asked about; where none has findings nothing is written.
 * @throws UserError where the folder is no place for a plan, or something other than a person asks for the values.
 */
export async function writePlan(histories: readonly RepositoryHistory[], args: PlanArguments, io: Io): Promise<void> {
  if (args.withValues)
    requirePerson(
      io,
      'cloister history --plan --with-values',
      'It writes the values themselves to a file: only a person does that, in a terminal of their own.',
    );
  const [main, ...others] = histories;
  if (main === undefined || histories.every(({ findings }) => findings.length === 0)) {
    await io.write('Nothing was found, so there is nothing to plan.\n');
    return;
  }
  const day = timeText(Date.now()).slice(0, 10);
  const facts = planFacts(main.place, io.env);
  const folder = planFolder({
    repository: main.place.root,
    name: facts.name,
    day,
    cwd: io.cwd,
    env: io.env,
    ...(args.output === undefined ? {} : { output: args.output }),
  });
  const engine = createScanEngine(randomKey());
  const submodules = others
    .filter(({ findings }) => findings.length > 0)
    .map((history, index) => ({ history, name: submoduleName(history.path, index) }));
  const plans = [
    { history: main, facts, folder, submodules: submodules.map(({ name }) => name) },
    ...submodules.map(({ history, name }) => ({
      history,
      facts: planFacts(history.place, io.env),
      folder: join(folder, name),
      submodules: [],
    })),
  ];
  for (const plan of plans) {
    const { withValues } = args;
    const spans = await plannedSpans(plan.history, { engine, withValues, env: io.env, signal: io.signal });
    const notes = notePaths(plan.history.findings);
    const scene: PlanScene = { ...plan, spans, day, withValues, notes };
    const files = cleanUpFiles(plan.history.place, spans, notes);
    files.set(planFiles.plan, Buffer.from(planText(scene)));
    writePlanFiles(plan.folder, files);
    await io.write(summary(scene));
    warnOf(scene, io);
  }
}

/** A folder's name for a submodule's plan: its path may have any depth, and two may look the same as a name. */
function submoduleName(path: string, index: number): string {
  return `submodule-${index + 1}-${path.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80)}`;
}

function summary({ history, folder }: PlanScene): string {
  const count = (part: 'rotate' | 'personal' | 'note') =>
    history.findings.filter(({ finding }) => planPart(finding.rule) === part);
  const credentials = count('rotate');
  const pushed = credentials.filter(({ remotes }) => remotes.length > 0).length;
  return [
    `Plan: ${printable(join(folder, planFiles.plan))}`,
    `  ${[
      `${countOf(credentials.length, 'credential')} to rotate${credentials.length > 0 ? `, ${pushed} of them pushed` : ''}`,
      ...amount(count('personal').length, 'value', 'of personal data'),
      ...amount(count('note').length, 'private note', ''),
    ].join('; ')}.`,
    '  Nothing was run and nothing in the repository was changed: the page says what to do, in order.',
    '',
  ].join('\n');
}

function amount(number: number, noun: string, rest: string): string[] {
  return number === 0 ? [] : [`${countOf(number, noun)} ${rest}`.trim()];
}

/** What must not be overlooked. */
function warnOf({ spans, folder, withValues }: PlanScene, io: Io): void {
  const { secrets, personal } = spans.values;
  if (withValues && secrets.length + personal.length > 0) {
    const names = [
      ...(secrets.length > 0 ? [planFiles.replacements] : []),
      ...(personal.length > 0 ? [planFiles.personalReplacements] : []),
    ];
    io.warn(
      [
        `WARNING: ${countOf(secrets.length + personal.length, 'value')} ${secrets.length + personal.length === 1 ? 'lies' : 'lie'} in plain text in:`,
        ...names.map((name) => `  ${printable(join(folder, name))}`),
        'Only you can read it (mode 0600). Show it to nobody and no agent, and delete it when you are done:',
        `  rm -rf ${printable(quoted(folder))}`,
        '',
      ].join('\n'),
    );
  }
  if (spans.unplaced.length > 0)
    io.warn(`warning: ${countOf(spans.unplaced.length, 'place')} could not be worked out; the plan names them.\n`);
}
