import { type Access, isLower } from '../../core/access.ts';
import type { VaultPath } from '../../core/finding.ts';
import { openPolicy } from '../../core/policy.ts';
import { type CompiledPolicy, compilePolicy } from '../../core/policy-access.ts';
import { foldersAbove, isWithin } from '../../core/vault-path.ts';
import { compileFilePatterns } from './file-rules.ts';
import { escapeForRule, isCertain, rulePath, unicodeForms } from './rule-syntax.ts';

export interface ListedName {
  readonly name: string;
  /** False for a link: it is not gone into. */
  readonly isFolder: boolean;
}

/** A vault as the rules need it. */
export interface RuledVault {
  /** Real path of its folder. */
  readonly root: string;
  /** Real path of the git repository that it lies in, where the client makes its worktrees; by default the root. */
  readonly repository?: string;
  /** The policies of which the lowest counts. */
  readonly policies: readonly CompiledPolicy[];
  /** The names in a folder of the vault now; undefined where there is no such folder. */
  list(folder: VaultPath): readonly ListedName[] | undefined;
}

export interface DenyRules {
  /** Rules for `permissions.deny`. */
  readonly rules: readonly string[];
  /** The locked folders and files, from the vault's root, for a sandbox that hides them. */
  readonly hidden: readonly VaultPath[];
  /** What a rule may fail to match; the guard holds it all the same. */
  readonly uncovered: readonly string[];
  /**
   * Globs of absolute paths for `claudeMdExcludes`: instructions in what agents get redacted would be taken in as they
   * are, without any tool call, and so would what other instructions import from there.
   */
  readonly instructions: readonly string[];
}

type Tool = 'Read' | 'Edit';

interface ClosedPath {
  readonly path: VaultPath;
  readonly isFolder: boolean;
}

const agent = 'claude-code';
/** The client takes thousands of rules well. Beyond this many names of one list the guard alone holds them. */
const mostNames = 4000;

/**
 * Compiles a vault's policies into deny rules for Claude Code. A `Read` rule stops Edit and Write too. A redacted folder
 * gets no `Read` rule, since the guard gives its redacted form. `now` in milliseconds since 1970.
 */
export function denyRules(vault: RuledVault, now: number): DenyRules {
  const rules = new Set<string>();
  const hidden = new Set<VaultPath>();
  const uncovered = new Set<string>();
  const instructions = new Set<string>();
  const add = (tool: Tool, inner: string): void => {
    for (const each of ruleForms(vault, inner)) rules.add(`${tool}(${each})`);
  };
  const addPath = (tool: Tool, { path, isFolder }: ClosedPath): void => {
    if (!isCertain(`${vault.root}/${path}`)) uncovered.add(path);
    add(tool, path === '' ? '/**' : `/${escapeForRule(path)}${isFolder ? '/**' : ''}`);
  };
  const addPatterns = (tool: Tool, patterns: readonly string[]): void => {
    const { rules: inner, rest } = compileFilePatterns(patterns);
    for (const each of inner) add(tool, `/${each}`);
    if (rest.length === 0) return;
    const found = matchingPaths(vault, rest);
    for (const each of found.slice(0, mostNames)) addPath(tool, each);
    if (found.length > mostNames) for (const each of rest) uncovered.add(each);
  };
  for (const compiled of vault.policies) {
    const locked = closedPaths(vault, compiled, now, 'redacted');
    for (const each of locked) {
      addPath('Read', each);
      hidden.add(each.path);
    }
    for (const { path, isFolder } of closedPaths(vault, compiled, now, 'read')) {
      const glob = `${vault.root}/${path}`.replace(/[\\*?[\]{}()!+@]/g, '\\$&').replace(/\/$/, '');
      for (const each of [glob, glob.normalize('NFC'), glob.normalize('NFD')]) {
        instructions.add(each);
        if (isFolder) instructions.add(`${each}/**`);
      }
    }
    for (const each of closedPaths(vault, compiled, now, 'write'))
      if (!locked.some(({ path }) => isWithin(each.path, path))) addPath('Edit', each);
    addPatterns('Read', compiled.policy.files.none);
    addPatterns('Edit', compiled.policy.files.redacted);
    addPatterns('Edit', compiled.policy.files.read);
  }
  return { rules: [...rules], hidden: [...hidden], uncovered: [...uncovered], instructions: [...instructions] };
}

