import { createHmac } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Reason } from '../../core/decision.ts';
import { dataClasses } from '../../core/placeholder.ts';
import { readOrMakeKey } from '../fingerprint-key.ts';
import { isMeant } from './prompts.ts';
import type { Outcome, Scene } from './scene.ts';
import { type TakenIn, takenInByPerson, takenInFrom, withFoldersAbove } from './taken-in.ts';

/**
 * Judges what the client takes in with every prompt, without any tool call: instructions from where the agent works
 * and from the person's own settings, with what they import. Undefined where there is nothing to stop.
 */
export function judgeInstructions(scene: Scene): Promise<Outcome | undefined> {
  const { cwd, home, parts } = scene;
  const settings = parts.env['CLAUDE_CONFIG_DIR'] || join(home, '.claude');
  return judgeTakenIn([...takenInFrom(withFoldersAbove(cwd), home), ...takenInByPerson(settings, home)], scene);
}

/** With a file the client takes in the instructions of the folders that it lies in. */
export async function withFoldersInstructions(
  outcome: Outcome,
  input: Readonly<Record<string, unknown>>,
  scene: Scene,
): Promise<Outcome> {
  const path = input['file_path'] ?? input['notebook_path'];
  const { verdict } = outcome.decision;
  if (typeof path !== 'string' || !outcome.isBusiness || verdict === 'deny' || verdict === 'ask') return outcome;
  const known = new Set(withFoldersAbove(scene.cwd));
  const [real = path] = scene.placesOf(path);
  const deeper = withFoldersAbove(dirname(real)).filter((folder) => !known.has(folder));
  return (await judgeTakenIn(takenInFrom(deeper, scene.home), scene)) ?? outcome;
}

/**
 * Stops at the first file that agents do not get as it is: by its author's mark, or for a secret in it. What folders
 * and patterns hide is left out by the client's own settings.
 */
async function judgeTakenIn(files: readonly TakenIn[], scene: Scene): Promise<Outcome | undefined> {
  for (const { path, text } of files) {
    if (!scene.sight.isBusiness(path)) continue;
    const { access, because } = scene.sight.at(path);
    if (access === 'none' && because.kind === 'private')
      return stopped({ id: 'private-instructions', what: path }, path);
    if (access === 'none' || access === 'redacted') continue;
    const answers = scene.contentAnswers([path]);
    const hides = dataClasses.filter((each) => answers[each] !== 'allow');
    if (hides.length === 0) continue;
    const findings = await scene.content().findingsIn(text, path, new Set(hides));
    const about = [path, ...findings.map(({ fingerprint }) => fingerprint)].join('\0');
    const hash = createHmac('sha256', readOrMakeKey(scene.own)).update(about).digest('hex');
    if (findings.length > 0 && !isMeant(scene.own, hash, scene.parts.now())) {
      const isSecret = findings.some(({ rule }) => rule.startsWith('secret.'));
      return stopped({ id: isSecret ? 'secret-in-instructions' : 'hidden-in-instructions', what: path }, path);
    }
  }
  return undefined;
}

function stopped(reason: Reason, path: string): Outcome {
  return { decision: { verdict: 'deny', reason, path }, paths: [path], isBusiness: true };
}
