import { pathLine, removedMark, replacementLine } from '../../core/filter-repo-line.ts';
import type { HistoryFinding } from '../../core/history.ts';
import { planPart } from '../../core/rotation-order.ts';
import type { ByteRange } from '../../detect/byte-ranges.ts';
import type { GitPlace } from '../git/git-place.ts';
import { planFiles } from './plan-folder.ts';
import { cleanUpScript } from './plan-script.ts';
import type { PlannedObject, PlannedSpans } from './plan-spans.ts';

/** Paths of notes that may leave the history whole: those that are private or sensitive as a whole. */
export function notePaths(findings: readonly HistoryFinding[]): string[] {
  const notes = findings.filter(
    ({ finding }) => planPart(finding.rule) === 'note' && finding.rule !== 'note.private-span',
  );
  const paths = new Set(notes.flatMap(({ paths }) => paths).filter((path) => path !== ''));
  return [...paths].sort();
}

/** The files that commands of a plan read, by name; `spans.json` first, by which the folder is known as a plan's. */
export function cleanUpFiles(place: GitPlace, spans: PlannedSpans, notes: readonly string[]): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([
    [planFiles.spans, Buffer.from(spansText(place, spans.objects))],
    [planFiles.ignore, Buffer.from('*\n')],
    [planFiles.script, Buffer.from(cleanUpScript)],
    [planFiles.secretObjects, Buffer.from(oidLines(spans.objects.filter(({ secrets }) => secrets.length > 0)))],
  ]);
  const personal = spans.objects.filter((each) => each.personal.length > 0);
  if (personal.length > 0) files.set(planFiles.personalObjects, Buffer.from(oidLines(personal)));
  if (notes.length > 0) files.set(planFiles.notes, bytes(notes.map((path) => pathLine(Buffer.from(path)))));
  const { values } = spans;
  if (values.secrets.length > 0) files.set(planFiles.replacements, bytes(values.secrets.map(replacementLine)));
  if (values.personal.length > 0)
    files.set(planFiles.personalReplacements, bytes(values.personal.map(replacementLine)));
  return files;
}

function bytes(lines: readonly string[]): Uint8Array {
  return Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
}

function oidLines(objects: readonly PlannedObject[]): string {
  return objects.map(({ oid }) => `${oid}\n`).join('');
}

/** An object a line, so that a person can read it and the file does not grow with blanks. */
function spansText(place: GitPlace, objects: readonly PlannedObject[]): string {
  const head = JSON.stringify({ cloisterPlan: 1, repository: place.root, mark: removedMark });
  const lines = objects.map(({ oid, kind, size, reading, secrets, personal }) => {
    const value = { kind, size, reading, secrets: secrets.map(pair), personal: personal.map(pair) };
    return `  ${JSON.stringify(oid)}: ${JSON.stringify(value)}`;
  });
  return `${head.slice(0, -1)}, "objects": {\n${lines.join(',\n')}\n}}\n`;
}

function pair({ from, to }: ByteRange): [number, number] {
  return [from, to];
}
