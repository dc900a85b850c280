import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Decision } from '../../core/decision.ts';
import { dataClasses } from '../../core/placeholder.ts';
import { largestText } from '../../core/redaction.ts';
import { errorCode } from '../walk.ts';
import type { ShownFile, TextEdit } from './content.ts';
import type { Outcome, Scene } from './scene.ts';

type Fields = Readonly<Record<string, unknown>>;

/** True for tools of which the file that they name is looked at. */
export function needsContent(tool: string): boolean {
  return /^(?:Read|NotebookRead|Grep|Edit|MultiEdit)$/.test(tool);
}

/**
 * Judges a call that may run by what the file holds that it reads or edits. Reading in redacted form needs a text; a
 * secret is asked about or refused where the policy says so; no edit reaches into what is hidden, or it would tell.
 */
export async function judgeContent(tool: string, input: Fields, outcome: Outcome, scene: Scene): Promise<Outcome> {
  const { verdict } = outcome.decision;
  if (!outcome.isBusiness || verdict === 'deny' || verdict === 'ask') return outcome;
  const file = fileOf(input, scene);
  if (file === undefined) return outcome;
  const stopped = await stoppedBy(tool, input, file, scene);
  return stopped === undefined ? outcome : { ...outcome, decision: stopped };
}

function fileOf(input: Fields, scene: Scene): ShownFile | undefined {
  const path = input['file_path'] ?? input['notebook_path'] ?? input['path'];
  if (typeof path !== 'string') return undefined;
  const [real] = scene.placesOf(path);
  if (real === undefined || !scene.sight.isBusiness(real)) return undefined;
  if (statSync(real, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  return { path: real, isRedacted: scene.sight.at(real).access === 'redacted' };
}

async function stoppedBy(tool: string, input: Fields, file: ShownFile, scene: Scene): Promise<Decision | undefined> {
  const what = file.path.slice(file.path.lastIndexOf('/') + 1);
  if (file.isRedacted)
    return isPlainText(file.path)
      ? undefined
      : { verdict: 'deny', reason: { id: 'redacted-only-read', what }, path: file.path };
  const answers = scene.contentAnswers([file.path]);
  const hides = dataClasses.filter((each) => answers[each] !== 'allow');
  if (hides.length === 0) return undefined;
  if (tool === 'Edit' || tool === 'MultiEdit')
    return (await scene.content().isAboutHidden(file, editsIn(input), new Set(hides)))
      ? { verdict: 'deny', reason: { id: 'hidden-part', what }, path: file.path }
      : undefined;
  for (const verdict of ['deny', 'ask'] as const)
    for (const each of hides)
      if (answers[each] === verdict && (await scene.content().holdsAny(file, each)))
        return {
          verdict,
          reason: { id: each === 'personal' ? 'personal-in-file' : 'secret-in-file', what },
          path: file.path,
        };
  return undefined;
}

function editsIn(input: Fields): TextEdit[] {
  const edits = [input, ...(Array.isArray(input['edits']) ? input['edits'] : [])];
  return edits.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null || !('old_string' in each)) return [];
    const { old_string: from } = each;
    if (typeof from !== 'string') return [];
    const to = 'new_string' in each && typeof each.new_string === 'string' ? each.new_string : '';
    return [{ from, to, isEverywhere: 'replace_all' in each && each.replace_all === true }];
  });
}

/** Pictures, documents and notebooks come in forms of their own, in which nothing can be replaced. */
function isPlainText(path: string): boolean {
  if (/\.(?:ipynb|pdf|png|jpe?g|gif|webp|bmp|tiff?|heic|docx?|xlsx?|pptx?)$/i.test(path)) return false;
  try {
    if (statSync(path).size > largestText) return false;
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(8192);
      return !bytes.subarray(0, readSync(file, bytes)).includes(0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}
