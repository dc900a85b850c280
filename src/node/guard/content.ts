import { createHmac } from 'node:crypto';
import type { Finding } from '../../core/finding.ts';
import {
  applyHidden,
  applyReplacements,
  fragmentsIn,
  type Hidden,
  hiddenIn,
  largestText,
  mapTexts,
  type Placeholder,
  placeholderKind,
  type Replacement,
  replacementsOf,
} from '../../core/redaction.ts';
import { createSecretEngine } from '../engine.ts';
import { readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { type GrepCall, grepResult } from './grep-results.ts';

/** A file of which a tool may have shown something. */
export interface ShownFile {
  readonly path: string;
  /** True where all findings are hidden, false where secrets alone are. */
  readonly isRedacted: boolean;
}

export interface Redacted {
  readonly result: unknown;
  /** How many texts of the result changed. */
  readonly count: number;
}

export type Content = ReturnType<typeof contentTools>;

/** Findings of texts and files, with placeholders under a key that one conversation has. */
export function contentTools(key: Uint8Array, session: string) {
  const engine = createSecretEngine(key);
  const conversation = createHmac('sha256', key).update(`conversation\0${session}`).digest();
  const make: Placeholder = (finding, value) => {
    const hash = createHmac('sha256', conversation).update(value).digest();
    return `⟦${placeholderKind(finding)}:${[...hash.subarray(0, 6)].map((byte) => (byte % 36).toString(36)).join('')}⟧`;
  };
  const known = new Map<string, { readonly text: string; readonly hidden: readonly Hidden[] } | undefined>();

  async function findingsIn(text: string, path: string): Promise<readonly Finding[]> {
    // A null character makes a file binary, not what a program printed.
    const { findings } = await engine.scan({ path, bytes: Buffer.from(text.replaceAll('\0', ' ')) });
    return findings;
  }

  async function secretsIn(text: string, path: string): Promise<readonly Finding[]> {
    return (await findingsIn(text, path)).filter(({ rule }) => rule.startsWith('secret.'));
  }

  /** What is hidden in a file, found in the whole of it; undefined where it can not be read as text. */
  async function hiddenOf({ path, isRedacted }: ShownFile) {
    const name = `${isRedacted} ${path}`;
    if (!known.has(name)) {
      const text = readText(path);
      const findings = text === undefined ? [] : await (isRedacted ? findingsIn(text, path) : secretsIn(text, path));
      known.set(name, text === undefined ? undefined : { text, hidden: hiddenIn(text, findings, make) });
    }
    return known.get(name);
  }

  async function valuesOf(files: readonly ShownFile[]): Promise<Replacement[]> {
    const found: Replacement[] = [];
    for (const file of files) {
      const content = await hiddenOf(file);
      if (content !== undefined) found.push(...replacementsOf(content.text, content.hidden));
    }
    return found;
  }

  /** The values in a text itself, in every form in which tools show the lines of a file. */
  async function valuesIn(text: string, path: string, all: boolean): Promise<Replacement[]> {
    const found: Replacement[] = [];
    for (const each of new Set([text, ...withoutMarks(text)])) {
      const findings = await (all ? findingsIn(each, path) : secretsIn(each, path));
      if (findings.length > 0) found.push(...replacementsOf(each, hiddenIn(each, findings, make)));
    }
    return found;
  }

  /**
   * Redacts a tool's result in its own shape: every text in it, with the values of the files that it may be from.
   * Returns the result itself where nothing had to go.
   */
  async function redact(result: unknown, files: readonly ShownFile[]): Promise<Redacted> {
    const fromFiles = await valuesOf(files);
    const all = files.some(({ isRedacted }) => isRedacted);
    const texts = new Set<string>();
    mapTexts(result, (text) => {
      texts.add(text);
      return text;
    });
    const changed = new Map<string, string>();
    const found = [...fromFiles];
    for (const text of texts)
      if (!isEncoded(text)) found.push(...(await valuesIn(text, files[0]?.path ?? 'result.md', all)));
    for (const text of texts) {
      const next = isEncoded(text)
        ? await encodedAgain(text, fromFiles, all)
        : applyFragments(applyReplacements(text, found), fromFiles);
      if (next !== text) changed.set(text, next);
    }
    if (changed.size === 0) return { result, count: 0 };
    return { result: mapTexts(result, (text) => changed.get(text) ?? text), count: changed.size };
  }

  /** What is sent as base64 is looked at as what it is; pictures and the like stay. */
  async function encodedAgain(text: string, fromFiles: readonly Replacement[], all: boolean): Promise<string> {
    const bytes = Buffer.from(text, 'base64');
    const plain = bytes.toString('utf8');
    if (plain.includes('\0') || plain.includes('\uFFFD')) return text;
    const next = applyReplacements(plain, [...fromFiles, ...(await valuesIn(plain, 'result.md', all))]);
    return next === plain ? text : Buffer.from(next).toString('base64');
  }

  return {
    secretsIn,
    redact,
    /** The same for what Grep found, of which single lines are known. */
    async redactGrep(result: unknown, call: GrepCall): Promise<Redacted> {
      return grepResult(result, call, hiddenOf, async (rest) =>
        call.looksAtSecrets ? redact(rest, []) : { result: rest, count: 0 },
      );
    },
    /** True where a file holds a secret, or everything that counts where it is redacted. */
    async holdsAny(file: ShownFile): Promise<boolean> {
      return ((await hiddenOf(file))?.hidden.length ?? 0) > 0;
    },
    /** True where `text` is a part of a file that reaches into what is hidden in it. */
    async isHiddenPart(file: ShownFile, text: string): Promise<boolean> {
      const content = await hiddenOf(file);
      if (content === undefined || text === '') return false;
      for (let at = content.text.indexOf(text); at !== -1; at = content.text.indexOf(text, at + 1))
        for (const { start, end } of content.hidden) {
          const isPart = start < at + text.length && end > at;
          // Who names all of it knows it already.
          if (isPart && !(start >= at && end <= at + text.length)) return true;
        }
      return false;
    },
  };
}

function applyFragments(text: string, values: readonly Replacement[]): string {
  return values.length === 0 ? text : applyHidden(text, fragmentsIn(text, values));
}

/** Numbers, names and signs of differences in front of lines hide what spans several of them. */
function withoutMarks(text: string): string[] {
  if (!/-----BEGIN|PRIVATE KEY/.test(text)) return [];
  return [
    /^ *\d+(?:\t|→|:|-| {1,2})/gm,
    /^[+\-> |] ?/gm,
    /^[^\s:]{1,300}?[:-]\d+[:-]/gm,
    /^[^\s:]{1,300}?[:-](?=\S)/gm,
  ].map((mark) => text.replace(mark, ''));
}

/** Base64, of which nothing can be told as it stands. */
function isEncoded(text: string): boolean {
  return text.length >= 64 && text.length % 4 <= 1 && /^[A-Za-z0-9+/]+={0,2}\n?$/.test(text);
}

function readText(path: string): string | undefined {
  try {
    return readPlainFile(path, { largest: largestText }).toString('utf8');
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}
