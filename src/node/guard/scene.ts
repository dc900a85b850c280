import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { GuardMessage } from '../../agents/agent.ts';
import { isLower } from '../../core/access.ts';
import type { AgentId } from '../../core/agent-ids.ts';
import type { Decision } from '../../core/decision.ts';
import type { DataClass } from '../../core/placeholder.ts';
import type { ContentAnswer } from '../../core/policy.ts';
import { ownCacheFolders } from '../cache-places.ts';
import { readOrMakeKey } from '../fingerprint-key.ts';
import type { compileAgain } from '../protection.ts';
import { openVaults, realOrSelf, type Vaults } from '../vaults.ts';
import { type Before, judgeTool, type ShellParts } from './before-tool.ts';
import type { Content, contentTools } from './content.ts';
import type { Judge } from './judge.ts';
import { Marks, StaleMarks } from './marks.ts';
import type { weakening } from './settings-change.ts';
import { Sight } from './sight.ts';
import { resolvePath, spellings } from './spellings.ts';
import { Tree } from './tree.ts';

export interface GuardParts {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the guard's own process runs. */
  readonly cwd: string;
  readonly now: () => number;
  /** Called with the message before it is judged. */
  readonly understood?: (message: GuardMessage) => void;
  readonly loadShell: () => ShellParts;
  readonly loadContent: () => { readonly contentTools: typeof contentTools };
  /** What reads and writes agents' settings. */
  readonly loadSettings: () => { readonly compileAgain: typeof compileAgain; readonly weakening: typeof weakening };
}

/** What came of a message. */
export interface Outcome {
  readonly decision: Decision;
  readonly paths: readonly string[];
  readonly isBusiness: boolean;
  readonly isOpaque?: boolean;
  /** What the person is told, whatever is decided. */
  readonly notice?: string;
}

export const noBusiness: Outcome = { decision: { verdict: 'allow' }, paths: [], isBusiness: false };

/** The guard answers within this many milliseconds, well below the agent's own limit. */
const deadline = 2000;
/**
 * After so many no further note is looked at for its author's mark: what was learnt has to be judged, and written. Those
 * that the index never saw come first and have a part of that time, so that every call brings the index on.
 */
const timeForMarks = 1400;
const timeToFill = 800;

/** What is done about each kind of data. */
export type ContentAnswers = Readonly<Record<DataClass, ContentAnswer>>;

const strictness: readonly ContentAnswer[] = ['allow', 'ask', 'redact', 'deny'];

/** The machine and the policies around one message, as every part of the guard sees them. */
export class Scene {
  readonly message: GuardMessage;
  readonly parts: GuardParts;
  /** Cloister's own folder. */
  readonly own: string;
  /** The person's home folder. */
  readonly home: string;
  /** Where the agent works, as a real path. */
  readonly cwd: string;
  readonly vaults: Vaults;
  readonly sight: Sight;
  readonly marks: Marks;
  readonly isOver: () => boolean;
  readonly #caches: readonly string[];
  #content: Content | undefined;

  constructor(message: GuardMessage, agent: AgentId, own: string, parts: GuardParts) {
    this.message = message;
    this.parts = parts;
    this.own = own;
    this.#caches = ownCacheFolders(parts.env);
    this.home = realOrSelf(parts.env['HOME'] ?? homedir());
    const start = parts.now();
    this.isOver = () => parts.now() - start > deadline;
    const tree = new Tree();
    this.vaults = openVaults(own, (folder, name) => tree.lacks(folder, name));
    this.marks = new Marks(own, {
      rootOf: (path) => this.vaults.containing(dirname(path)).at(-1)?.root,
      notesOf: (root) => this.sight.notesBeneath(root),
      now: parts.now,
      fillUntil: start + (message.event.kind === 'start' ? timeForMarks : timeToFill),
      readUntil: start + timeForMarks,
    });
    this.sight = new Sight(this.vaults, agent, start, this.isOver, (path) => this.marks.isMarked(path), tree);
    this.cwd = resolvePath(message.cwd).path;
  }

  isHere(): boolean {
    return this.sight.isBusiness(this.cwd);
  }

  judge(redacts = false): Judge {
    const moved = this.parts.env['CLAUDE_CONFIG_DIR'];
    const configFolder = moved === undefined || moved === '' ? {} : { configFolder: realOrSelf(resolve(moved)) };
    return {
      sight: this.sight,
      cwd: this.cwd,
      home: this.home,
      own: this.own,
      caches: this.#caches,
      redacts,
      ...configFolder,
    };
  }

  before(): Before {
    const { env, loadShell } = this.parts;
    return {
      ...this.judge(),
      env,
      isOver: this.isOver,
      loadShell,
      privateBeneath: (folder) => this.sight.markedBeneath(folder),
    };
  }

  beforeTool(tool: string, input: Readonly<Record<string, unknown>>): Outcome {
    const result = judgeTool(tool, input, this.before());
    const isLate = result.isBusiness && result.decision.verdict !== 'deny' && this.isOver();
    return isLate ? { ...result, decision: { verdict: 'deny', reason: { id: 'deadline' } } } : result;
  }

  /**
   * Takes in the notes that changed since the last session, as far as there is time; later calls go on from there.
   */
  warmMarks(): void {
    try {
      const here = this.vaults.containing(this.cwd).at(-1);
      for (const { root } of here === undefined ? this.sight.vaultsBeneath(this.cwd) : [here])
        this.sight.markedBeneath(root);
    } catch (error) {
      if (!(error instanceof StaleMarks)) throw error;
    }
  }

  /** What reading returns where a readable file holds what the policy is about: the strictest of the vaults around. */
  contentAnswers(paths: readonly string[]): ContentAnswers {
    const vaults = new Set([this.cwd, ...paths].flatMap((path) => this.vaults.containing(path)));
    const contents = [...vaults].flatMap(({ policies }) => policies.map(({ policy }) => policy.content));
    const strictest = (answers: readonly ContentAnswer[]): ContentAnswer =>
      answers.reduce((left, right) => (strictness.indexOf(right) > strictness.indexOf(left) ? right : left), 'allow');
    return {
      secret: strictest(contents.map(({ secret }) => secret)),
      personal: strictest(contents.map(({ personal }) => personal)),
      // A part of a note follows what a whole one does: it is hidden unless such notes may be read as they are.
      private: strictest(contents.map((content) => (isLower(content.private, 'read') ? 'redact' : 'allow'))),
    };
  }

  content(): Content {
    this.#content ??= this.parts.loadContent().contentTools(readOrMakeKey(this.own), this.message.session ?? '');
    return this.#content;
  }

  /** The real paths that a tool may mean with a text. */
  placesOf(text: string): string[] {
    const absolute = isAbsolute(text) || /^(?:~|\$|file:)/i.test(text) ? text : join(this.cwd, text);
    return [...new Set(spellings(absolute, this).map((each) => resolvePath(each).path))];
  }
}
