import { hasHole, isUnknown } from '../../holes.ts';
import { type Output, unknownOutput } from '../../state.ts';
import { everything, readHistory } from './history.ts';
import {
  checkBase,
  checkObject,
  checkRevision,
  checkTree,
  objectPath,
  type Repository,
  readObject,
  splitPathspecs,
} from './repository.ts';

export const listFiles = (repository: Repository): Output => {
  const specs = splitPathspecs(repository, ['-x', '-X', '--exclude', '--exclude-from', '--with-tree', '--format']);
  readHistory(
    repository,
    'list',
    { ...specs, revisions: [], pathspecs: [...specs.pathspecs, ...specs.revisions] },
    specs.revisions.length === 0,
  );
  return { kind: 'listed' };
};

export const listTree = (repository: Repository): Output => {
  const { args, call } = repository;
  const isDeep = args.some((arg) => /^-[a-z]*[rt]/.test(arg));
  const operands = args.filter((arg) => !arg.startsWith('-'));
  const object = operands[0] === undefined ? undefined : objectPath(operands[0]);
  if (object !== undefined) readObject(repository, object.path);
  for (const path of operands.slice(1))
    call.shell.touch('list', path, call.state, { deep: true, keepsLinks: true, history: true });
  if (operands[0] !== undefined) {
    checkTree(operands[0], repository);
    if (!/^[0-9a-f]{4,64}$/i.test(operands[0])) checkRevision(operands[0].replace(/\^\{tree\}$/, ''), repository);
  }
  // One level of the tree, as the working tree has it.
  if (!isDeep && operands.length <= 1 && object === undefined) call.shell.touch('list', '.', call.state);
  if (isDeep && operands.length <= 1 && object === undefined)
    readHistory(repository, 'list', { revisions: [], pathspecs: [], hasSeparator: false }, false);
  return { kind: 'listed' };
};

export const catFile = (repository: Repository): Output => {
  const { call, args } = repository;
  const { shell, input } = call;
  if (args.some((arg) => arg.startsWith('--batch'))) {
    if (args.includes('--batch-all-objects') && !args.some((arg) => arg.startsWith('--batch-check')))
      return everything(repository);
    const lines = input.kind === 'known' ? input.text.split('\n') : undefined;
    if (lines === undefined) shell.unknown('the objects that git shows');
    for (const each of lines ?? []) {
      const line = args.some((arg) => arg.startsWith('--batch-command'))
        ? each.replace(/^(?:contents|info)\s+/, '')
        : each;
      const object = objectPath(line.split(' ')[0] ?? '');
      checkBase(line, repository);
      if (object !== undefined) readObject(repository, object.path);
      else if (line !== '') checkRevision(line, repository);
    }
    return unknownOutput;
  }
  if (args.some((arg) => /^-[ets]$/.test(arg))) {
    for (const arg of args) {
      const object = objectPath(arg);
      if (object !== undefined) readObject(repository, object.path);
    }
    return { kind: 'plain' };
  }
  for (const arg of args) {
    if (arg.startsWith('-') || /^(?:blob|tree|commit|tag)$/.test(arg)) continue;
    const object = objectPath(arg);
    if (object !== undefined) readObject(repository, object.path);
    else checkRevision(arg, repository);
    if (hasHole(arg) && !isUnknown(arg)) shell.unknown('the object that git shows');
    if (/^(?:blob|tree)$/.test(args[0] ?? '') && object === undefined) shell.unknown(`the object ${arg}`);
  }
  return unknownOutput;
};

/** What a reference, a note or the index is made to hold: a file's content by its id would come in under a new name. */
export const namesObject = (repository: Repository): Output => {
  for (const [index, arg] of repository.args.entries())
    for (const part of arg.split(/[,=]/)) {
      if (/^(?:-m|--message)$/.test(repository.args[index - 1] ?? '')) continue;
      const id = part.replace(/^-[a-zA-Z]*[Cc]/, '');
      if (/^[0-9a-f]{7,64}$/i.test(id)) checkObject(id, repository);
      else if (/\^\{(?:tree|blob)\}$/.test(id)) repository.call.shell.unknown(`the object ${id}`);
    }
  return unknownOutput;
};

/** A commit or an index is made of trees and blobs that are named by their ids. */
export const makesTree = (repository: Repository): Output => {
  const { call, args } = repository;
  namesObject(repository);
  for (const [index, arg] of args.entries()) {
    if (arg.startsWith('-') || /^-[mF]$/.test(args[index - 1] ?? '')) continue;
    const object = objectPath(arg);
    if (object !== undefined) readObject(repository, object.path);
    else if (isUnknown(arg)) call.shell.unknown('the tree that is committed');
    else checkRevision(arg.replace(/\^\{tree\}$/, ''), repository);
  }
  return { kind: 'plain' };
};

/** The index as a tree, or what it has of one folder. */
export const writeTree = ({ call, args }: Repository): Output => {
  for (const arg of args) {
    const folder = /^--prefix=(.*)$/s.exec(arg)?.[1];
    if (folder === undefined) continue;
    call.shell.touch('read', folder, call.state, { deep: true, keepsLinks: true, history: true });
    call.shell.unknown('the tree of a folder');
  }
  return { kind: 'plain' };
};

export const revParse = ({ call, args, top, prefix }: Repository): Output => {
  for (const arg of args) {
    const object = objectPath(arg);
    if (object !== undefined) readObject({ call, args, top, prefix }, object.path);
    // What comes out may be handed to git as a commit, whose paths are meant from the top.
    else if (!arg.startsWith('-')) checkRevision(arg.replace(/\^\{tree\}$/, ''), { call, args, top, prefix });
  }
  if (args.includes('--show-toplevel')) return top === undefined ? unknownOutput : { kind: 'known', text: `${top}\n` };
  if (args.some((arg) => /^--(?:git-dir|absolute-git-dir|git-common-dir)$/.test(arg)))
    return top === undefined ? unknownOutput : { kind: 'known', text: `${top}/.git\n` };
  if (args.includes('--show-prefix')) return { kind: 'known', text: `${prefix === '' ? '' : `${prefix}/`}\n` };
  if (args.includes('--show-cdup'))
    return { kind: 'known', text: `${prefix === '' ? '' : '../'.repeat(prefix.split('/').length)}\n` };
  const isPlain = args.every(
    (arg) =>
      !arg.startsWith('-') ||
      /^(?:--short(?:=\d+)?|--verify|-q|--quiet|--is-\S+|--all|--branches|--end-of-options)$/.test(arg),
  );
  return isPlain ? { kind: 'plain' } : unknownOutput;
};
