import { dirname, join } from 'node:path';
import { type BaselineEntry, dayOf } from '../../core/baseline.ts';
import { scannedName } from '../../core/history-names.ts';
import { UserError } from '../../core/user-error.ts';
import { acceptFindings, hideNames, usableKey } from '../../node/baseline-accept.ts';
import { openBaselines } from '../../node/baselines.ts';
import { vaultPathOf } from '../../node/explain.ts';
import { askReason, findIn } from '../accept-finding.ts';
import type { ScanWorker } from '../scan-worker.ts';
import type { VaultModel } from '../vault-model.ts';
import { mayLoosen } from '../workspace-trust.ts';
import type { HistoryContent } from './content.ts';
import type { FoundIn } from './rows.ts';

export interface AcceptParts {
  readonly content: HistoryContent;
  readonly model: VaultModel;
  readonly worker: ScanWorker;
}

/**
 * Asks for a reason and writes a finding of the history into the baseline of the vault that its path lies in. Returns the
 * entry, or undefined where the person thinks better of it.
 * @throws UserError where it lies in no vault, or is not there any more.
 */
export async function acceptInHistory(
  { repository, found }: FoundIn,
  { content, model, worker }: AcceptParts,
): Promise<BaselineEntry | undefined> {
  if (!(await mayLoosen())) return undefined;
  const { home, env } = model.machine;
  const { root } = repository.history.place;
  const { rule, place } = found.finding;
  const file = join(root, place.path);
  const vault = openBaselines(home, env, Date.now(), { makesKeys: true }).at(place.path === '' ? root : dirname(file));
  if (vault === undefined)
    throw new UserError(
      'This finding is in no vault, and a baseline belongs to one',
      'Run `cloister init` in the folder of your notes first.',
    );
  usableKey(vault);
  const path = vaultPathOf(vault.root, file);
  const text = await content.read({ root, object: place.object, oid: place.oid });
  const scanned = place.path === '' ? join(path, scannedName(place)) : path;
  const { startLine, startColumn } = place.span;
  const finding = (await findIn(worker, vault.root, scanned, text)).find(
    ({ rule: id, place: { span } }) => id === rule && span.startLine === startLine && span.startColumn === startColumn,
  );
  if (finding === undefined)
    throw new UserError('The finding can not be found again', 'Scan the history again: it may be accepted already.');
  const why = await askReason(found.finding);
  if (why === undefined) return undefined;
  const { fingerprint } = finding;
  const decision = { when: dayOf(Date.now()), why };
  await acceptFindings(vault, [{ fingerprint, rule, path }], decision);
  if (hideNames(vault.root, home, Date.now())) await model.changed();
  return { fingerprint, rule, path, ...decision, more: {} };
}
