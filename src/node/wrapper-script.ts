import { shellQuoted } from '../agents/claude-code/hooks.ts';

/** Where the parts of the wrapper lie, as absolute paths. */
export interface WrapperParts {
  readonly wrapper: string;
  /** The settings that it gives to Claude Code. */
  readonly settings: string;
  /** The guard's launcher, which joins these settings with those of a person. */
  readonly launcher: string;
}

/**
 * The program that starts Claude Code with settings which those of a project can not switch off (`--settings` beats
 * them; client 2.1.330), for any POSIX shell. Its first argument may be the client's program: so the setting
 * `claudeCode.claudeProcessWrapper` of the VS Code extension calls it, for subcommands too. Otherwise it takes the
 * `claude` on PATH. Of several `--settings` the client takes the last one, and only before a subcommand.
 */
export function wrapperScript({ wrapper, settings, launcher }: WrapperParts): string {
  return `#!/bin/sh
# Written by Cloister: starts Claude Code with settings that those of a project can not switch off.
# \`cloister protect claude-code --wrapper\` writes it again.
unset IFS
settings=${shellQuoted(settings)}
launcher=${shellQuoted(launcher)}
${findProgram(wrapper)}
[ -r "$settings" ] || refuse 'the settings that hold Claude Code are gone. Run \`cloister protect claude-code --wrapper\`.'
case $CLAUDE_CODE_SIMPLE in
  '' | 0 | false) ;;
  *) echo 'Cloister: CLAUDE_CODE_SIMPLE is left out, since Claude Code calls no hooks with it.' >&2 ;;
esac
unset CLAUDE_CODE_SIMPLE

# Takes a person's own --settings out of the arguments: the last one counts.
own=
has=
count=$#
while [ "$count" -gt 0 ]; do
  argument=$1
  shift
  count=$((count - 1))
  case $argument in
    --settings)
      [ "$count" -gt 0 ] || refuse '--settings needs a file or JSON.'
      own=$1
      has=1
      shift
      count=$((count - 1))
      ;;
    --settings=*)
      own=\${argument#--settings=}
      has=1
      ;;
    --)
      set -- "$@" --
      while [ "$count" -gt 0 ]; do
        argument=$1
        shift
        count=$((count - 1))
        set -- "$@" "$argument"
      done
      ;;
    *) set -- "$@" "$argument" ;;
  esac
done
if [ -n "$has" ]; then
  settings=$("$launcher" merge-settings "$own" </dev/null) || exit 2
  case $settings in
    /*) ;;
    *) refuse 'your --settings could not be joined with those that hold Claude Code.' ;;
  esac
fi
if [ -n "$script" ]; then exec "$program" "$script" --settings "$settings" "$@"; fi
exec "$program" --settings "$settings" "$@"
`;
}

/** What is left where VS Code still names the wrapper after it was taken away: it starts Claude Code as it is. */
export function passingScript(wrapper: string): string {
  return `#!/bin/sh
# Left by Cloister, since a setting of VS Code still names it: starts Claude Code, and holds it to nothing.
unset IFS
${findProgram(wrapper)}
if [ -n "$script" ]; then exec "$program" "$script" "$@"; fi
exec "$program" "$@"
`;
}

function findProgram(wrapper: string): string {
  return `wrapper=${shellQuoted(wrapper)}
refuse() {
  echo "Cloister: $1" >&2
  exit 2
}
program=
script=
case $1 in
  /*)
    if [ -f "$1" ] && [ -x "$1" ]; then
      case \${1##*/} in
        *claude*)
          program=$1
          shift
          ;;
        node | nodejs | bun)
          case $2 in
            /*claude*.[cm]js | /*claude*.js)
              program=$1
              script=$2
              shift 2
              ;;
          esac
          ;;
      esac
    fi
    ;;
esac
rest=$PATH:
while [ -z "$program" ] && [ -n "$rest" ]; do
  folder=\${rest%%:*}
  rest=\${rest#*:}
  case $folder in
    /*) ;;
    *) continue ;;
  esac
  if [ -f "$folder/claude" ] && [ -x "$folder/claude" ] && ! [ "$folder/claude" -ef "$wrapper" ]; then
    program=$folder/claude
  fi
done
[ -n "$program" ] || refuse 'there is no claude on PATH to start.'`;
}
