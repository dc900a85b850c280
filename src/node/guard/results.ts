import { statSync } from 'node:fs';
import type { BatchCall } from '../../agents/agent.ts';
import { isKnownTool } from '../../agents/claude-code/tools.ts';
import { type DataClass, dataClasses } from '../../core/placeholder.ts';
import { mapTexts } from '../../core/redaction.ts';
import type { Hiding, Redacted, ShownFile } from './content.ts';
import { diagnosticsTool, visibleDiagnostics } from './diagnostics.ts';
import type { GrepCall } from './grep-results.ts';
import { type ContentAnswers, noBusiness, type Outcome, type Scene } from './scene.ts';

type Fields = Readonly<Record<string, unknown>>;

const mostFiles = 40;
const shells = new Set(['Bash', 'PowerShell', 'Monitor', 'REPL']);
/** Tools that read one file, of which the guard asks before they do. */
const readers = new Set(['Read', 'NotebookRead']);

/** What a call's result may hold, and whether that is Cloister's business at all. */
interface Shown {
  readonly files: readonly ShownFile[];
  readonly isBusiness: boolean;
}

/** Takes out of a tool's result what the agent is not to see, in the tool's own shape. */
export async function afterTool(tool: string, input: Fields, result: unknown, scene: Scene): Promise<Outcome> {
  const shown = shownBy(tool, input, scene);
  if (!shown.isBusiness) return noBusiness;
  const paths = shown.files.map(({ path }) => path);
  const { result: next, count } = await cleaned(tool, input, result, shown, scene);
  return {
    decision: count === 0 ? { verdict: 'allow' } : { verdict: 'rewrite', input: { result: next } },
    paths,
    isBusiness: true,
  };
}

/** The last net: what still holds something, because a call failed or its result was not processed, ends the run. */
export async function afterBatch(calls: readonly BatchCall[], scene: Scene): Promise<Outcome> {
  let isBusiness = scene.isHere();
  for (const { tool, input, result } of calls) {
    const shown = shownBy(tool, input, scene);
    isBusiness ||= shown.isBusiness;
    if (!shown.isBusiness) continue;
    const files = tool === 'Grep' ? [...shown.files, ...namedIn(result, scene)] : shown.files;
    const { count } = await cleaned(tool === 'Grep' ? 'Read' : tool, input, result, { ...shown, files }, scene);
    if (count > 0)
      return {
        decision: { verdict: 'deny', reason: { id: 'unprocessed', what: tool } },
        paths: [],
        isBusiness: true,
      };
  }
  return { ...noBusiness, isBusiness };
}

async function cleaned(tool: string, input: Fields, result: unknown, shown: Shown, scene: Scene): Promise<Redacted> {
  if (tool === diagnosticsTool) {
    const visible = visibleDiagnostics(result, scene);
    const isSame = JSON.stringify(visible) === JSON.stringify(result);
    const { result: next, count } = await cleanedTexts(tool, input, visible, shown, scene);
    return { result: next, count: count + (isSame ? 0 : 1) };
  }
  return cleanedTexts(tool, input, result, shown, scene);
}

async function cleanedTexts(
  tool: string,
  input: Fields,
  result: unknown,
  shown: Shown,
  scene: Scene,
): Promise<Redacted> {
  const hiding = await hidingOf(tool, scene.contentAnswers(shown.files.map(({ path }) => path)), shown.files, scene);
  const files = hiding.hides.size > 0 ? shown.files : shown.files.filter(({ isRedacted }) => isRedacted);
  if (tool === 'Grep') return scene.content().redactGrep(result, grepCall(input, files, hiding, scene));
  if (files.length === 0 && hiding.hides.size === 0) return { result, count: 0 };
  return scene.content().redact(result, files, hiding);
}

/** What a person was asked about before a tool read it is shown; they were not about what is in no file that was looked at. */
async function hidingOf(
  tool: string,
  answers: ContentAnswers,
  files: readonly ShownFile[],
  scene: Scene,
): Promise<Hiding> {
  const hides = new Set<DataClass>();
  for (const each of dataClasses)
    if (answers[each] !== 'allow' && !(answers[each] === 'ask' && (await wasAsked(tool, each, files, scene))))
      hides.add(each);
  return { hides, withholds: new Set([...hides].filter((each) => answers[each] === 'deny')) };
}

async function wasAsked(tool: string, data: DataClass, files: readonly ShownFile[], scene: Scene): Promise<boolean> {
  if (!readers.has(tool)) return false;
  for (const file of files) if (await scene.content().holdsAny(file, data)) return true;
  return false;
}

function grepCall(input: Fields, files: readonly ShownFile[], hiding: Hiding, scene: Scene): GrepCall {
  const names = new Map<string, ShownFile | undefined>();
  return {
    input,
    single: files[0],
    hiding,
    fileFor(name) {
      if (!names.has(name)) names.set(name, scene.placesOf(name).flatMap((path) => shownFile(path, scene) ?? [])[0]);
      return names.get(name);
    },
  };
}

/** The files that a call may have shown something of. */
function shownBy(tool: string, input: Fields, scene: Scene): Shown {
  const named = ['file_path', 'notebook_path', 'path'].flatMap((key) => {
    const path = input[key];
    return typeof path === 'string' && path !== '' ? scene.placesOf(path) : [];
  });
  const isBusiness = scene.isHere() || named.some((path) => isNear(path, scene));
  const isForeign = shells.has(tool) || !isKnownTool(tool);
  const judged = isForeign && scene.vaults.roots().length > 0 ? scene.beforeTool(tool, input) : noBusiness;
  const files = [...new Set([...named, ...judged.paths])].flatMap((path) => shownFile(path, scene) ?? []);
  return { files: files.slice(0, mostFiles), isBusiness: isBusiness || judged.isBusiness };
}

function isNear(path: string, scene: Scene): boolean {
  return scene.sight.isBusiness(path) || scene.sight.vaultsBeneath(path).length > 0;
}

/** A file of a vault that may be shown in some form. */
function shownFile(path: string, { sight }: Scene): ShownFile | undefined {
  if (path.length > 4096 || !sight.isBusiness(path) || statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    return undefined;
  const { access } = sight.at(path);
  return access === 'none' ? undefined : { path, isRedacted: access === 'redacted' };
}

/** The files that the rows of a result begin with. */
function namedIn(result: unknown, scene: Scene): ShownFile[] {
  const names = new Set<string>();
  mapTexts(result, (text) => {
    for (const row of text.slice(0, 1 << 20).split('\n'))
      for (const name of [row, ...(/^(.{1,512}?)[:-]\d*[:-]?/.exec(row)?.slice(1) ?? [])])
        if (names.size < mostFiles && name !== '' && name.length < 1024) names.add(name);
    return text;
  });
  return [...names].flatMap((name) => scene.placesOf(name).flatMap((path) => shownFile(path, scene) ?? []));
}
