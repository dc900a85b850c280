/*
 * The texts in a program of any of the languages that take one on the command line. No language is parsed: what looks
 * like a literal in any of them counts.
 */

/** `'jour' + 'nal'` and literals that stand side by side become one. */
export function joinLiterals(code: string): string {
  let text = code;
  for (let round = 0; round < 20; round++) {
    const next = text.replace(
      /(?<![\w'"\\])([rbuRBU]{0,2})(["'])((?:\\.|(?!\2)[^\\\n])*)\2(\s*(?:\+|\|\||\.(?=\s*["']))\s*|[ \t]*)(["'])((?:\\.|(?!\5)[^\\\n])*)\5/g,
      (all, _prefix: string, mark: string, left: string, between: string, other: string, right: string) => {
        // Two empty quotes at once begin or end a longer quotation.
        if (between === '' && (left === '' || right === '')) return all;
        return mark === other ? `${mark}${left}${right}${mark}` : all;
      },
    );
    if (next === text) break;
    text = next;
  }
  return text;
}

/** The values of the literals in a program. */
export function literalsOf(code: string): string[] {
  const found: string[] = [];
  for (const [, , quoted, plain] of code.matchAll(
    /("""|'''|["'`])((?:\\.|(?!\1)[^\\])*)\1|\b(?:q[qwx]?|%[qQwWx])\s?[[({|/]([^\])}|/]*)[\])}|/]/gs,
  ))
    found.push(unescapeLiteral(quoted ?? plain ?? ''));
  // Perl's `open F, "<file"`, its `<file*>`, Tcl's `[open file]`.
  for (const each of [...found]) if (/^[<>|+]+\s*\S/.test(each)) found.push(each.replace(/^[<>|+]+\s*/, ''));
  for (const [, word = ''] of code.matchAll(/<([\w.~-]*[/*?][\w./*?~[\]-]*)>/g)) found.push(word);
  for (const [, words = ''] of code.matchAll(
    /(?:^|[[\s;{])(?:open|source|file\s+(?:copy|rename|size|exists|delete|link)|read|glob|exec|cd)\s+((?:[\w./~*?-]+[ \t]*)+)/gm,
  ))
    found.push(...words.trim().split(/\s+/));
  for (const [, words = ''] of code.matchAll(/\{([\w./~ -]+)\}/g)) found.push(words.trim().split(/\s+/).join('/'));
  return found;
}

export function unescapeLiteral(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u\{?([0-9a-fA-F]{1,6})\}?|([0-7]{3})|(.))/gs,
    (_all, hex?: string, unicode?: string, octal?: string, other?: string) => {
      const code = hex ?? unicode;
      if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return other === 'n' ? '\n' : other === 't' ? '\t' : other === '\n' ? '' : (other ?? '');
    },
  );
}

/** `Path("a", "b")`, `os.path.join("a", "b")`, `path.join('a', 'b')`. */
export function joinedPaths(code: string): string[] {
  const runs = code.matchAll(/(["'])((?:(?!\1)[^\\\n])*)\1((?:\s*\)?\s*[,/]\s*(["'])(?:(?!\4)[^\\\n])*\4)+)/g);
  return [...runs].map(([, , first = '', rest = '']) =>
    [first, ...[...rest.matchAll(/(["'])((?:(?!\1)[^\\\n])*)\1/g)].map(([, , part = '']) => part)].join('/'),
  );
}
