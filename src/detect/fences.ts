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

/**
 * Offsets at which fences open and close, in turn. With `isStrict` one is closed as well where the quotation or the
 * list ends that it stands in, so that nothing behind it passes for code.
 */
export function findFences(text: string, isStrict = false): number[] {
  const edges: number[] = [];
  // Most texts have none.
  if (!text.includes('```') && !text.includes('~~~')) return edges;
  let open: Fence | undefined;
  for (const match of text.matchAll(/(?<=^|[\r\n])([ \t>]{0,12})(`{3,200}|~{3,200})([^\r\n]{0,200})/g)) {
    const [, lead = '', marks = '', info = ''] = match;
    if (open !== undefined && isStrict) {
      const end = endOfBlock(text, open, match.index);
      if (end === undefined) open.at = match.index;
      else {
        open = undefined;
        edges.push(end);
      }
    }
    if (open === undefined) {
      if (marks.startsWith('`') && info.includes('`')) continue;
      open = { marks, lead, at: match.index + match[0].length };
      edges.push(match.index);
    } else if (marks.startsWith(open.marks) && info.trim() === '') {
      open = undefined;
      edges.push(match.index + match[0].length);
    }
  }
  const end = open !== undefined && isStrict ? endOfBlock(text, open, text.length) : undefined;
  if (end !== undefined) edges.push(end);
  return edges;
}

interface Fence {
  readonly marks: string;
  /** Signs of quotation and blanks before it. */
  readonly lead: string;
  /** Where what was not looked at of its content begins. */
  at: number;
}

/** Where the first line before `to` begins that does not stand in the quotation or as deep in a list as the fence. */
function endOfBlock(text: string, { lead, at }: Fence, to: number): number | undefined {
  const depth = quoteDepth(lead);
  const indent = /[ \t]*$/.exec(lead)?.[0].length ?? 0;
  if (depth === 0 && indent === 0) return undefined;
  const line = /(?:\r\n|\r|\n)([ \t>]{0,40})(?=([^\r\n]?))/g;
  line.lastIndex = at;
  for (let match = line.exec(text); match !== null && match.index < to; match = line.exec(text)) {
    const [, marks = '', next = ''] = match;
    const isBlank = next === '';
    if (quoteDepth(marks) < depth ? depth > 0 : !isBlank && depth === 0 && marks.length < indent)
      return match.index + match[0].length - marks.length;
  }
  return undefined;
}

function quoteDepth(lead: string): number {
  return lead.split('>').length - 1;
}
