/** Longer values are texts of their own, of which programs show lines. */
const longest = 4096;
const mostPerValue = 16;

/**
 * Other ways in which tools and notes write a value of one line: in addresses (RFC 3986, section 2.1), in HTML, in strings
 * of JSON (RFC 8259, section 7), with the escapes of Markdown (https://spec.commonmark.org/0.31.2/#backslash-escapes), in
 * either Unicode form; and what it stands for where it is written in one of these itself. None is the value as it stands.
 */
export function spellingsOf(value: string): string[] {
  if (value.length > longest || /^[A-Za-z0-9.~-]*$/.test(value) || /[\r\n⟦⟧]/.test(value)) return [];
  const meant = readings(value);
  const all = new Set(meant);
  for (const plain of [value, ...meant]) {
    const json = JSON.stringify(plain).slice(1, -1);
    for (const each of [json, JSON.stringify(json).slice(1, -1), plain.normalize('NFC'), plain.normalize('NFD')])
      all.add(each);
    const html = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    all.add(html).add(html.replaceAll('"', '&quot;'));
    all.add(html.replaceAll('"', '&quot;').replaceAll("'", '&#39;'));
    all.add(plain.replace(/[\\`*_[\]<>]/g, '\\$&')).add(plain.replace(/[\\`*_{}[\]<>()#+!|~.-]/g, '\\$&'));
    const percent = percentEncoded(plain);
    if (percent === undefined) continue;
    const lower = percent.replace(/%../g, (each) => each.toLowerCase());
    all.add(percent).add(lower).add(percent.replaceAll('%20', '+')).add(percent.replaceAll('%2F', '/'));
    all.add(percent.replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`));
  }
  all.delete(value);
  return [...all].slice(0, mostPerValue);
}

/** What a value stands for where it holds escapes, or characters that nobody sees. */
function readings(value: string): string[] {
  const found: string[] = [];
  const take = (read: () => string): void => {
    try {
      const text = read();
      if (text !== value && !/[\r\n⟦⟧]/.test(text)) found.push(text);
    } catch (error) {
      // It holds what looks like an escape and is none.
      if (!(error instanceof SyntaxError || error instanceof URIError)) throw error;
    }
  };
  if (/[^\0-\x7f]/.test(value)) take(() => value.replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, ''));
  if (value.includes('%')) take(() => decodeURIComponent(value));
  if (value.includes('\\')) {
    const inner = (text: string): string => String(JSON.parse(`"${text}"`));
    take(() => inner(value));
    take(() => inner(inner(value)));
    take(() => value.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
  }
  if (value.includes('&'))
    take(() =>
      value
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&'),
    );
  return found;
}

function percentEncoded(value: string): string | undefined {
  try {
    return encodeURIComponent(value);
  } catch (error) {
    // Half a surrogate pair can not be written in an address.
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
