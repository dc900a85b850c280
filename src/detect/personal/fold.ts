/**
 * Other characters that people and programs write for blanks, hyphens, digits and marks: typographic spaces and dashes
 * (Unicode, general punctuation), full-width forms as Japanese and Chinese keyboards give them, and the digits of Arabic,
 * Persian and Devanagari. Each is one UTF-16 code unit, as is what stands for it.
 */
const others =
  /[\u00A0\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u2000-\u200A\u2010-\u2015\u202F\u205F\u2212\u3000\uFE63\uFF01-\uFF5E]/g;

/** Returns the text with plain ASCII for these, as long as it was: offsets stay the same. */
export function folded(text: string): string {
  return text.replace(others, (each: string, at: number) => {
    const code = each.charCodeAt(0);
    if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
    if (code < 0x0970 && code !== 0xa0) {
      const zero = code >= 0x0966 ? 0x0966 : code >= 0x06f0 ? 0x06f0 : 0x0660;
      return String(code - zero);
    }
    // A dash with blanks around it is one of the sentence.
    if ((code >= 0x2013 && code <= 0x2015) || code === 0x2212) return isBetween(text, at) ? '-' : each;
    return (code >= 0x2010 && code <= 0x2012) || code === 0xfe63 ? '-' : ' ';
  });
}

function isBetween(text: string, at: number): boolean {
  return /^[0-9A-Za-z\uFF10-\uFF19].[0-9A-Za-z\uFF10-\uFF19]$/.test(text.slice(at - 1, at + 2));
}
