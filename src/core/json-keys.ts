/**
 * True where an object in a JSON text has two equal keys, or one named `__proto__`: of those one reader takes the first,
 * another the last, and a third none, so that nobody can say what the text means. `text` has to be valid JSON.
 */
export function hasDoubtfulKeys(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  const structure = /["{}[\]]/g;
  for (let match = structure.exec(text); match !== null; match = structure.exec(text)) {
    const [character] = match;
    if (character === '{') open.push(new Set());
    else if (character === '[') open.push(undefined);
    else if (character !== '"') open.pop();
    else {
      const end = endOfText(text, match.index);
      structure.lastIndex = end;
      const keys = open.at(-1);
      if (keys === undefined || !isKey(text, end)) continue;
      const spelled = text.slice(match.index + 1, end - 1);
      // An escape may spell the same key otherwise.
      const key: string = spelled.includes('\\') ? String(JSON.parse(`"${spelled}"`)) : spelled;
      if (key === '__proto__' || keys.has(key)) return true;
      keys.add(key);
    }
  }
  return false;
}

/** Where the text that begins with the quote at `start` is over. A quote after an odd number of backslashes is in it. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\n' || text[at] === '\r') at++;
  return text[at] === ':';
}
