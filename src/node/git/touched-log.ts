/** What a commit did to a path. */
export interface Touched {
  readonly commit: string;
  readonly path: string;
  /** `A` added, `M` modified, `D` deleted, `T` another kind of file; of a merge a letter for each parent. */
  readonly status: string;
  /** Mode of the new version, `000000` where there is none. */
  readonly mode: string;
}

/** The format that tells commits from what they did; `-z --raw` go with it. */
export const rawLogFormat = '--format=%x01%H';

/**
 * Reads the output of `git log -z --raw` with the format above as it comes in. Paths are taken by their place, so that
 * no name of a file is mistaken for anything else.
 */
export function rawLogReader(onTouched: (touched: Touched) => void): { write(chunk: Buffer): void } {
  let rest: Buffer = Buffer.alloc(0);
  let commit = '';
  let header: string | undefined;
  const token = (bytes: Buffer): void => {
    const text = bytes.toString('utf8');
    if (header !== undefined) {
      const modes = header.replace(/^:+/, '').split(' ');
      const parents = /^:+/.exec(header)?.[0].length ?? 1;
      onTouched({ commit, path: text, status: modes.at(-1) ?? '', mode: modes[parents] ?? '' });
      header = undefined;
      return;
    }
    const bare = text.replace(/^\n/, '');
    if (bare.startsWith('\u0001')) commit = bare.slice(1);
    else if (bare.startsWith(':')) header = bare;
  };
  return {
    write(chunk) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let from = 0;
      for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, from)) {
        token(bytes.subarray(from, at));
        from = at + 1;
      }
      rest = bytes.subarray(from);
    },
  };
}
