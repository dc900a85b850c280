/** What a person types, line by line. */
export interface TypedLines {
  /** The next line of a terminal that shows and edits it by itself; undefined at the end of the input. */
  shown(): Promise<string | undefined>;
  /** The next line of one that does neither; undefined at the end of the input and on Ctrl-C. */
  hidden(): Promise<string | undefined>;
}

/** Keys as a terminal sends them: Ctrl-C, Ctrl-D, Ctrl-U, and backspace in both of its forms. */
const keys = { interrupt: '\x03', end: '\x04', clear: '\x15', back: ['\x7f', '\b'] } as const;
/** Keys such as arrows, and the brackets around what is pasted (ECMA-48, control sequences). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
const sequence = /^\x1b(?:\[[0-?]*[ -/]*[@-~]|O[A-Z])/;

/** One reader for all lines of a command: what it has read ahead belongs to the next. */
export function typedLines(stdin: AsyncIterable<Uint8Array>): TypedLines {
  const decoder = new TextDecoder();
  let pieces: AsyncIterator<Uint8Array> | undefined;
  let rest = '';
  let wasReturn = false;

  async function readMore(): Promise<boolean> {
    pieces ??= stdin[Symbol.asyncIterator]();
    const next = await pieces.next();
    if (next.done === true) return false;
    rest += decoder.decode(next.value, { stream: true });
    return true;
  }

  /** The line's end behind a return is no line of its own. */
  function dropLineFeed(): void {
    if (wasReturn && rest.startsWith('\n')) rest = rest.slice(1);
    if (rest !== '') wasReturn = false;
  }

  return {
    async shown() {
      for (;;) {
        dropLineFeed();
        const end = rest.indexOf('\n');
        if (end !== -1) {
          const line = rest.slice(0, end);
          rest = rest.slice(end + 1);
          return line;
        }
        if (await readMore()) continue;
        const line = rest;
        rest = '';
        return line === '' ? undefined : line;
      }
    },
    async hidden() {
      let line = '';
      for (;;) {
        dropLineFeed();
        const [key] = rest;
        if (key === undefined) {
          if (await readMore()) continue;
          return line === '' ? undefined : line;
        }
        const skipped = sequence.exec(rest)?.[0];
        rest = rest.slice((skipped ?? key).length);
        if (skipped !== undefined) continue;
        if (key === '\r' || key === '\n') {
          wasReturn = key === '\r';
          return line;
        }
        if (key === keys.interrupt || (key === keys.end && line === '')) return undefined;
        if (key === keys.clear) line = '';
        else if (key === keys.back[0] || key === keys.back[1]) line = [...line].slice(0, -1).join('');
        else line += key;
      }
    },
  };
}
