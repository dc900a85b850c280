import { shellQuoted } from '../agents/claude-code/hooks.ts';

export interface LaunchedGuard {
  /** Cloister's own folder. */
  readonly home: string;
  /** Absolute path of a Node or Electron binary. */
  readonly runtime: string;
  readonly electron: boolean;
}

/** VS Code's own runtimes: a server's Node, and the editor itself, which runs as Node when it is told to. */
const serverRuntimes: readonly string[] = [
  '"$HOME"/.vscode-server/cli/servers/*/server/node',
  '"$HOME"/.vscode-server-insiders/cli/servers/*/server/node',
  '"$HOME"/.vscode-server/bin/*/node',
  '"$HOME"/.local/share/code-server/lib/node',
  '"$HOME"/.local/lib/code-server-*/lib/node',
  '/usr/lib/code-server/lib/node',
];
const editorRuntimes: readonly string[] = [
  '/usr/share/code/code',
  '/usr/share/code-insiders/code-insiders',
  '/usr/share/codium/codium',
  '/opt/visual-studio-code/code',
  '/snap/code/current/usr/share/code/code',
  `${"'/Applications/Visual Studio Code.app/Contents/MacOS/'"}*`,
  `"$HOME"${"'/Applications/Visual Studio Code.app/Contents/MacOS/'"}*`,
];

/** The first line of the guard's bundle: an agent takes the silence of a file that is empty, or another, for consent. */
export const guardMark = '// The guard of Cloister.';

/**
 * Lines of a launcher that try one runtime after the other: the recorded one, each on the PATH that lies in no project, those
 * of editors. They call `run` and `is_in_project`, which the launcher defines.
 */
export function triedRuntimes({ runtime, electron }: Pick<LaunchedGuard, 'runtime' | 'electron'>): string {
  return `  ${electron ? 'ELECTRON_RUN_AS_NODE=1\n  export ELECTRON_RUN_AS_NODE\n  ' : ''}run ${shellQuoted(runtime)} "$@"
  unset ELECTRON_RUN_AS_NODE
  rest=$PATH:
  while [ -n "$rest" ]; do
    folder=\${rest%%:*}
    rest=\${rest#*:}
    case $folder in
      /*) ;;
      *) continue ;;
    esac
    if ! [ -f "$folder/node" ] || ! [ -x "$folder/node" ] || is_in_project "$folder"; then continue; fi
    case $("$folder/node" --version 2>/dev/null </dev/null) in
      v1[89].* | v[2-9][0-9].* | v[1-9][0-9][0-9].*) run "$folder/node" "$@" ;;
    esac
  done
  for each in ${serverRuntimes.join(' ')}; do run "$each" "$@"; done
  ELECTRON_RUN_AS_NODE=1
  export ELECTRON_RUN_AS_NODE
  for each in ${editorRuntimes.join(' ')}; do run "$each" "$@"; done
`;
}

/** `is_in_project <folder>` of a launcher: true within a project, a known vault and installed packages. */
export const inProjectFunction = `# Agents write in projects: what lies there is not run in the guard's place.
is_in_project() {
  for place in "$PWD" "$CLAUDE_PROJECT_DIR"; do
    case $1/ in
      */node_modules/* | "\${place:-/nonexistent}"/*) return 0 ;;
    esac
  done
  [ -r "$CLOISTER_HOME/guard/roots" ] || return 1
  while IFS= read -r root || [ -n "$root" ]; do
    case $1/ in
      "\${root:-/nonexistent}"/*) return 0 ;;
    esac
  done <"$CLOISTER_HOME/guard/roots"
  return 1
}
`;

/**
 * The launcher that agents call, for any POSIX shell: run directly or read in by the hook's own line (`. "$0"`). Where
 * the recorded runtime works it starts no process but that. Where nothing can run the guard it denies in known
 * vaults and lets everything else pass. The environment may come from a project's settings: what steers the runtime is
 * taken out of it.
 */
