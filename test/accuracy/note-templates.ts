import { readFileSync } from 'node:fs';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { makePhrase } from '../detect/phrases/layouts.ts';

/** A note as somebody writes it, with where its secrets stand. Offsets are UTF-16 code units. */
export interface LabelledNote {
  readonly language: string;
  /** In which form secrets stand in it, or of which kind its look-alikes are. */
  readonly form: string;
  readonly text: string;
  readonly secrets: readonly Span[];
  /** What may be found and need not be: the public half of a pair. */
  readonly allowed: readonly Span[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
const alphabets: Readonly<Record<string, string>> = {
  dig: digits,
  hex: `${digits}abcdef`,
  hexU: `${digits}ABCDEF`,
  b62: digits + upper + lower,
  b64: `${digits + upper + lower}+/`,
  b64u: `${digits + upper + lower}-_`,
  b32: `${upper}234567`,
  b32l: `023456789acdefghjklmnpqrstuvwxyz`,
  b36: digits + lower,
  let: upper + lower,
};
/** What people make passwords of: seasons, things, animals, names, in several languages. */
const words =
  'Sommer Winter Flower Tiger Sonne Garten Pirate Coffee Lampe Banana Rocket Soleil Fromage Perro Verano Gatto Vento Fiets Zomer Dragon Monkey Orange Purple Summer Bella Rex Berlin Lisboa Torino Madrid Turtle Castle Wolke Nebel Lavande Pomelo Kaffee Zucker Hammer Spring'.split(
    ' ',
  );
const phraseWords =
  'correct horse battery staple velvet lantern puddle orbit maple rusty canyon biscuit teapot gravel walnut ember pickle meadow copper salmon'.split(
    ' ',
  );
const plainWords = 'sunflower butterscotch marmalade hedgehog teaspoon bluebird pineapple lighthouse'.split(' ');

/** Makes up values; the same seed gives the same ones. */
export class Maker {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2654435761) | 1;
  }

  below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % limit;
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new Error('Nothing to pick from');
    return picked;
  }

  fill(alphabet: string, length: number): string {
    let text = '';
    while (text.length < length) {
      const next = alphabet.charAt(this.below(alphabet.length));
      if (Math.abs(next.charCodeAt(0) - text.charCodeAt(text.length - 1)) > 1 || text === '') text += next;
    }
    return text;
  }

  /** A code that nobody uses for an example: no year, nothing that counts up. */
  pin(length: number): string {
    for (;;) {
      const pin = this.fill(digits, length);
      if (!/^(?:19|20)\d\d/.test(pin)) return pin;
    }
  }

  password(): string {
    const word = this.pick(words);
    const mark = this.pick(['!', '$', '#', '?', '*', '%', '&', '!!']);
    return this.pick([
      () => `${word}${2015 + this.below(10)}${mark}`,
      () => `${word.replace(/o/, '0').replace(/e/, '3').replace(/i/, '1')}${mark}${this.pick(words).toLowerCase()}`,
      () => [1, 2, 3].map(() => this.pick(phraseWords)).join(this.pick(['-', '-', '.'])),
      () => `${word.toLowerCase()}${this.pin(4)}`,
      () => this.fill(`${digits}${upper}${lower}!$%&#?`, 12),
      () => `${word}.${this.pick(words)}.${10 + this.below(90)}`,
      () => `${word}${mark}${this.pick(words)}${this.below(99)}`,
    ])();
  }

  /** A value by the name of its kind: see `kinds`; `b62x32` is an alphabet and a length. */
  value(kind: string): string {
    const [name = '', ...options] = kind.split(':');
    const made = kinds[name];
    if (made !== undefined) return made(this, options);
    const drawn = /^(dig|hexU|hex|b62|b64u|b64|b36|b32l|b32|let)(?:s|x)?(\d+)$/.exec(name);
    if (drawn === null) throw new Error(`No kind of value: ${kind}`);
    const [, alphabet = '', length = ''] = drawn;
    if (alphabet === 'b64' && Number(length) % 44 === 0)
      return `${this.fill(alphabets['b64'] ?? '', Number(length) - (length === '44' ? 1 : 2))}${length === '44' ? '=' : '=='}`;
    return this.fill(alphabets[alphabet] ?? '', Number(length));
  }

  /** A token by its vendor's format: `ghp_{b62:36}`. */
  token(format: string): string {
    return format.replace(/\{(\w+)(?::(\d+))?\}/g, (_, kind: string, length?: string) =>
      kind === 'uuid' ? this.value('uuid') : this.fill(alphabets[kind] ?? '', Number(length)),
    );
  }
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const group = (maker: Maker, length: number, times: number) =>
  Array.from({ length: times }, () => maker.fill(`${digits}${lower}`, length)).join('-');
const between: Readonly<Record<string, string>> = { nl: '\n', comma: ', ', space: ' ' };
const list = (options: readonly string[], make: () => string) =>
  Array.from({ length: Number(options[1]) }, make).join(between[options[0] ?? ''] ?? ' ');

