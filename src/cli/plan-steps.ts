import { planFiles } from '../node/history/plan-folder.ts';
import { cleanUpModule } from '../node/history/plan-script.ts';
import { has, needsRewrite, type PlanScene, reachableRemotes } from './plan-scene.ts';
import { code, commands, quoted } from './plan-words.ts';

const inRepository = 'git -C "$REPO"';
const inClean = 'git -C "$CLEAN"';

/** What every way of rewriting has in common: no message is decoded anew, and no commit is dropped as empty. */
const filter = `${inClean} filter-repo --preserve-commit-encoding --prune-empty never --prune-degenerate never`;

/** Prints the objects of a list that are still in a repository. */
function check(inWhich: string, list: string): string {
  return `${inWhich} cat-file --batch-check < "$PLAN/${list}" | grep -v ' missing$' || echo 'none of them is left'`;
}

/** The steps that clean a history, each a heading, sentences and commands. */
export function cleaningSteps(scene: PlanScene): string {
  const steps = needsRewrite(scene)
    ? [
        prepare(scene),
        backUp(scene),
        rewrite(scene),
        verify(scene),
        bringBack(scene),
        push(scene),
        clear(scene),
        others(scene),
      ]
    : [prepare(scene), backUp(scene), forget(scene)];
  return [...steps, finish(scene)].map((step, index) => `### Step ${index + 1}: ${step}`).join('\n\n');
}

function prepare(scene: PlanScene): string {
  const remotes = reachableRemotes(scene);
  const { place } = scene.history;
  const rewrites = needsRewrite(scene);
  const first = [
    `REPO=${quoted(place.root)}`,
    `PLAN=${quoted(scene.folder)}`,
    ...(rewrites ? ['CLEAN="$PLAN/clean.git"', `export CLOISTER_CLEAN=${cleans(scene)}`] : []),
    'export GIT_NO_REPLACE_OBJECTS=1',
    ...(rewrites && remotes.length > 0 ? functions : []),
  ];
  const parts = [
    'prepare',
    ...(rewrites
      ? [
          'git filter-repo does the work; it is a program of its own. Install it where `git filter-repo --version` is not known: `apt-get install git-filter-repo`, `dnf install git-filter-repo`, `brew install git-filter-repo` or `pipx install git-filter-repo`.',
        ]
      : []),
    'Open one terminal, type `bash`, and run everything below in it, block by block:',
    commands(first),
    'Commit or put aside what you are working on, end a merge or rebase, and close the editor and agents on this folder. Then look what is there:',
    commands([
      ...(place.isBare ? [] : [`${inRepository} status --short --branch`]),
      `${inRepository} count-objects -vH`,
    ]),
  ];
  if (rewrites && remotes.length > 0)
    parts.push(
      `Everyone else pushes what they have now, and waits. These commands fetch it, and name the branches that have something which yours of the same name lack: merge those first, until none is named. If anything came, or you have committed since, make the plan again: it knows the versions of its day.`,
      commands(
        remotes.flatMap((remote) => [
          `${inRepository} fetch --prune --tags ${quoted(remote)}`,
          `branches ${quoted(remote)} > /dev/null`,
        ]),
      ),
    );
  return parts.join('\n\n');
}

/**
 * Names what to push to a remote: its branches, each with the commit that it must still be at, as a push with a lease takes
 * them; and its tags and notes. A branch is left out whose commits are not all in the branch here, or they would be lost.
 */
const functions = [
  'branches() {',
  '  git -C "$REPO" for-each-ref --format=\'%(refname) %(objectname)\' "refs/remotes/$1" | while read -r ref old; do',
  '    branch=${ref#"refs/remotes/$1/"}',
  '    test "$branch" = HEAD && continue',
  '    from=refs/heads/$branch',
  '    if git -C "$REPO" show-ref --verify --quiet "$from" && ! git -C "$REPO" merge-base --is-ancestor "$ref" "$from"; then',
  '      echo "merge first: $branch" >&2',
  '      continue',
  '    fi',
  '    git -C "$CLEAN" show-ref --verify --quiet "$from" 2> /dev/null || from=$ref',
  '    echo "--force-with-lease=refs/heads/$branch:$old refs/cleaned/${from#refs/}:refs/heads/$branch"',
  '  done',
  '}',
  'tags() {',
  '  git -C "$REPO" ls-remote --refs "$1" \'refs/tags/*\' \'refs/notes/*\' | while read -r _ ref; do',
  '    if git -C "$REPO" show-ref --verify --quiet "$ref"; then echo "+$ref:$ref"; else echo "not here, so not cleaned: $ref" >&2; fi',
  '  done',
  '}',
];

function cleans(scene: PlanScene): string {
  return has(scene, 'rotate') || !has(scene, 'personal') ? 'secrets' : 'personal';
}

