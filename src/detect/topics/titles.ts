import type { Note } from '../rule.ts';

/** A title that a note gives itself, and where it stands. */
export interface Title {
  readonly text: string;
  readonly start: number;
}

/** How far into a note its titles are looked for, in characters. */
const beginning = 4096;

/** The `title` of the front matter and the first heading, of Markdown or Org. */
export function titlesOf(text: string, { frontMatter }: Note): readonly Title[] {
  const titles: Title[] = [];
  const head = text.slice(0, (frontMatter?.end ?? 0) + beginning);
  const own = /(?<=^|[\r\n])(?:title|#\+title)[ \t]*:[ \t]*["']?([^\r\n"']{1,200})/i.exec(head);
  if (own?.[1] !== undefined) titles.push({ text: own[1], start: own.index + own[0].length - own[1].length });
  const heading = /(?<=^|[\r\n])(?:#{1,2}|\*)[ \t]+([^\r\n]{1,200})/.exec(head.slice(frontMatter?.end ?? 0));
  if (heading?.[1] !== undefined)
    titles.push({
      text: heading[1],
      start: (frontMatter?.end ?? 0) + heading.index + heading[0].length - heading[1].length,
    });
  return titles;
}
