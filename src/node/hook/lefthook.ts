import { existsSync, lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, parseDocument } from 'yaml';
import { shellQuoted } from '../../agents/claude-code/hooks.ts';
import { UserError } from '../../core/user-error.ts';
import { type Env, gitSync } from '../git/git-run.ts';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { writeWhole } from '../whole-file.ts';
import type { FileChange, Removal } from './hook-file.ts';
import { lefthookNames } from './hook-manager.ts';
import { bytesOf, type HookName, hookNames, launcherIn, ownCall, sharedCall } from './hook-text.ts';
import { addedEntry, removedEntry, yamlText } from './yaml-edit.ts';

const command = 'cloister';

/** Lefthook's file of one person, which it merges into the configuration of all: the one that is there, or the name. */
export function lefthookLocal(root: string): string {
  const name = lefthookNames('lefthook-local').find((each) => existsSync(join(root, each)));
  return join(root, name ?? 'lefthook-local.yml');
}

/** Whether git has a file that is there, or passes over it. */
export function standingOf(root: string, path: string, env: Env): 'tracked' | 'ignored' | 'untracked' {
  if (gitSync(root, ['ls-files', '--error-unmatch', '--', path], env).status === 0) return 'tracked';
  // `check-ignore` knows no literal paths.
  const listed = gitSync(root, ['ls-files', '--others', '--ignored', '--exclude-standard', '-z', '--', path], env);
  return listed.stdout.length > 0 ? 'ignored' : 'untracked';
}

export interface LefthookCommand {
  readonly launcher: string;
  /** True where others get the file: then it must work without Cloister. */
  readonly isShared: boolean;
  /** True looks alone whether it could be done. */
  readonly isTrial: boolean;
  /** Called before a command of ours is made to call another launcher; throws where it must not be. */
  mayTurn(launcher: string): void;
}

/**
 * Adds the command `cloister` for both hooks. Comments stay.
 * @throws UserError where the file is no YAML; then it is as it was.
 */
export function installLefthook(path: string, { launcher, isShared, isTrial, mayTurn }: LefthookCommand): FileChange {
  const run = isShared ? sharedCall : ownCall(withoutTemplates(shellQuoted(launcher)));
  const text = readYaml(path);
  const document = parsed(path, text ?? '');
  const before: unknown = document.toJS();
  if (hookNames.every((name) => runOf(document, name) === run)) return { path, change: 'unchanged' };
  const was = hookNames.some((name) => runOf(document, name) !== undefined);
  for (const name of hookNames) {
    const other = launcherOf(document, name);
    if (other !== undefined && other !== launcher) mayTurn(other);
  }
  for (const name of hookNames) {
    for (const keys of [[name], [name, 'commands']])
      if (!isMap(document.getIn(keys))) {
        if (document.getIn(keys) != null) throw new UserError(`${path} has no map at ${keys.join('.')}`, mendHint);
        document.setIn(keys, document.createNode({}));
      }
    document.setIn([name, 'commands', command], document.createNode({ run }));
  }
  const wanted: unknown = document.toJS();
  if (!isDeepStrictEqual(without(wanted), without(before))) throw notEditable(path);
  // In place where that gives the same; a text of another form is written anew, with its comments.
  const edited = hookNames.reduce<string | undefined>(
    (each, name) => each && addedEntry(each, [...keysOf(name), 'run'], run),
    was ? undefined : text,
  );
  const isGood = edited !== undefined && isDeepStrictEqual(meaningOf(edited), wanted);
  if (!isTrial) writeWhole(path, isGood ? edited : yamlText(document, text ?? ''), 0o644);
  return { path, change: text === undefined ? 'made' : was ? 'mended' : 'added' };
}

function keysOf(name: HookName): string[] {
  return [name, 'commands', command];
}

function runOf(document: Document.Parsed | Document, name: HookName): unknown {
  return document.getIn([...keysOf(name), 'run']);
}

/** What a text means; undefined where it is no YAML. */
function meaningOf(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'silent' });
  return document.errors.length > 0 ? undefined : document.toJS();
}

const mendHint = 'Mend the file first; nothing was written.';

