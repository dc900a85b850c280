/* What the guard loads where a text may hold a recovery phrase: the word lists. */
export { listedWords, phraseLanguages } from './detect/phrases/word-lists.ts';