export function launcherScript({ home, runtime, electron }: LaunchedGuard): string {
  return `#!/bin/sh
# Written by Cloister: starts its guard for an agent. \`cloister protect claude-code\` writes it again.
unset NODE_OPTIONS NODE_PATH NODE_REPL_EXTERNAL_MODULE ELECTRON_RUN_AS_NODE IFS
CLOISTER_HOME=${shellQuoted(home)}
export CLOISTER_HOME
guard="$CLOISTER_HOME/guard/guard.cjs"
failed=
# The guard ends with 0 or 2. A runtime that ends otherwise is broken, and the next one is tried.
run() {
  if ! [ -f "$1" ] || ! [ -x "$1" ]; then return 0; fi
  runtime=$1
  shift
  "$runtime" "$guard" "$@"
  code=$?
  case $code in
    0 | 2) exit $code ;;
  esac
  failed=1
}
${inProjectFunction}is_guard() {
  [ -f "$guard" ] && [ -r "$guard" ] && [ -r "$CLOISTER_HOME/guard/guard-main.cjs" ] || return 1
  IFS= read -r mark <"$guard"
  [ "$mark" = ${shellQuoted(guardMark)} ]
}
if is_guard; then
${triedRuntimes({ runtime, electron })}fi

# Nothing can run the guard.
deny() {
  echo 'Cloister: the guard can not run, so nothing is done in this vault. Ask the person to install Node.js and to run \`cloister protect claude-code\`.' >&2
  exit 2
}
newline='
'
if [ -x /bin/cat ]; then
  input=$(/bin/cat)
elif [ -x /usr/bin/cat ]; then
  input=$(/usr/bin/cat)
else
  input=
  while IFS= read -r line || [ -n "$line" ]; do input=$input$line$newline; done
fi
case $input in
  *'"tool_name":"Bash"'* | *'"tool_name":"PowerShell"'* | *'"tool_name":"Grep"'* | *'"tool_name":"Glob"'*) searches=1 ;;
  *) searches= ;;
esac
for place in "$PWD" "$(pwd -P)" "$CLAUDE_PROJECT_DIR"; do
  folder=$place
  while :; do
    if [ -e "$folder/.cloister/policy.json" ] || [ -L "$folder/.cloister/policy.json" ]; then deny; fi
    case $folder in
      */*) folder=\${folder%/*} ;;
      *) break ;;
    esac
  done
done
if [ -e "$CLOISTER_HOME/guard/roots" ]; then
  # What a runtime took in before it broke nobody can look at any more.
  if [ -n "$failed" ] && [ -z "$input" ] && [ -s "$CLOISTER_HOME/guard/roots" ]; then deny; fi
  [ -r "$CLOISTER_HOME/guard/roots" ] || deny
  while IFS= read -r root || [ -n "$root" ]; do
    case $root in
      /*) ;;
      *) continue ;;
    esac
    for place in "$PWD" "$(pwd -P)" "$CLAUDE_PROJECT_DIR"; do
      case $place/ in
        "$root"/*) deny ;;
      esac
      # A shell command or a search in a folder above a vault reaches into it.
      if [ -n "$searches" ] && [ -n "$place" ]; then
        case $root/ in
          "\${place%/}"/*) deny ;;
        esac
      fi
    done
    case $input in
      *"$root" | *"$root"[!A-Za-z0-9_.-]*) deny ;;
    esac
  done <"$CLOISTER_HOME/guard/roots"
fi
exit 0
`;
}

/** The launcher for Windows. Untested: no Windows machine was at hand. */
export function windowsLauncherScript({ home, runtime, electron }: LaunchedGuard): string {
  const lines = [
    '@echo off',
    'rem Written by Cloister: starts its guard for an agent. Untested: no Windows machine was at hand.',
    'setlocal',
    'set "NODE_OPTIONS="',
    `set "CLOISTER_HOME=${batchEscaped(home)}"`,
    'set "guard=%CLOISTER_HOME%\\guard\\guard.cjs"',
    `set "runtime=${batchEscaped(runtime)}"`,
    'if not exist "%guard%" goto missing',
    'if not exist "%runtime%" goto onpath',
    ...(electron ? ['set "ELECTRON_RUN_AS_NODE=1"'] : []),
    '"%runtime%" "%guard%" %*',
    'exit /b %errorlevel%',
    ':onpath',
    'where node >nul 2>nul || goto missing',
    'node "%guard%" %*',
    'exit /b %errorlevel%',
    ':missing',
    'set "folder=%CD%"',
    ':up',
    'if exist "%folder%\\.cloister\\policy.json" goto deny',
    'for %%i in ("%folder%\\..") do set "above=%%~fi"',
    'if "%above%"=="%folder%" exit /b 0',
    'set "folder=%above%"',
    'goto up',
    ':deny',
    'echo Cloister: the guard can not run, so nothing is done in this vault. Ask the person to install Node.js and to run cloister protect claude-code. 1>&2',
    'exit /b 2',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function batchEscaped(text: string): string {
  return text.replaceAll('%', '%%');
}