function backUp(scene: PlanScene): string {
  return [
    'a backup',
    `It holds everything that you are about to remove, so it goes into the plan's folder and away with it at the end. What only the reflog${scene.facts.hasStash ? ' or an older stash' : ''} keeps is not in it: copy the whole folder elsewhere if you may want that back.`,
    commands(['git clone --mirror --no-local "$REPO" "$PLAN/backup.git"']),
  ].join('\n\n');
}

function rewrite(scene: PlanScene): string {
  const { facts } = scene;
  const [firstNotes] = facts.notes;
  // A clone has no name for who commits, where that is set in the repository alone.
  const who = (firstNotes === undefined ? [] : ['name', 'email']).map(
    (what) =>
      `${inClean} config user.${what} "$(${inRepository} log -1 --format=%c${what.charAt(0)} ${quoted(firstNotes ?? '')})"`,
  );
  const copyNotes = facts.notes.flatMap((ref) => [
    `awk 'NR > 1 && $1 != $2' "$CLEAN/filter-repo/commit-map" | ${inClean} notes --ref=${quoted(ref)} copy --stdin`,
    `${inClean} notes --ref=${quoted(ref)} prune`,
  ]);
  const parts = [
    'rewrite a fresh clone',
    `Your repository is not touched by this: the rewriting happens in ${code('clean.git')}.`,
    commands([
      'git clone --mirror --no-local "$REPO" "$CLEAN"',
      // Else filter-repo takes away with its origin what other remotes had.
      `${inClean} config --unset-all remote.origin.fetch`,
      ...(facts.hasStash ? [`${inClean} update-ref -d refs/stash`] : []),
      `PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$PLAN" ${filter} \\`,
      ...(['blob', 'commit', 'tag'] as const).map(
        (kind, index) =>
          `  --${kind}-callback 'import ${cleanUpModule}; ${cleanUpModule}.${kind}(${kind})'${index === 2 ? '' : ' \\'}`,
      ),
      ...who,
      ...copyNotes,
    ]),
    `${code(planFiles.script)} is called for every content and message and replaces the bytes that ${code(planFiles.spans)} names by ${code('***REMOVED***')}. All else stays byte for byte as it is.${facts.notes.length > 0 ? ' Notes about commits are moved to the new commits.' : ''}`,
  ];
  if (has(scene, 'rotate') && has(scene, 'personal'))
    parts.push(
      'Personal data stays unless you say otherwise: before that block, `export CLOISTER_CLEAN=secrets,personal` takes it out as well.',
    );
  const [secrets, personal] = [scene.spans.values.secrets.length > 0, scene.spans.values.personal.length > 0];
  const replace = (name: string) => `${filter} --replace-text "$PLAN/${name}" --replace-message "$PLAN/${name}"`;
  if (scene.withValues && secrets)
    parts.push(
      `Then every other copy of the same values, wherever one stands in a text (filter-repo passes over binary files and UTF-16):`,
      commands([replace(planFiles.replacements), ...copyNotes]),
    );
  if (scene.withValues && personal)
    parts.push(
      `For personal data the same, if you want it replaced in every text: ${code(replace(planFiles.personalReplacements))}`,
    );
  if (scene.notes.length > 0)
    parts.push(
      `Whole notes leave the history only if you say so, and they leave the newest version too: copy them out of the repository first, strike from ${code(planFiles.notes)} what is to stay, then run ${code(`${filter} --invert-paths --paths-from-file "$PLAN/${planFiles.notes}"`)}`,
    );
  return parts.join('\n\n');
}

function verify(scene: PlanScene): string {
  const { facts } = scene;
  return [
    'look whether it is clean',
    `The first command names what is still there of the objects that held something; the second looks for damage. The third scans the clean clone: it must not find any of the above again.${scene.history.accepted.length > 0 ? ' What your baseline accepts comes up there, as the clone is no vault.' : ''}`,
    commands([...checks(scene, inClean), `${inClean} fsck --no-dangling`, 'cloister history "$CLEAN"']),
    `If an object is left, something holds it that filter-repo can not rewrite${facts.oddRefs.length > 0 ? `, such as ${facts.oddRefs.map(code).join(', ')}` : ', such as a reference to a file instead of a commit'}: \`git -C "$CLEAN" for-each-ref --points-at <id>\` names it, \`git -C "$CLEAN" update-ref -d <name>\` removes it, \`git -C "$CLEAN" gc --prune=now\` clears up. Go on only when none is left.`,
  ].join('\n\n');
}

/** Personal data is looked for only where it was taken out. */
function checks(scene: PlanScene, inWhich: string): string[] {
  const personal = check(inWhich, planFiles.personalObjects);
  if (!has(scene, 'personal')) return [check(inWhich, planFiles.secretObjects)];
  if (!has(scene, 'rotate')) return [personal];
  const both = check(inWhich, planFiles.secretObjects);
  if (!needsRewrite(scene)) return [both, personal];
  return [both, `case "$CLOISTER_CLEAN" in *personal*) ${personal} ;; esac`];
}

