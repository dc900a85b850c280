/**
 * Words that say what a value beside them is. A phrase is matched in any case, with blanks, hyphens, underscores or the
 * humps of camel case between its words; one in a script without blanks is found within other characters.
 */
export interface Vocabulary {
  /** Returns where the phrase that begins at `at` ends, with its topics, or undefined. `at` begins a word. */
  phraseAt(text: string, at: number, wordEnd: number): Phrase | undefined;
  /** The same for scripts without blanks. */
  runAt(text: string, at: number): Phrase | undefined;
}

export interface Phrase {
  readonly end: number;
  /** Numbers of the topics that it speaks for. */
  readonly topics: readonly number[];
}

interface Entry {
  readonly rest: readonly string[];
  readonly topics: number[];
}

/** Letters of scripts that write words apart lie below this; CJK begins here. */
export const firstIdeograph = 0x2e80;

/** Builds a vocabulary: `topics[n]` lists the phrases of topic n, by commas. */
export function buildVocabulary(topics: readonly string[]): Vocabulary {
  const words = new Map<string, Entry[]>();
  const runs = new Map<number, { text: string; topics: number[] }[]>();
  for (const [topic, list] of topics.entries()) {
    for (const phrase of list.split(',').map((each) => each.trim().toLowerCase().replace(/['’]/g, ' '))) {
      if (phrase === '') continue;
      if (phrase.charCodeAt(0) >= firstIdeograph) addRun(runs, phrase, topic);
      else addPhrase(words, phrase, topic);
    }
  }
  // Longer phrases first.
  for (const entries of words.values()) entries.sort((left, right) => right.rest.length - left.rest.length);
  for (const entries of runs.values()) entries.sort((left, right) => right.text.length - left.text.length);
  // Most words of a text have a first letter and a length that no phrase begins with: that is seen without a slice.
  const lengths = new Map<number, number>();
  for (const word of words.keys()) {
    const first = word.charCodeAt(0);
    lengths.set(first, (lengths.get(first) ?? 0) | (1 << Math.min(31, word.length)));
  }
  const ascii = new Int32Array(128);
  for (const [first, mask] of lengths) if (first < 128) ascii[first] = mask;

  return {
    phraseAt(text, at, wordEnd) {
      const first = text.charCodeAt(at);
      if (first < 128) {
        const mask = ascii[first | 32] ?? 0;
        if ((mask & (1 << Math.min(31, wordEnd - at))) === 0) return undefined;
      }
      const entries = words.get(text.slice(at, wordEnd).toLowerCase());
      if (entries === undefined) return undefined;
      for (const { rest, topics } of entries) {
        const end = followed(text, wordEnd, rest);
        if (end !== undefined) return { end, topics };
      }
      return undefined;
    },
    runAt(text, at) {
      for (const { text: run, topics } of runs.get(text.charCodeAt(at)) ?? [])
        if (text.startsWith(run, at)) return { end: at + run.length, topics };
      return undefined;
    },
  };
}

function addPhrase(words: Map<string, Entry[]>, phrase: string, topic: number): void {
  const [first = '', ...rest] = phrase.split(' ');
  const entries = words.get(first) ?? [];
  words.set(first, entries);
  const same = entries.find((entry) => entry.rest.join(' ') === rest.join(' '));
  if (same === undefined) entries.push({ rest, topics: [topic] });
  else same.topics.push(topic);
}

function addRun(runs: Map<number, { text: string; topics: number[] }[]>, phrase: string, topic: number): void {
  const first = phrase.charCodeAt(0);
  const entries = runs.get(first) ?? [];
  runs.set(first, entries);
  const same = entries.find(({ text }) => text === phrase);
  if (same === undefined) entries.push({ text: phrase, topics: [topic] });
  else same.topics.push(topic);
}

const between = /[ \t_.'’/°º\u00A0-]{0,3}/y;

/** Where the further words of a phrase end, or undefined where others stand there. */
function followed(text: string, from: number, rest: readonly string[]): number | undefined {
  let at = from;
  for (const word of rest) {
    between.lastIndex = at;
    at += between.exec(text)?.[0].length ?? 0;
    if (text.slice(at, at + word.length).toLowerCase() !== word) return undefined;
    at += word.length;
  }
  return rest.length > 0 && isLowerLetter(text, at) ? undefined : at;
}

/** True where the word goes on. */
function isLowerLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 97 && code <= 122) || (code >= 0xdf && code < 0x250);
}
