import type { LeavesOut } from '../../core/request.ts';
import { matchesPattern } from '../patterns.ts';
import { unknownOutput } from '../state.ts';
import {
  contentOf,
  type Handler,
  hasOption,
  type Operand,
  readMentioned,
  splitArguments,
  valuesOfOption,
} from './call.ts';
import { tarFilter } from './exclude-patterns.ts';
import { exclusion, listing, readsPosixly } from './search-call.ts';

export const list: Handler = (call) => {
  const split = splitArguments(call, 'IwTD', [
    '--ignore',
    '--hide',
    '--width',
    '--tabsize',
    '--sort',
    '--time',
    '--format',
    '--block-size',
    '--color',
    '--time-style',
    '--indicator-style',
    '--quoting-style',
    '--level',
    '--ignore-glob',
  ]);
  const isDeep = hasOption(split, '-R', '--recursive', '--tree', '-T');
  const isSelf = hasOption(split, '-d', '--directory');
  const ignored = valuesOfOption(split, '-I', '--ignore', '--hide', '--ignore-glob');
  const isPosixly = readsPosixly(call);
  const leavesOut: LeavesOut = (path) =>
    !isPosixly &&
    path
      .split('/')
      .some((part) => ignored.some((pattern) => pattern.split('|').some((each) => matchesPattern(part, each))));
  const files = split.operands.map(({ text }) => text);
  const showsDots = hasOption(split, '-a', '-A', '-f', '--all', '--almost-all');
  const omits: LeavesOut = (name) => !showsDots && name.startsWith('.');
  for (const file of files.length === 0 ? ['.'] : files)
    call.shell.touch(
      'list',
      file,
      call.state,
      isDeep
        ? {
            deep: true,
            leavesOut,
            keepsLinks: !hasOption(split, '-L', '--dereference'),
            ...(isPosixly ? {} : exclusion(call, 'ls')),
          }
        : isSelf
          ? { isSelf: true }
          : {
              omits,
              isBare: true,
              ...(hasOption(split, '-a', '-A', '--all', '--almost-all') ? { givesNames: 'all' } : {}),
            },
    );
  return hasOption(split, '-l') ? unknownOutput : listing;
};

export const tree: Handler = (call) => {
  const split = splitArguments(call, 'LPIoHT', ['--filelimit', '--timefmt', '--sort', '--filesfirst', '--charset']);
  const ignored = valuesOfOption(split, '-I').flatMap((each) => each.split('|'));
  // Without -a it leaves out what begins with a dot; it reads no settings that could say otherwise.
  const showsDots = call.name !== 'tree' || hasOption(split, '-a');
  const leavesOut: LeavesOut = (path) =>
    path
      .split('/')
      .some((part) => (!showsDots && part.startsWith('.')) || ignored.some((pattern) => matchesPattern(part, pattern)));
  const isShallow = valuesOfOption(split, '-L').includes('1');
  const roots: readonly Operand[] = split.operands.length === 0 ? [{ text: '.', word: undefined }] : split.operands;
  for (const { text } of roots)
    call.shell.touch(
      'list',
      text,
      call.state,
      isShallow
        ? {}
        : {
            deep: true,
            leavesOut,
            keepsLinks: !hasOption(split, '-l'),
            ...(call.name === 'tree' ? { hint: 'tree' } : {}),
          },
    );
  for (const file of valuesOfOption(split, '-o')) call.shell.touch('write', file, call.state);
  return unknownOutput;
};

export const diskUsage: Handler = (call) => {
  const split = splitArguments(call, 'dBtX', [
    '--exclude',
    '--max-depth',
    '--block-size',
    '--threshold',
    '--time',
    '--files0-from',
    '--exclude-from',
  ]);
  for (const file of valuesOfOption(split, '--files0-from')) {
    const content = contentOf(call, file);
    if (content?.kind === 'known')
      for (const path of content.text.split('\0')) call.shell.touch('list', path, call.state, { deep: true });
    else call.shell.unknown(`the paths listed in ${file}`);
  }
  const depth = valuesOfOption(split, '-d', '--max-depth')[0];
  const isSum =
    hasOption(split, '-s', '--summarize') ||
    (depth !== undefined && Number(depth) <= 1 && !hasOption(split, '-a', '--all'));
  const ignored = readsPosixly(call) ? [] : valuesOfOption(split, '--exclude');
  const files = split.operands.map(({ text }) => text);
  for (const file of files.length === 0 ? ['.'] : files)
    call.shell.touch(
      'list',
      file,
      call.state,
      isSum
        ? // The size of what is named, by the name that the command holds.
          { isSelf: depth === undefined }
        : {
            deep: true,
            leavesOut: tarFilter(ignored, file, true),
            hint: 'du',
            named: file,
            keepsLinks: !hasOption(split, '-L', '--dereference'),
          },
    );
  return unknownOutput;
};

export const locate: Handler = (call) => {
  call.shell.touch('list', '/', call.state, { deep: true });
  return listing;
};

/** `cat`-like views of a path's facts: names, sizes, times. */
export const facts: Handler = (call) => {
  for (const arg of call.args) {
    if (arg.startsWith('-')) readMentioned(call, [arg]);
    else call.shell.touch('list', arg, call.state, { isItself: true });
  }
  return listing;
};