/** Where the list of what to push lies: it is made before the branches here move. */
function pushList(index: number): string {
  return `"$PLAN/push-${index + 1}.txt"`;
}

function bringBack(scene: PlanScene): string {
  const { history, facts } = scene;
  const { place } = history;
  const remotes = reachableRemotes(scene);
  return [
    'bring it into this repository',
    'Branches, tags and notes are moved to the clean history. Your files stay as they are: `git status` then shows those that still hold what the history no longer does. Take it out of them before you commit, or it is back.',
    commands([
      ...remotes.map((remote, index) => `branches ${quoted(remote)} > ${pushList(index)}`),
      ...(remotes.length > 0
        ? [
            `${inRepository} fetch --no-tags "$CLEAN" '+refs/heads/*:refs/cleaned/heads/*' '+refs/remotes/*:refs/cleaned/remotes/*'`,
          ]
        : []),
      `${inRepository} fetch --update-head-ok --no-tags "$CLEAN" $(${inRepository} for-each-ref --format='+%(refname):%(refname)' refs/heads refs/tags refs/notes)`,
      ...facts.worktrees.map((tree) => `git -C ${tree === place.root ? '"$REPO"' : quoted(tree)} reset --quiet`),
    ]),
  ].join('\n\n');
}

function push(scene: PlanScene): string {
  const remotes = reachableRemotes(scene);
  if (remotes.length === 0)
    return ['nothing to push', 'No remote that can be named here has any of it, as far as this clone knows.'].join(
      '\n\n',
    );
  const lines = remotes.flatMap((remote, index) => [
    `test ! -s ${pushList(index)} || ${inRepository} push ${quoted(remote)} $(cat ${pushList(index)})`,
    `TAGS=$(tags ${quoted(remote)})`,
    `test -z "$TAGS" || ${inRepository} push ${quoted(remote)} $TAGS`,
    `${inRepository} fetch --prune ${quoted(remote)}`,
  ]);
  return [
    `push to ${remotes.map(code).join(', ')}`,
    'This replaces what the remote has. Only branches, tags and notes go there that it has already, with the commits of them that you had not pushed yet: private notes in those, too, unless you took them out in step 3. It is refused where a branch moved since you fetched. A host may protect branches from it: allow it there for the moment.',
    commands([
      ...lines,
      `${inRepository} for-each-ref --format='delete %(refname)' refs/cleaned | ${inRepository} update-ref --stdin`,
    ]),
  ].join('\n\n');
}

function clear(scene: PlanScene): string {
  return ['let git forget the old versions', clearing(scene)].join('\n\n');
}

/** For what no branch, tag or note reaches. */
function forget(scene: PlanScene): string {
  return ['let git forget it', 'No branch, tag or note holds any of it, so no commit changes.', clearing(scene)].join(
    '\n\n',
  );
}

function clearing(scene: PlanScene): string {
  const { hasStash } = scene.facts;
  return [
    `The old versions are still there for \`git show\`, kept by the reflog${hasStash ? ' and the stash. **Look through `git stash list` first:** all stashes go; `git stash branch` makes a branch of one' : ''}. After this nothing brings them back but the backup:`,
    commands([
      ...(hasStash ? [`${inRepository} stash clear`] : []),
      `${inRepository} reflog expire --expire=now --expire-unreachable=now --all`,
      `${inRepository} gc --quiet --prune=now`,
      ...checks(scene, inRepository),
    ]),
    'An object that is named is still held: by a worktree whose HEAD is detached (check out a branch there), by a pack with a `.keep` file, by the repository that this one borrows from, by a remote that was not cleaned, or by a reference outside of branches and tags (`git for-each-ref --contains` with a commit).',
  ].join('\n\n');
}

function others(scene: PlanScene): string {
  return [
    'everyone else',
    'Whoever has a clone deletes it and clones again. A `git pull` in an old clone merges the old history back, and a push from it brings everything back to the remote. Work that only an old clone has is taken over as patches: `git format-patch` there, `git am` in the new one. Servers, synced folders and other machines of yours have clones too.',
    ...(scene.submodules.length > 0
      ? [
          `A submodule is a repository of its own and has a plan of its own: ${scene.submodules.map(code).join(', ')}. Clean those first. Their commits get new ids, and old commits of this repository name the old ones: commit the new one here.`,
        ]
      : []),
  ].join('\n\n');
}

function finish(scene: PlanScene): string {
  return [
    'delete what is left of it',
    `The backup${needsRewrite(scene) ? ' and the clean clone lie' : ' lies'} in this folder${scene.withValues ? ', and so do the values' : ''}. Once all is well:`,
    commands(['rm -rf "$PLAN"']),
  ].join('\n\n');
}
