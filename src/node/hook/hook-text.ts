import { createHash } from 'node:crypto';
import { shellQuoted } from '../../agents/claude-code/hooks.ts';

/** The hooks of git that Cloister has: git runs the first one for no merge that it commits by itself. */
export const hookNames = ['pre-commit', 'pre-merge-commit'] as const;
export type HookName = (typeof hookNames)[number];

/**
 * Who has a hook file: `own` lies where nobody else gets it and stops a commit that can not be scanned; `shared` is
 * committed, and goes on for those who do not have Cloister.
 */
export type HookForm = 'own' | 'shared';

/** The name of the hook that was there before. */
export function keptName(name: HookName): string {
  return `${name}.before-cloister`;
}

/** The first line of a hook file that is made. */
export const firstLine = '#!/bin/sh\n';

/** What stands in a hook of one's own alone: calls the hook that was there before, then the launcher. */
export function ownBlock(name: HookName, launcher: string): string {
  return marked(`# Scans what is committed. \`cloister hook uninstall\` takes it out and puts back what was here before.
case $0 in
  */*) cloister_before=\${0%/*}/${keptName(name)} ;;
  *) cloister_before=./${keptName(name)} ;;
esac
if [ -f "$cloister_before" ] && [ -x "$cloister_before" ]; then
  "$cloister_before" "$@" || exit $?
fi
${ownCall(shellQuoted(launcher))}`);
}

/** The call of the launcher, as a shell reads its path, that stops the commit where the launcher is gone. */
export function ownCall(quoted: string): string {
  return `cloister=${quoted}
if [ -f "$cloister" ] && [ -x "$cloister" ]; then
  "$cloister" pre-commit </dev/null || exit $?
else
  printf '%s\\n' "Cloister: this commit is stopped, for it can not be scanned: $cloister is gone." \\
    '  \`cloister hook install\` repairs that, \`cloister hook uninstall\` takes the hook out.' \\
    '  Without Cloister, delete the lines between its two marks in the hook; once: git commit --no-verify' >&2
  exit 1
fi
`;
}

/** The call of the launcher for files that others get as well. */
export const sharedCall = `cloister="\${CLOISTER_HOME:-\${HOME-}/.cloister}/bin/cloister-commit"
if [ -f "$cloister" ] && [ -x "$cloister" ]; then
  "$cloister" pre-commit </dev/null || exit 1
else
  echo 'Cloister is not installed here: this commit is not scanned for secrets.' >&2
fi
`;

/** What stands in a hook file that is committed. */
export const sharedBlock = marked(
  `# Scans what is committed, where Cloister is installed. \`cloister hook uninstall\` takes it out.\n${sharedCall}`,
);

/** The marks hold a hash of what stands between them: what somebody changed is theirs. */
function marked(body: string): string {
  const hash = hashOf(body);
  return `# >>> cloister hook ${hash}\n${body}# <<< cloister hook ${hash}\n`;
}

function hashOf(body: string): string {
  return createHash('sha256').update(body, 'utf8').digest('hex').slice(0, 16);
}

/** A block of ours in a hook file. Texts are those of the file's bytes, read as `latin1`. */
export interface FoundBlock {
  readonly before: string;
  readonly block: string;
  readonly after: string;
  /** False where somebody changed it. */
  readonly isWhole: boolean;
}

/** Finds our block in the text of a hook file; the text is read as `latin1`, so that no byte changes. */
export function findBlock(text: string): FoundBlock | undefined {
  const start = /^# >>> cloister hook ([0-9a-f]{16})$/m.exec(text);
  const [line = '', hash = ''] = start ?? [];
  if (start === null) return undefined;
  const last = `# <<< cloister hook ${hash}`;
  const bodyAt = start.index + line.length + 1;
  const endAt = text.indexOf(`\n${last}`, bodyAt - 1);
  if (endAt < 0)
    return { before: text.slice(0, start.index), block: text.slice(start.index), after: '', isWhole: false };
  const body = text.slice(bodyAt, endAt + 1);
  const hasLineEnd = text[endAt + 1 + last.length] === '\n';
  const end = endAt + 1 + last.length + (hasLineEnd ? 1 : 0);
  return {
    before: text.slice(0, start.index),
    block: text.slice(start.index, end),
    after: text.slice(end),
    isWhole: hashOf(Buffer.from(body, 'latin1').toString('utf8')) === hash,
  };
}

/** The launcher that a block of one's own calls, or undefined for the shared one. */
export function launcherIn(block: string): string | undefined {
  const quoted = /^cloister=((?:'[^']*'|\\')+)$/m.exec(block)?.[1];
  if (quoted === undefined) return undefined;
  const text = quoted.replace(/'([^']*)'|\\'/g, (_all, plain?: string) => plain ?? "'");
  return Buffer.from(text, 'latin1').toString('utf8');
}

/**
 * Puts a block behind the first lines of a shell script: those of comments and the one that starts older huskies, which
 * runs the script once more. What stands further down may leave the script before its end.
 */
export function insertBlock(text: string, block: string): string {
  const head = /^(?:[ \t]*(?:#.*|\. .*\/husky\.sh["']?[ \t]*)?(?:\r?\n|$))*/.exec(text)?.[0] ?? '';
  const inserted = bytesOf(block);
  // A last line without an end gets none.
  if (head !== '' && !head.endsWith('\n')) return `${head}\n${inserted.slice(0, -1)}`;
  return head + inserted + text.slice(head.length);
}

/** The text without the block, as it was before the block was put in. */
export function withoutBlock({ before, block, after }: FoundBlock): string {
  return (block.endsWith('\n') ? before : before.slice(0, -1)) + after;
}

/** A text as the bytes of its UTF-8, each a character. */
export function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** True where a text without the block is what Cloister itself made. */
export function isBare(text: string): boolean {
  return text === '' || text === firstLine;
}

/** True for a script that a POSIX shell runs; without a first line git has `sh` run it. */
export function isShellScript(text: string): boolean {
  if (text.includes('\0')) return false;
  const program = /^#![ \t]*(.*)/.exec(text)?.[1];
  return program === undefined || /(?:^|[/ ])(?:ba|da|z|k|a)?sh(?:$|[ \t\r])/.test(program);
}

/** True for the hook that the pre-commit framework writes: it calls `<name>.legacy` before all else. */
export function isFrameworkScript(text: string): boolean {
  return /^# File generated by pre-commit: https:\/\/pre-commit\.com$/m.test(text);
}

/** True for the hook that lefthook writes. */
export function isLefthookScript(text: string): boolean {
  return text.includes('call_lefthook');
}