const kinds: Readonly<Record<string, (maker: Maker, options: readonly string[]) => string>> = {
  '': () => '',
  pw: (maker) => maker.password(),
  pwrand: (maker) => `${maker.fill(lower, 2)}${maker.fill(`${digits}${upper}${lower}!%-_+?`, 10)}${maker.pin(2)}`,
  pwrandu: (maker) => `${maker.fill(`${digits}${upper}${lower}-_`, 12)}${maker.pin(2)}`,
  pwword: (maker) => maker.pick(plainWords),
  phrase: (maker) => Array.from({ length: 5 }, () => maker.pick(phraseWords)).join('-'),
  pin3: (maker) => maker.pin(3),
  pin4: (maker) => maker.pin(4),
  pin6: (maker) => maker.pin(6),
  pin8: (maker) => maker.pin(8),
  combo: (maker) => `${10 + maker.below(30)}-${41 + maker.below(9)}-${10 + maker.below(30)}`,
  digits20: (maker) => maker.pin(20),
  uuid: (maker) => [8, 4, 4, 4, 12].map((length) => maker.fill(alphabets['hex'] ?? '', length)).join('-'),
  akia: (maker) => `AKIA${maker.fill(alphabets['b32'] ?? '', 16)}`,
  twsid: (maker) => `AC${maker.fill(alphabets['hex'] ?? '', 32)}`,
  wg: (maker) =>
    `${maker.fill(alphabets['b62'] ?? '', 42)}${maker.pick(['A', 'E', 'I', 'M', 'Q', 'U', 'Y', 'c', 'k', 'o'])}=`,
  basic: (maker) => base64(`kbrown:${maker.password()}`),
  b64pw: (maker) => base64(maker.password()),
  b64of: (maker, [what]) =>
    base64(
      what === 'ghp'
        ? maker.token('ghp_{b62:36}')
        : what === 'env'
          ? `DB_USER=app\nDB_PASSWORD=${maker.value('pwrand')}\n`
          : `{"user":"app","password":"${maker.value('pwrand')}"}`,
    ),
  codes5: (maker, options) => list(options, () => group(maker, 5, 2)),
  codes8d: (maker, options) => list(options, () => maker.pin(8)),
  codes6d: (maker, options) => list(options, () => maker.pin(6)),
  codes4x2: (maker, options) => list(options, () => group(maker, 4, 2)),
  code8: (maker) => maker.fill(`${digits}${lower}`, 8),
  code4x2: (maker) => group(maker, 4, 2),
  code4x4: (maker) => group(maker, 4, 4).toUpperCase(),
  code4x6: (maker) => group(maker, 4, 6).toUpperCase(),
  bitlocker: (maker) => Array.from({ length: 8 }, () => maker.pin(6)).join('-'),
  seed12: (maker) => makePhrase(wordlist, 12, `notes ${maker.below(1e6)}`).join(' '),
  seed24: (maker) => makePhrase(wordlist, 24, `notes ${maker.below(1e6)}`).join(' '),
  seednum: (maker) =>
    makePhrase(wordlist, 12, `notes ${maker.below(1e6)}`)
      .map((word, index) => `${index + 1}. ${word}`)
      .join('\n'),
  b32sp: (maker) => Array.from({ length: 8 }, () => maker.fill(`${lower}234567`, 4)).join(' '),
  stars: () => '*****',
  fpr: (maker) => Array.from({ length: 10 }, () => maker.fill(alphabets['hexU'] ?? '', 4)).join(' '),
};

const hole = /⟦([^⟧]*)⟧|⟨([^⟩]*)⟩|⟪([^⟫]*)⟫/g;

/**
 * Fills a template: `⟦kind⟧` becomes a secret, `⟨kind⟩` what only looks like one, `⟪kind⟫` the public half of a pair.
 * @throws Error for a kind that is unknown.
 */
export function fillNote(template: string, maker: Maker): Pick<LabelledNote, 'text' | 'secrets' | 'allowed'> {
  const secrets: Span[] = [];
  const allowed: Span[] = [];
  let text = '';
  let last = 0;
  for (const match of template.matchAll(hole)) {
    text += template.slice(last, match.index);
    last = match.index + match[0].length;
    const start = text.length;
    text += maker.value(match[1] ?? match[2] ?? match[3] ?? '');
    const span = { start, end: text.length };
    if (match[1] !== undefined && match[1] !== '') secrets.push(span);
    if (match[3] !== undefined) allowed.push(span);
  }
  return { text: text + template.slice(last), secrets, allowed };
}

/** The notes of a file of templates: each begins with a line `@@ language form`. */
export function notesOf(file: string, seed: number): LabelledNote[] {
  return readFileSync(new URL(`notes-of-secrets/${file}`, import.meta.url), 'utf8')
    .split(/^@@ /m)
    .slice(1)
    .map((note, index) => {
      const [head = '', ...lines] = note.split('\n');
      const [language = '', form = ''] = head.split(' ');
      return { language, form, ...fillNote(lines.join('\n'), new Maker(seed * 1000 + index)) };
    });
}

/** A made-up token of every format of the list, in notes' ways of writing one down. */
export function vendorNotes(seed: number): LabelledNote[] {
  const formats = readFileSync(new URL('notes-of-secrets/vendors.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const ways: (() => [string, string])[] = [
    () => ['', ''],
    () => ['Got the new one today: `', '`\n\nPut it into the vault.'],
    () => ['- [ ] rotate ', ' by Friday'],
    () => ['| Name | Value |\n|---|---|\n| live | ', ' |'],
  ];
  return formats.flatMap((format, index) => {
    const maker = new Maker(seed * 1000 + index);
    return ways.map((way) => {
      const token = maker.token(format);
      const [before, behind] = way();
      const span = { start: before.length, end: before.length + token.length };
      return { language: 'en', form: 'vendor', text: `${before}${token}${behind}`, secrets: [span], allowed: [] };
    });
  });
}
