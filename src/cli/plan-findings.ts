import { countOf } from '../core/amounts.ts';
import type { HistoryFinding, Reach } from '../core/history.ts';
import { type Exposure, exposureOf, exposures, inRotationOrder, planPart } from '../core/rotation-order.ts';
import { findingAdvice, findingSentence } from '../core/texts.ts';
import { code, pathList } from './plan-words.ts';

const exposureTitles: Readonly<Record<Exposure, string>> = {
  'tree-and-pushed': 'Still in the tree, and pushed',
  pushed: 'Pushed',
  tree: 'Still in the tree, not pushed',
  rest: 'Only in the history of this clone',
};

const reachTexts: Readonly<Record<Reach, string>> = {
  ref: 'a branch, a tag, a note or the stash',
  reflog: 'only the reflog, or an older stash',
  unreachable: "nothing: git's next clean-up may remove it",
};

/** What to rotate, in order, as a list that is numbered throughout. */
export function rotationText(findings: readonly HistoryFinding[]): string {
  const ordered = inRotationOrder(findings.filter(({ finding }) => planPart(finding.rule) === 'rotate'));
  if (ordered.length === 0) return 'No credential was found.';
  const parts: string[] = [];
  let number = 0;
  for (const exposure of exposures) {
    const group = ordered.filter((each) => exposureOf(each) === exposure);
    if (group.length === 0) continue;
    parts.push(`### ${exposureTitles[exposure]}`, group.map((each) => credentialText(each, ++number)).join('\n'));
  }
  return parts.join('\n\n');
}

function credentialText(each: HistoryFinding, number: number): string {
  const { finding, inTree, versions, reach } = each;
  const indent = ' '.repeat(`${number}. `.length);
  const lines = [
    findingAdvice(finding),
    `First: ${firstText(each)}`,
    ...pathsText(each),
    ...(inTree.length === 0
      ? []
      : [`In the tree: ${pathList(inTree.map(({ path, span }) => `${path}:${span.startLine}`))}`]),
    `${countOf(versions, 'version')}, kept by ${reachTexts[reach]}; ${remotesText(each)}`,
  ];
  return [`${number}. **${title(finding)}** (${finding.severity})`, ...lines.map((line) => `${indent}- ${line}`)].join(
    '\n',
  );
}

/** The title with the masked value as code. */
function title(finding: HistoryFinding['finding']): string {
  const { masked } = finding.args;
  const sentence = findingSentence(finding);
  if (masked === undefined) return sentence;
  const at = sentence.indexOf(masked);
  return `${sentence.slice(0, at)}${code(masked)}${sentence.slice(at + masked.length)}`;
}

function firstText({ finding: { place } }: HistoryFinding): string {
  const where = place.path === '' ? messageText(place) : `${code(`${place.path}:${place.span.startLine}`)}`;
  if (place.commit === undefined) return `${where}, in no commit that is here`;
  const author = place.author === undefined ? '' : ` by ${code(place.author)}`;
  const date = place.date === undefined ? '' : ` on ${code(place.date)}`;
  return `${where}, commit ${code(place.commit.slice(0, 12))}${author}${date}`;
}

function messageText({ object, oid }: HistoryFinding['finding']['place']): string {
  const id = code(oid.slice(0, 12));
  if (object === 'blob') return `a content without a name, ${id}`;
  return object === 'commit' ? 'the message of the commit' : `the message of the tag ${id}`;
}

function pathsText({ paths }: HistoryFinding): string[] {
  const named = paths.filter((path) => path !== '');
  if (named.length === 0) return [];
  return [`${named.length === 1 ? 'Path' : 'All paths'}: ${pathList(named)}`];
}

function remotesText({ remotes }: HistoryFinding): string {
  return remotes.length === 0 ? 'not pushed' : `pushed to ${remotes.map(code).join(', ')}`;
}

/** Personal data and notes, a line each: there is nothing about them to rotate. */
export function cleanUpText(findings: readonly HistoryFinding[], part: 'personal' | 'note'): string {
  return inRotationOrder(findings.filter(({ finding }) => planPart(finding.rule) === part))
    .map((each) => {
      const where = each.paths.some((path) => path !== '') ? pathList(each.paths.filter(Boolean), 10) : firstText(each);
      const tree = each.inTree.length > 0 ? ', still in the tree' : '';
      return `- ${title(each.finding)} (${each.finding.severity}): ${where}; ${countOf(each.versions, 'version')}, ${remotesText(each)}${tree}`;
    })
    .join('\n');
}
