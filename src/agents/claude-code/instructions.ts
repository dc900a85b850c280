import { spelledOtherwise } from './spelled-otherwise.ts';

/** The names of the files that a client reads and follows `@path` mentions in, or runs lines of. */
export const followedFiles =
  /(?:^|\/)(?:CLAUDE(?:\.local)?\.md|AGENTS\.md|GEMINI\.md)$|(?:^|\/)\.claude\/(?:commands|skills|agents|rules|output-styles)\//i;

const largest = 64 << 10;

/** The paths that an instruction file takes in with `@path`; code is left alone, as the client does. */
export function instructionMentions(text: string): string[] {
  const prose = text
    .slice(0, largest * 16)
    .replace(/^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))/gm, '\n')
    .replace(/(`+)(?:(?!\1)[^\n])+\1/g, ' ');
  return mentionsIn(prose);
}

/**
 * What `@` may mention in a text, each in every reading that a client may have: to the end of the word, without what
 * stands behind a path in a sentence, without a `#` part. An `@` within a word, as in an address, mentions nothing.
 */
export function mentionsIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, double, single, bare = ''] of text.matchAll(
    /(?<![\w.%+-])@(?:"([^"\n]{1,4096})"|'([^'\n]{1,4096})'|([^\s"']{1,4096}))/gu,
  )) {
    const whole = double ?? single ?? bare;
    const short = bare.split(/[,;:`)\]>}|。、，！？）】」』]/u)[0] ?? '';
    for (const each of [whole, short, bare.replace(/[^\p{L}\p{N}\p{M}/~]+$/u, '')])
      for (const path of [each, each.split('#')[0] ?? '']) if (path !== '' && path !== '.') found.add(path);
    // `@server:uri` asks a server for one of its resources.
    const [, uri] = /^[\w.-]+:(.+)$/s.exec(whole) ?? [];
    if (uri !== undefined) for (const path of [uri, ...spelledOtherwise(uri)]) found.add(path);
  }
  return [...found];
}

/** The shell lines that a command or skill runs while it is loaded, and those of the hooks that it brings along. */
export function shellLinesIn(text: string, args = ''): string[] {
  const words = args.split(/\s+/).filter((each) => each !== '');
  const filled = text
    .slice(0, largest * 16)
    .replace(/\$(?:ARGUMENTS|\{ARGUMENTS\})/g, () => args)
    .replace(/\$(\d)/g, (_all, digit: string) => words[Number(digit) - 1] ?? '');
  const inline = [...filled.matchAll(/!`([^`]*)`/g)].map(([, line = '']) => line);
  const blocks = [...filled.matchAll(/^ {0,3}```+!\s*?\n([\s\S]*?)(?:^ {0,3}```|$(?![\s\S]))/gm)].map(
    ([, block = '']) => block,
  );
  return [...inline, ...blocks, ...hookCommands(filled)].filter((line) => line.trim() !== '');
}

/** The commands among the hooks in the front matter, which the client runs by itself. */
function hookCommands(text: string): string[] {
  const matter = /^---\r?\n([\s\S]*?)\r?\n---/.exec(text)?.[1] ?? '';
  if (!/^\s*["']?hooks["']?\s*:/m.test(matter)) return [];
  return [...matter.matchAll(/["']?command["']?\s*:\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(.+))/g)].map(
    ([, double, single, bare = '']) => double?.replace(/\\(.)/g, '$1') ?? single ?? bare.trim(),
  );
}
