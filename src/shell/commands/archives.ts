import { listed } from '../holes.ts';
import { copyState, unknownOutput } from '../state.ts';
import { type Handler, hasOption, readMentioned, splitArguments, valuesOfOption } from './call.ts';
import { rsyncFilter, tarFilter, withoutGit, zipFilter } from './exclude-patterns.ts';
import { followList } from './file-lists.ts';

const tarLetters = 'fCTXbIgKNV';

const tarNames = [
  '--file',
  '--directory',
  '--files-from',
  '--exclude',
  '--exclude-from',
  '--use-compress-program',
  '--to-command',
  '--checkpoint-action',
  '--listed-incremental',
  '--transform',
  '--rsh-command',
  '--owner',
  '--group',
  '--mode',
  '--newer',
  '--info-script',
  '--new-volume-script',
];

export const tar: Handler = (call) => {
  const { args, shell } = call;
  const state = copyState(call.state);
  const letters = args[0] ?? '';
  const isOldStyle = /^[A-Za-z]+$/.test(letters) && /[cxtruA]/.test(letters) && !letters.startsWith('-');
  const normal = isOldStyle ? oldStyleTar(letters, args.slice(1)) : args;
  const split = splitArguments({ args: normal, words: [] }, tarLetters, tarNames);
  for (const { name, value } of split.options) {
    if (value === undefined) continue;
    if (/^(?:-I|--use-compress-program|--to-command|--rsh-command|--info-script|--new-volume-script)$/.test(name))
      shell.text(value, copyState(state), unknownOutput);
    const action = /^exec=(.*)$/s.exec(value)?.[1];
    if (name === '--checkpoint-action' && action !== undefined) shell.text(action, copyState(state), unknownOutput);
    if (name === '-T' || name === '--files-from') {
      shell.touch('read', value, state);
      followList(value, call);
    }
    if (name === '-X' || name === '--exclude-from') shell.touch('read', value, state);
  }
  const isCreating = hasOption(split, '-c', '-r', '-u', '-A', '--create', '--append', '--update', '--concatenate');
  const archives = valuesOfOption(split, '-f', '--file').filter((each) => each !== '-');
  for (const archive of archives) shell.touch(isCreating ? 'write' : 'read', archive, state);
  // Observed: GNU tar 1.34 heeds an exclusion only for what is named behind it.
  const excludedBefore = (operand: string): string[] =>
    valuesOfOption(
      splitArguments({ args: normal.slice(0, normal.indexOf(operand)), words: [] }, tarLetters, tarNames),
      '--exclude',
    );
  const isLoose = !hasOption(
    split,
    '--anchored',
    '--no-wildcards',
    '--no-wildcards-match-slash',
    '--exclude-from',
    '-X',
  );
  for (const folder of valuesOfOption(split, '-C', '--directory'))
    shell.invoke('cd', [folder], { state, input: unknownOutput });
  for (const { text } of split.operands) {
    if (isCreating)
      shell.touch('read', text, state, {
        deep: true,
        hint: 'tar',
        named: text,
        keepsLinks: !hasOption(split, '-h', '--dereference'),
        ...withoutGit(tarFilter(excludedBefore(text), text, isLoose)),
      });
    else shell.touch('read', text, state, { isGuess: true });
  }
  return unknownOutput;
};

/** `tar czf a.tgz dir` is `tar -c -z -f a.tgz dir`: values follow in the order of the letters. */
function oldStyleTar(letters: string, rest: readonly string[]): string[] {
  const values = [...rest];
  return [
    ...[...letters].flatMap((letter) =>
      /[fCTXbIgKNV]/.test(letter) ? [`-${letter}`, values.shift() ?? ''] : [`-${letter}`],
    ),
    ...values,
  ];
}

/** cpio and pax read the names of what they pack from standard input. */
export const packer: Handler = (call) => {
  const { input, shell, state, args } = call;
  if (input.kind === 'known')
    for (const line of input.text.split(/[\n\0]/)) if (line !== '') shell.touch('read', line, state, { deep: true });
  if (input.kind === 'listed') shell.touch('read', input.hole ?? listed, state, { deep: true });
  if (input.kind === 'unknown' && args.some((arg) => /^-[a-z]*[opw]|^--create/.test(arg)))
    shell.unknown('the paths that are packed');
  readMentioned(call);
  return unknownOutput;
};

export const zip: Handler = (call) => {
  // `-@` takes the names from standard input.
  if (call.args.includes('-@')) followList('-', call);
  const split = splitArguments(call, 'bntPZix', ['--exclude', '--include', '--password', '--out']);
  const at = call.args.findIndex((arg) => arg === '-x' || arg === '--exclude');
  const rest = at < 0 ? [] : call.args.slice(at + 1);
  const end = rest.findIndex((arg) => arg.startsWith('-') || arg === '@');
  const excluded = end < 0 ? rest : rest.slice(0, end);
  for (const [index, { text }] of split.operands.entries()) {
    if (excluded.includes(text)) continue;
    if (index === 0) call.shell.touch('write', text, call.state, { isGuess: true });
    else
      call.shell.touch('read', text, call.state, {
        deep: true,
        hint: 'zip',
        named: text,
        ...withoutGit(zipFilter(excluded, text)),
      });
  }
  return unknownOutput;
};

export const rsync: Handler = (call) => {
  const { shell, state } = call;
  const split = splitArguments(call, 'efBTMf', [
    '--exclude',
    '--include',
    '--filter',
    '--rsh',
    '--files-from',
    '--exclude-from',
    '--include-from',
    '--password-file',
    '--log-file',
    '--rsync-path',
    '--compare-dest',
    '--link-dest',
    '--copy-dest',
    '--port',
    '--bwlimit',
  ]);
  for (const command of valuesOfOption(split, '-e', '--rsh')) shell.text(command, copyState(state), unknownOutput);
  for (const file of valuesOfOption(split, '--files-from')) {
    shell.touch('read', file, state);
    followList(file, call);
  }
  for (const file of valuesOfOption(
    split,
    '--exclude-from',
    '--include-from',
    '--password-file',
    '--link-dest',
    '--compare-dest',
    '--copy-dest',
  ))
    shell.touch('read', file, state);
  // An earlier --include, or a filter of another kind, may take back what --exclude leaves out.
  const canTell = !hasOption(split, '--include', '--include-from', '--filter', '-f');
  const excluded = canTell ? valuesOfOption(split, '--exclude') : [];
  const operands = split.operands
    .map(({ text }) => text)
    .filter(
      (text) => !/^[\w.@-]+::?[^/]*/.test(text) || text.startsWith('/') || text.startsWith('.') || !text.includes(':'),
    );
  for (const [index, text] of operands.entries()) {
    const isLast = index === operands.length - 1 && split.operands.length > 1 && split.operands.at(-1)?.text === text;
    if (isLast) shell.touch('write', text, state);
    else
      shell.touch('read', text, state, {
        deep: true,
        hint: 'rsync',
        named: text,
        ...withoutGit(rsyncFilter(excluded, text)),
      });
  }
  return unknownOutput;
};
