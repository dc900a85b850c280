import { countOf } from '../core/amounts.ts';
import type { HistoryFinding } from '../core/history.ts';
import { skipTexts } from '../core/texts.ts';
import { planFiles } from '../node/history/plan-folder.ts';
import type { Unplaced } from '../node/history/plan-spans.ts';
import { cleanUpText, rotationText } from './plan-findings.ts';
import { cleanable, has, needsRewrite, type PlanScene, remotesOf } from './plan-scene.ts';
import { cleaningSteps } from './plan-steps.ts';
import { code, pathList } from './plan-words.ts';

/** The plan of one repository, as Markdown. It holds no value. */
export function planText(scene: PlanScene): string {
  const { history, facts, day } = scene;
  const parts = [
    `# Plan for the history of ${code(facts.name)}`,
    `Made by \`cloister history --plan\` on ${day} for ${code(history.place.root)}. Nothing of it was run. It is for your eyes: it says where secrets stand, and masks them.`,
    '## Before all',
    warnings(scene)
      .map((each) => `- ${each}`)
      .join('\n'),
    '## What to rotate, in this order',
    'A credential that was in a repository is burnt, whatever happens to the history: make a new one, put it where it is used, revoke the old one. Where you then leave the history as it is, `cloister baseline add <note>:<line> --rotated` marks the old value as one that is of no use any more.',
    rotationText(history.findings),
  ];
  if (has(scene, 'personal') || has(scene, 'note')) {
    parts.push('## Personal data and private notes', 'There is nothing to rotate here: it can only be taken out.');
    if (has(scene, 'personal')) parts.push('### Personal data', cleanUpText(history.findings, 'personal'));
    if (has(scene, 'note'))
      parts.push(
        '### Notes',
        cleanUpText(history.findings, 'note'),
        'A note stays private from agents by its mark or a lock, in the files. In the history it can be read by whoever has the repository, unless its file is taken out: see the step that rewrites, or `docs/history.md` on how to move a folder into a repository of its own.',
      );
  }
  if (scene.spans.objects.length > 0 || scene.notes.length > 0)
    parts.push('## Cleaning the history', cleaningSteps(scene));
  parts.push('## What this does not reach', beyond.map((each) => `- ${each}`).join('\n'));
  if (scene.spans.objects.length > 0) parts.push('## The files of this plan', fileList(scene));
  return `${parts.join('\n\n')}\n`;
}

