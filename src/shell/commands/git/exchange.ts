import { isUnknown } from '../../holes.ts';
import { copyState, noOutput, type Output, unknownOutput } from '../../state.ts';
import { splitArguments, valuesOfOption } from '../call.ts';
import { followExternal } from './history.ts';
import { fromRepository, type Repository } from './repository.ts';
import { configuration } from './settings.ts';

export const clone = (repository: Repository): Output => {
  const { call, args } = repository;
  const split = splitArguments({ args, words: [] }, 'bocujr', [
    '--branch',
    '--origin',
    '--depth',
    '--config',
    '--upload-pack',
    '--reference',
    '--template',
    '--separate-git-dir',
    '--filter',
    '--jobs',
    '--shallow-since',
  ]);
  for (const each of valuesOfOption(split, '-c', '--config')) configuration(each, call);
  for (const folder of valuesOfOption(split, '--template'))
    call.shell.touch('read', folder, call.state, { isGuess: true, deep: true, keepsLinks: true });
  followExternal(repository);
  const [source = '', target] = split.operands.map(({ text }) => text);
  if (!/^(?:https?|ssh|git):\/\/|^[\w.-]+@[\w.-]+:/.test(source)) {
    if (/^ext::/.test(source))
      call.shell.text(source.slice('ext::'.length).replace(/%\s/g, ' '), copyState(call.state), unknownOutput);
    fromRepository(source, call);
    if (isUnknown(source)) call.shell.unknown('what is cloned');
  }
  if (target !== undefined) call.shell.touch('write', target, call.state);
  return noOutput;
};

export const push = (repository: Repository): Output => {
  const [remote] = repository.args.filter((arg) => !arg.startsWith('-'));
  followExternal(repository);
  if (remote !== undefined && /:\/\/|^[./~]|@.*:/.test(remote))
    repository.call.shell.unknown(`what is sent to ${remote.split('?')[0]}`);
  return noOutput;
};
