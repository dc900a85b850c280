/**
 * Finds the fenced code blocks of a Markdown text (https://spec.commonmark.org/0.31.2/#fenced-code-blocks) and says
 * whether an offset lies in one. The text is read at the first question, once.
 */
export function fencesOf(text: string): (offset: number) => boolean {
  let edges: number[] | undefined;
  return (offset) => {
    edges ??= findFences(text);
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((edges[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    // An odd number of edges before it: a fence is open there.
    return low % 2 === 1;
  };
}

/** Offsets at which fences open and close, in turn. */
export function findFences(text: string): number[] {
  const edges: number[] = [];
  // Most texts have none.
  if (!text.includes('```') && !text.includes('~~~')) return edges;
  let open: string | undefined;
  for (const match of text.matchAll(/(?<=^|[\r\n])[ \t>]{0,12}(`{3,200}|~{3,200})([^\r\n]{0,200})/g)) {
    const marks = match[1] ?? '';
    const info = match[2] ?? '';
    if (open === undefined) {
      if (marks.startsWith('`') && info.includes('`')) continue;
      open = marks;
      edges.push(match.index);
    } else if (marks.startsWith(open) && info.trim() === '') {
      open = undefined;
      edges.push(match.index + match[0].length);
    }
  }
  return edges;
}
