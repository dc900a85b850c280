import { type Language, languages } from '../../../src/detect/topics/languages.ts';
import type { Topic } from '../../../src/detect/topics/topic-list.ts';
import { subjectPages, workSentences } from './sentences-against.ts';
import {
  clientSentences,
  financeSentences,
  homeSentences,
  identitySentences,
  legalSentences,
  minorsSentences,
} from './sentences-matters.ts';
import {
  beliefsSentences,
  healthSentences,
  journalSentences,
  relationshipsSentences,
  type Sentences,
  therapySentences,
} from './sentences-self.ts';

/** A made-up note. `about` says what it is about; undefined where it is about nothing that a topic is for. */
export interface MadeNote {
  readonly about: Topic | undefined;
  readonly kind: 'own' | 'work' | 'subject';
  readonly language: Language;
  readonly text: string;
}

const own: Readonly<Record<Topic, Sentences>> = {
  health: healthSentences,
  therapy: therapySentences,
  journal: journalSentences,
  finance: financeSentences,
  legal: legalSentences,
  identity: identitySentences,
  'client-confidential': clientSentences,
  relationships: relationshipsSentences,
  minors: minorsSentences,
  home: homeSentences,
  beliefs: beliefsSentences,
};

/** How sentences become a note: a paragraph, a list, or paragraphs. */
const layouts: readonly ((sentences: readonly string[]) => string)[] = [
  (sentences) => sentences.join(' '),
  (sentences) => sentences.map((each) => `- ${each}`).join('\n'),
  (sentences) => sentences.join('\n\n'),
];

/** `count` notes for each topic and language, and as many about work; the same every time. Pages about subjects as they are. */
export function makeNotes(count: number, seed: number): MadeNote[] {
  const random = randomFrom(seed);
  const notes: MadeNote[] = [];
  for (const language of languages) {
    for (const [about, sentences] of Object.entries(own) as [Topic, Sentences][])
      for (let index = 0; index < count; index += 1)
        notes.push({ about, kind: 'own', language, text: makeText(sentences[language], random) });
    for (let index = 0; index < count * 4; index += 1)
      notes.push({ about: undefined, kind: 'work', language, text: makeText(workSentences[language], random) });
    for (const text of subjectPages[language].split('\n'))
      notes.push({ about: undefined, kind: 'subject', language, text });
  }
  return notes;
}

function makeText(sentences: string, random: () => number): string {
  const left = sentences.split('\n');
  const wanted = Math.min(left.length, 4 + Math.floor(random() * 4));
  const chosen = Array.from({ length: wanted }, () => left.splice(Math.floor(random() * left.length), 1)[0] ?? '');
  const layout = layouts[Math.floor(random() * layouts.length)];
  return `${layout?.(chosen) ?? ''}\n`;
}

/** Numbers in 0 to 1 of a linear congruential generator (Numerical Recipes' constants). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
