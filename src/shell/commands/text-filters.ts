import { copyState, unknownOutput } from '../state.ts';
import { type Handler, passedThrough, reader, readMentioned, splitArguments, valuesOfOption } from './call.ts';
import { followList } from './file-lists.ts';

export const head: Handler = (call) => {
  const split = splitArguments(call, 'cns', [
    '--lines',
    '--bytes',
    '--pid',
    '--sleep-interval',
    '--max-unchanged-stats',
    '--retry',
  ]);
  for (const { text } of split.operands) call.shell.touch('read', text, call.state, { deep: true });
  return split.operands.length === 0 ? passedThrough({ ...call, args: [] }) : unknownOutput;
};

export const sort: Handler = (call) => {
  const split = splitArguments(call, 'kotSTt', [
    '--key',
    '--output',
    '--field-separator',
    '--buffer-size',
    '--temporary-directory',
    '--files0-from',
    '--parallel',
    '--random-source',
    '--compress-program',
  ]);
  for (const file of valuesOfOption(split, '--files0-from', '--random-source'))
    call.shell.touch('read', file, call.state);
  for (const file of valuesOfOption(split, '--files0-from')) followList(file, call);
  for (const file of valuesOfOption(split, '-o', '--output')) call.shell.touch('write', file, call.state);
  for (const command of valuesOfOption(split, '--compress-program'))
    call.shell.text(command, copyState(call.state), unknownOutput);
  for (const { text } of split.operands) call.shell.touch('read', text, call.state, { deep: true });
  return split.operands.length === 0 ? passedThrough({ ...call, args: [] }) : unknownOutput;
};

export const count: Handler = (call) => {
  const split = splitArguments(call, '', ['--files0-from']);
  for (const file of valuesOfOption(split, '--files0-from')) followList(file, call);
  reader(call);
  return { kind: 'plain' };
};

/** Sets of characters and fields are no files; what follows the values of such options is. */
export function filter(letters: string, skip = 0, longNames: readonly string[] = []): Handler {
  return (call) => {
    const split = splitArguments(call, letters, longNames);
    for (const { text } of split.operands.slice(skip)) call.shell.touch('read', text, call.state, { deep: true });
    for (const { name, value } of split.options)
      if (value !== undefined && name.startsWith('--')) readMentioned(call, [value]);
    return split.operands.length <= skip ? passedThrough({ ...call, args: [] }) : unknownOutput;
  };
}

/** `tr` gives other names than it reads, unless it only turns blanks or leaves characters out that are in none. */
export const translate: Handler = (call) => {
  const isBlank = call.args.every(
    (arg) => arg.startsWith('-') || /^(?:\\[nt0]|[\s,;:"']|\[:(?:space|blank):\])*$/.test(arg),
  );
  return isBlank ? passedThrough({ ...call, args: [] }) : unknownOutput;
};