function warnings(scene: PlanScene): string[] {
  const { history, facts, spans } = scene;
  const list: string[] = [];
  if (has(scene, 'rotate'))
    list.push('**Rotate first.** Cleaning takes nothing back: whoever has a clone, a fork or a cache has the value.');
  if (scene.withValues && spans.values.secrets.length + spans.values.personal.length > 0)
    list.push(
      `**${code(planFiles.replacements)} holds the values themselves, in plain text.** Show it to nobody, no agent either, and delete this folder when you are done.`,
    );
  if (needsRewrite(scene)) {
    list.push(
      'Rewriting changes the id of every commit from the first changed one on. Open pull requests, links to commits, and what others have based on them break.',
      'Signatures of commits and tags are dropped: they would no longer fit. Sign your tags again afterwards.',
    );
    if (facts.isShallow)
      list.push(
        '**This clone is shallow: the commands below do not work in it.** Make a full clone (`git clone` without `--depth`) and plan there.',
      );
    if (facts.isPartial)
      list.push(
        '**This is a partial clone: it lacks contents, and the commands below do not work in it.** Make a full clone (`git clone` without `--filter`) and plan there.',
      );
    if (history.place.objectFormat === 'sha256')
      list.push(
        'This repository uses SHA-256 ids, for which git filter-repo was not made. Cloister was tested with it: look at what step 4 says before you go on.',
      );
    if (facts.hasLfs)
      list.push(
        'Files in Git LFS lie outside of the history and are not cleaned: `git lfs prune` removes old ones here, the host keeps its own.',
      );
    if (facts.hasStash)
      list.push(
        'There is a stash. It is not rewritten, and step 7 removes all stashes: apply or branch off what you need before.',
      );
    if (facts.oddRefs.length > 0)
      list.push(`${pathList(facts.oddRefs)}: no commit is there, so filter-repo leaves it. Step 4 says what to do.`);
  }
  if (facts.hasAlternates)
    list.push(
      'This repository borrows objects from another one (`objects/info/alternates`), which has to be cleaned on its own.',
    );
  if (spans.unplaced.length > 0)
    list.push(
      `**${countOf(spans.unplaced.length, 'place')} could not be worked out and ${spans.unplaced.length === 1 ? 'is' : 'are'} not in the files of this plan:** ${pathList(spans.unplaced.map(({ occurrence, why }) => `${occurrence.oid.slice(0, 12)} ${occurrence.path} (${unplacedText(why)})`))}.`,
    );
  const cut = cleanable(scene).filter(isCut).length;
  if (cut > 0)
    list.push(
      `**${countOf(cut, 'value')} ${cut === 1 ? 'stands' : 'stand'} in more versions than a scan lists places of, and not all are in this plan.** Clean with it, then plan and clean again until nothing is found${withValuesHint(scene)}.`,
    );
  if (spans.shortValues > 0)
    list.push(
      `${countOf(spans.shortValues, 'value')} of fewer than 8 bytes ${spans.shortValues === 1 ? 'is' : 'are'} taken out where found and not replaced elsewhere: other words hold the same letters.`,
    );
  if (history.skipped.length > 0)
    list.push(
      `${countOf(history.skipped.length, 'object')} could not be looked at: \`cloister history --format json\` names them.`,
    );
  if (history.accepted.length > 0)
    list.push(
      `${countOf(history.accepted.length, 'finding')} that your baseline accepts ${history.accepted.length === 1 ? 'is' : 'are'} left alone.`,
    );
  if (!scene.withValues && has(scene, 'rotate'))
    list.push(
      'A copy of a value at a place that Cloister did not recognise (without the word that says what it is) stays. `cloister history --plan --with-values` makes the files that replace every copy; they hold the values.',
    );
  if (scene.submodules.length > 0) list.push(`Submodules have plans of their own: ${pathList(scene.submodules)}.`);
  const remotes = remotesOf(scene);
  if (remotes.length > 0)
    list.push(`As far as this clone knows, these remotes have something of it: ${remotes.map(code).join(', ')}.`);
  const odd = remotes.filter((name) => name.startsWith('-'));
  if (odd.length > 0)
    list.push(
      `Git takes such names of remotes for options, and makes none like that: ${odd.map(code).join(', ')}. Look in \`.git/config\` where that comes from. No command here names one, so what it has stays there.`,
    );
  return list;
}

function unplacedText(why: Unplaced['why']): string {
  if (why === 'moved') return 'not as it was scanned';
  return why === 'lfs-pointer' ? 'in Git LFS, outside of the history' : skipTexts[why];
}

/** A scan keeps only so many places of one value. */
function isCut({ occurrences, versions }: HistoryFinding): boolean {
  return new Set(occurrences.map(({ oid }) => oid)).size < versions;
}

function withValuesHint({ withValues }: PlanScene): string {
  return withValues ? '' : ', or use `--with-values`, which needs no places';
}

const beyond = [
  'Forks, and clones that others have.',
  "A host's caches and pull requests: on GitHub, `refs/pull/*` and pages of old commits stay until its support removes them; GitLab and others have a clean-up of their own. Delete and create the repository anew where that is easier.",
  'Backups, synced folders, releases, packages and build logs.',
  'What agents have read: their transcripts, memories and indexes, on this machine and at the provider. `cloister doctor` looks through the ones here.',
  'Names of files and branches, authors and their e-mail addresses: only contents and messages are cleaned.',
];

function fileList(scene: PlanScene): string {
  const { withValues, spans, notes } = scene;
  const list = [
    `${code(planFiles.spans)}: for each object the bytes to replace. It names neither values nor hashes of them: the hash of a weak password can be guessed, a range of bytes can not.`,
    `${code(planFiles.script)}: what git filter-repo calls.`,
    `${[planFiles.secretObjects, ...(has(scene, 'personal') ? [planFiles.personalObjects] : [])].map(code).join(', ')}: ids of the objects that must be gone afterwards.`,
  ];
  if (withValues && spans.values.secrets.length > 0)
    list.push(`${code(planFiles.replacements)}: **the values**, as lines for \`--replace-text\`.`);
  if (withValues && spans.values.personal.length > 0)
    list.push(`${code(planFiles.personalReplacements)}: **the personal data**, the same way.`);
  if (notes.length > 0) list.push(`${code(planFiles.notes)}: paths of the notes above, for \`--paths-from-file\`.`);
  return list.map((each) => `- ${each}`).join('\n');
}
