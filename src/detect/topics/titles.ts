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
  const body = frontMatter?.end ?? 0;
  const head = text.slice(0, body + beginning);
  const property = /(?:^|[\r\n])(?:title|#\+title)[ \t]{0,20}:[ \t]{0,20}["']?([^\r\n"']{1,200})/i;
  const first = frontMatter === undefined ? head.slice(0, 500) : head.slice(0, body);
  const own = first.toLowerCase().includes('title') ? property.exec(first) : null;
  if (own?.[1] !== undefined) titles.push({ text: own[1], start: own.index + own[0].length - own[1].length });
  if (!head.includes('#', body) && !head.includes('*', body)) return titles;
  const heading = /(?:^|[\r\n])(?:#{1,2}|\*)[ \t]{1,20}([^\r\n]{1,200})/.exec(head.slice(body));
  if (heading?.[1] !== undefined)
    titles.push({ text: heading[1], start: body + heading.index + heading[0].length - heading[1].length });
  return titles;
}
