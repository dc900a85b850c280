import { shellQuoted } from '../agents/claude-code/hooks.ts';
import { guardMark, inProjectFunction, type LaunchedGuard, triedRuntimes } from './launcher-script.ts';

/** How the process ends that looks at a commit: not as a broken runtime would. */
export const commitExits = { goOn: 10, stop: 11 } as const;

/**
 * The launcher that git's pre-commit hook calls, `cloister-commit pre-commit`, for any POSIX shell. It ends with 0 or 1.
 * Where nothing can look at the commit it is stopped. What steers the runtime is taken out of the environment, as is what
 * a project may have put into PATH.
 */
export function commitLauncherScript({ home, runtime, electron }: LaunchedGuard): string {
  return `#!/bin/sh
# Written by Cloister: looks at what is about to be committed. \`cloister hook install\` writes it again.
unset NODE_OPTIONS NODE_PATH NODE_REPL_EXTERNAL_MODULE ELECTRON_RUN_AS_NODE IFS
CLOISTER_HOME=${shellQuoted(home)}
export CLOISTER_HOME
guard="$CLOISTER_HOME/guard/guard.cjs"
# A runtime that ends otherwise is broken, and the next one is tried.
run() {
  if ! [ -f "$1" ] || ! [ -x "$1" ]; then return 0; fi
  runtime=$1
  shift
  "$runtime" "$guard" "$@" </dev/null
  case $? in
    ${commitExits.goOn}) exit 0 ;;
    ${commitExits.stop}) exit 1 ;;
  esac
}
${inProjectFunction}is_guard() {
  [ -f "$guard" ] && [ -r "$guard" ] && [ -r "$CLOISTER_HOME/guard/guard-commit.cjs" ] || return 1
  IFS= read -r mark <"$guard"
  [ "$mark" = ${shellQuoted(guardMark)} ]
}
if is_guard; then
${triedRuntimes({ runtime, electron })}  why='no Node.js and no VS Code was found that runs it'
  mend='Install Node.js'
else
  why="its files are gone from $CLOISTER_HOME"
  mend='Run \`cloister hook install\`'
fi
echo "Cloister: the commit was stopped, since it could not be looked at: $why." >&2
echo "$mend, or commit once without a look: git commit --no-verify" >&2
exit 1
`;
}
