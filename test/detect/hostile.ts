import { b62, b64, digits, fill, hex, lower } from './rules/making.ts';

const runs = {
  word: 'word '.repeat(40),
  letters: fill(lower, 300),
  mixed: fill(b62, 300),
  base64: fill(b64, 300),
  hex: fill(hex, 300),
  digits: fill(digits, 120),
};

/** Ways to make a text of a rule's literal that its pattern may stumble over: near-matches, long runs, what never closes. */
export const shapes: Readonly<Record<string, (literal: string) => string>> = {
  'the literal alone': (literal) => literal,
  'a label': (literal) => `${literal}: `,
  'a line each': (literal) => `${literal}\n`,
  'a long run behind it': (literal) => literal + runs.mixed,
  'base64 behind it': (literal) => `${literal} ${runs.base64}= `,
  'hex digits and marks behind it': (literal) => `${literal}-${runs.hex}_${runs.hex}.`,
  'digits with marks': (literal) => `${literal} ${runs.digits.replace(/(.{3})/g, '$1-')} `,
  'digits with blanks': (literal) => `${literal} ${runs.digits.replace(/(.{4})/g, '$1 ')}`,
  'parts with dots': (literal) => `${literal}${runs.letters}.${runs.mixed}.${runs.mixed}.`,
  'a run around it': (literal) => `${fill(b62, 50)}${literal}${fill(b62, 50)}`,
  'quotes that never close': (literal) => `"${literal}" = "`,
  'brackets that never close': (literal) => `([{<${literal}=([{<`,
  'blanks behind it': (literal) => `${literal}${' '.repeat(120)}`,
  'words behind it': (literal) => `${literal} ${runs.word}`,
  'a table': (literal) => `| ${literal} |\n|---|\n`,
  'a row': (literal) => `| ${literal} `,
  'escapes behind it': (literal) => `${literal}\\"\\n\\\\%3D%25&quot;`,
  'emphasis that never closes': (literal) => `**${literal}:** __\`\`\` `,
  'other letters': (literal) => `${literal}：é😀ß пароль 密码 `,
  'an address': (literal) => `https://${literal}:${literal}@${literal}/`,
  'an element': (literal) => `<${literal} a="${literal}"><${literal}>`,
};

/** Texts that hold no literal and yet much that a source looks at. */
export const plainTexts: Readonly<Record<string, string>> = {
  digits: '0123456789',
  'digits and blanks': '12 345 6789 ',
  'numbers and marks': '1.2-3/4(5)+6 ',
  'card-like': '4111 1111-1111 1112 ',
  'phone-like': '+49 (0) 171-23 45 67 ext. ',
  'dates and times': '2026-01-31T23:59:59.000Z 31.12.1999 ',
  'at signs': 'a@b.c.d@e-f.g ',
  'only at signs': '@',
  'an address without end': 'a.b-c+d',
  'IBAN-like': 'DE89 3704 0044 0532 0130 01 ',
  'IP-like': '1.2.3.4.5.6.7.8.9:',
  colons: 'a:b:c::d',
  words: 'my doctor said that my therapy and my salary are private ',
  'one word': 'diagnosis ',
  letters: 'abcdefghij',
  capitals: 'ABCDE FGHIJ ',
  headings: '# A heading\n\n',
  'front matter': '---\na: b\n---\n',
  lists: '- [ ] a: b\n  - c\n',
  rows: '| a | b |\n|---|---|\n| c | d |\n',
  fences: '```\n~~~\n',
  links: '[a](https://b.c/d?e=f) ![[g]] [[h|i]] ',
  marks: '#*_~=`|<>[]{}()!?',
  accents: 'éèüßñ ',
  Han: '我的密码是 ',
  Cyrillic: 'мой пароль ',
  surrogates: '😀👩‍👩‍👧 ',
  blanks: ' ',
  'line ends': '\r\n\n\r',
};

/** Repeats a text up to a size in characters. */
export function filled(unit: string, size: number): string {
  return unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
}
