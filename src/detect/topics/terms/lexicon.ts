import type { Language } from '../languages.ts';

/**
 * Terms of one topic, by language and weight: words, phrases of up to four words, and stems with `*` (six letters or
 * more), parted by commas. Accents and capitals do not matter. At most 400 a language.
 */
export type Lexicon = Readonly<Record<Language, Readonly<Record<string, string>>>>;