/** A rule's path below the vault's root, for the vault itself and for the copies that worktrees are. */
function ruleForms({ root, repository = root }: RuledVault, inner: string): string[] {
  const below = escapeForRule(root.slice(repository.length));
  return unicodeForms.flatMap((form) => [
    `${form.root(rulePath(root))}${form.path(inner)}`,
    `${form.root(`${rulePath(repository)}/.claude/worktrees/*${below}`)}${form.path(inner)}`,
  ]);
}

/**
 * The topmost paths where folders' entries give less than `wanted`. There is no exception to a rule: where something
 * beneath a closed folder is open, the folder's other names are listed one by one.
 */
function closedPaths(vault: RuledVault, compiled: CompiledPolicy, now: number, wanted: Access): ClosedPath[] {
  const entries = new Map<VaultPath, boolean>([['', isLower(compiled.policy.default, wanted)]]);
  for (const { folder, access } of compiled.entries(agent, now)) entries.set(folder, isLower(access, wanted));
  const opened = [...entries].flatMap(([folder, isClosed]) => (isClosed ? [] : [folder]));
  const closed: ClosedPath[] = [];
  const close = (path: VaultPath, isFolder: boolean): void => {
    const beneath = opened.filter((each) => each !== path && isWithin(each, path));
    if (beneath.length === 0) {
      closed.push({ path, isFolder });
      return;
    }
    const names = vault.list(path) ?? [];
    for (const { name, isFolder: isDeeper } of path === '' ? withWorktrees(names) : names) {
      const child = path === '' ? name : `${path}/${name}`;
      if (!entries.has(child)) close(child, isDeeper);
    }
  };
  for (const [folder, isClosed] of entries) if (isClosed) close(folder, !isListedFile(vault, folder));
  const paths = new Set(closed.map(({ path }) => path));
  return closed.filter(({ path }) => !foldersAbove(path).some((above) => paths.has(above)));
}

/** Worktrees are made later, below the root, and are copies of all of it. */
function withWorktrees(names: readonly ListedName[]): readonly ListedName[] {
  return names.some(({ name }) => name === '.claude') ? names : [...names, { name: '.claude', isFolder: true }];
}

/** An entry may name a file. */
function isListedFile(vault: RuledVault, path: VaultPath): boolean {
  const cut = path.lastIndexOf('/');
  const names = vault.list(cut < 0 ? '' : path.slice(0, cut)) ?? [];
  return names.some(({ name, isFolder }) => name === path.slice(cut + 1) && !isFolder);
}

/** What gitignore patterns match of what is there: folders whole, else files. Stops beyond what rules can name. */
function matchingPaths(vault: RuledVault, patterns: readonly string[]): ClosedPath[] {
  const filter = compilePolicy({ ...openPolicy, files: { ...openPolicy.files, none: patterns } });
  const found: ClosedPath[] = [];
  const open: VaultPath[] = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const { name, isFolder } of vault.list(folder) ?? []) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (filter.accessOf({ path, isFolder, agent, now: 0 }).access === 'none') found.push({ path, isFolder });
      else if (isFolder && path !== '.git') open.push(path);
    }
    if (found.length > mostNames) break;
  }
  return found;
}

/** What an agent never writes to, whatever the policy says, as far as it lies in a vault. */
export function guardedVaultRules({ root, repository = root }: Pick<RuledVault, 'root' | 'repository'>): string[] {
  const paths = ['.cloister/**', '.claude/settings*.json', '.mcp.json', '.vscode/settings.json', '.vscode/tasks.json'];
  const inVault = paths.flatMap((each) => ruleForms({ root, repository, policies: [], list: () => [] }, `/${each}`));
  const git = ['.git/hooks/**', '.git/config'].map((each) => `${rulePath(repository)}/${each}`);
  return [...new Set([...inVault, ...git])].map((each) => `Edit(${each})`);
}

/** The rules for Cloister's own folder and for the settings of Claude Code in `configFolder`. */
export function guardedHomeRules(home: string, configFolder: string): string[] {
  return [...guardedCacheRules(home), `Edit(${rulePath(configFolder)}/settings*.json)`];
}

/** The rules for a folder in which Cloister keeps names of notes. */
export function guardedCacheRules(folder: string): string[] {
  return [`Read(${rulePath(folder)}/**)`, `Edit(${rulePath(folder)}/**)`];
}
