import { Composer, type CST, Lexer, Parser } from 'yaml';

/** No configuration nests deeper; the parser takes seconds and a gigabyte over thousands of levels. */
const deepest = 100;
/** Pieces of a text (names, marks, blanks): compose files of 500 services have 100,000. */
const mostPieces = 250_000;

/** A text that is valid YAML and no configuration, or one that would take seconds to read. */
export class NoConfiguration extends Error {}

/**
 * Reads one document of YAML strictly, in time and memory that grow with the length of the text alone: `yaml` itself
 * reads on behind errors, and compares each key of an object with all others.
 * @returns undefined for an empty text
 * @throws NoConfiguration, YAMLError, ReferenceError where aliases would grow without bound
 */
export function parseYamlText(content: string): unknown {
  const composer = new Composer({ merge: true, logLevel: 'error', uniqueKeys: false });
  const [document, ...others] = [...composer.compose(tokensOf(content))];
  if (document === undefined) return undefined;
  const [error] = document.errors;
  if (error !== undefined) throw error;
  if (others.length > 0) throw new NoConfiguration();
  return document.toJS({ maxAliasCount: 100 });
}

function tokensOf(content: string): readonly CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let pieces = 0;
  const take = (token: CST.Token): void => {
    if (token.type === 'error') throw new NoConfiguration();
    tokens.push(token);
  };
  for (const piece of new Lexer().lex(content)) {
    pieces += 1;
    if (pieces > mostPieces || parser.stack.length > deepest) throw new NoConfiguration();
    for (const token of parser.next(piece)) take(token);
  }
  for (const token of parser.end()) take(token);
  return tokens;
}