/** Lefthook puts words in braces into what it runs: in our quotes a brace is kept apart from what follows it. */
function withoutTemplates(quoted: string): string {
  return quoted.replaceAll('{', "{''");
}

/** The value without what is ours and the maps that hold nothing else. */
function without(value: unknown): unknown {
  const all: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  for (const name of hookNames) {
    const hook = all[name];
    if (typeof hook !== 'object' || hook === null) {
      if (hook === null || hook === undefined) delete all[name];
      continue;
    }
    const { commands, ...rest }: Record<string, unknown> = { ...hook };
    const { [command]: _ours, ...others }: Record<string, unknown> =
      typeof commands === 'object' && commands !== null ? { ...commands } : {};
    const left = Object.keys(others).length > 0 ? { ...rest, commands: others } : rest;
    if (Object.keys(left).length > 0) all[name] = left;
    else delete all[name];
  }
  return all;
}

/** Takes the command out again; a file that holds nothing else and was `made` goes. */
export function removeLefthook(path: string, made: boolean): Removal {
  const text = readYaml(path);
  if (text?.includes('cloister-commit') !== true) return 'none';
  const document = parsed(path, text);
  const names = hookNames.filter((name) => isCloister(document, name));
  if (names.length === 0) return 'none';
  for (const name of names) {
    document.deleteIn(keysOf(name));
    for (const keys of [[name, 'commands'], [name]]) {
      const map = document.getIn(keys);
      if (isMap(map) && map.items.length === 0) document.deleteIn(keys);
    }
  }
  const isEmpty = isMap(document.contents) && document.contents.items.length === 0;
  const edited = names.reduce<string | undefined>((each, name) => each && removedEntry(each, keysOf(name)), text);
  const after = isEmpty ? document.toString().replace(/^(?:\{\}|null)\n$/m, '') : yamlText(document, text);
  const isGood = edited !== undefined && isDeepStrictEqual(meaningOf(edited) ?? {}, document.toJS() ?? {});
  if (isEmpty && made && after.trim() === '') {
    rmSync(path);
    return 'removed';
  }
  writeWhole(path, isGood ? edited : after);
  return 'taken-out';
}

/** Our command for a hook in the configuration of one person, with the launcher that it calls by its path, if so. */
export function lefthookCommand(path: string, name: HookName): { readonly launcher?: string } | undefined {
  const text = readYaml(path);
  if (text === undefined) return undefined;
  const document = parsed(path, text);
  if (!isCloister(document, name)) return undefined;
  const launcher = launcherOf(document, name);
  return launcher === undefined ? {} : { launcher };
}

function launcherOf(document: Document.Parsed | Document, name: HookName): string | undefined {
  const run = runOf(document, name);
  return typeof run === 'string' ? launcherIn(bytesOf(run)) : undefined;
}

function isCloister(document: Document.Parsed | Document, name: HookName): boolean {
  const run = runOf(document, name);
  return typeof run === 'string' && run.includes('cloister-commit');
}

function parsed(path: string, text: string): Document.Parsed | Document {
  if (!/\.ya?ml$/.test(path))
    throw new UserError(
      `Cloister writes no ${path.slice(path.lastIndexOf('.') + 1)} for lefthook`,
      'Add a command to pre-commit and pre-merge-commit that runs `"$HOME/.cloister/bin/cloister-commit" pre-commit`.',
    );
  const document = parseDocument(text, { logLevel: 'silent' });
  const [problem] = document.errors;
  if (problem !== undefined) throw new UserError(`${path} is broken: ${problem.message.split('\n')[0]}`, mendHint);
  if (document.contents === null) {
    const made = new Document({});
    made.commentBefore = document.commentBefore ?? document.comment;
    return made;
  }
  if (!isMap(document.contents)) throw new UserError(`${path} is no map`, mendHint);
  return document;
}

function notEditable(path: string): UserError {
  return new UserError(`${path} can not be edited without changing its meaning`, 'Write aliases and merges out first.');
}

function readYaml(path: string): string | undefined {
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
  try {
    return readPlainFile(path, { largest: 16 << 20 }).toString('utf8');
  } catch (error) {
    throw new UserError(`${path} can not be read (${errorCode(error)})`, 'It has to be a plain file of your own.');
  }
}
