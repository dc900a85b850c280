/**
 * Other characters that people and programs write for blanks, hyphens, digits and marks: typographic spaces and dashes
 * (Unicode, general punctuation), full-width forms as Japanese and Chinese keyboards give them, and the digits of Arabic,
 * Persian and Devanagari. Each is one UTF-16 code unit, as is what stands for it.
 */
const others =
  /[\u00A0\u2000-\u200A\u202F\u205F\u3000]|[\u2010-\u2012\uFE63]|(?<=[0-9A-Za-z\uFF10-\uFF19])[\u2013-\u2015\u2212](?=[0-9A-Za-z\uFF10-\uFF19])|[\uFF01-\uFF5E\u0660-\u0669\u06F0-\u06F9\u0966-\u096F]/g;

/** Returns the text with plain ASCII for these, as long as it was: offsets stay the same. */
export function folded(text: string): string {
  return text.replace(others, (each) => {
    const code = each.charCodeAt(0);
    if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
    if (code >= 0x0660 && code <= 0x0669) return String.fromCharCode(code - 0x0660 + 48);
    if (code >= 0x06f0 && code <= 0x06f9) return String.fromCharCode(code - 0x06f0 + 48);
    if (code >= 0x0966 && code <= 0x096f) return String.fromCharCode(code - 0x0966 + 48);
    return code >= 0x2010 && code !== 0x202f && code !== 0x205f && code !== 0x3000 ? '-' : ' ';
  });
}
