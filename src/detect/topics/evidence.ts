/** A place in a note, as UTF-16 offsets. */
export interface Spot {
  readonly start: number;
  readonly end: number;
}

/** How many of a kind are looked for: more make nothing surer. */
const most = 40;

const dose = /(?<![\w.,])\d{1,4}(?:[.,]\d{1,3})?[ \u00A0]?(?:mg|µg|μg|mcg|ml|I\.?E\.?|IU|UI)(?![\w/])/y;
const labUnit =
  /(?<![\w.,])\d{1,5}(?:[.,]\d{1,3})?[ \u00A0]?(?:\|[ \t]{0,8})?(?:g|mg|µg|μg|ng|pg|mmol|µmol|nmol|pmol|U|IU|mU|mIU|mE)\/(?:dl|l|ml|dL|L|mL)(?!\w)|(?<![\w.,])\d{2,3}\/\d{2,3}[ \u00A0]?mm ?Hg|(?<![\w.,])\d{2,3}[ \u00A0]?mm ?Hg/y;
const amount =
  /(?:[$€£]|(?<![A-Z])(?:EUR|USD|CHF|GBP)[ \u00A0])[ \u00A0]?\d[\d.,' ]{0,12}|(?<![\w.,])\d[\d.,']{0,12}[ \u00A0]?(?:€|\$|£|EUR\b|USD\b|CHF\b|GBP\b|euros?\b)/g;
const field = /(?:^|[\r\n])[ \t>*+-]{0,8}\**\p{Lu}[\p{L} './-]{1,30}\**[ \t]?:\**[ \t]+\S/gu;
const date = /(?<![\w.-])(?:(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d[./][01]?\d[./](?:19|20)?\d\d)(?![\w])/y;
const birth =
  /(?<!\p{L})(?:date of birth|dob|born(?: on)?|geburtsdatum|geboren(?: am)?|geb\.|date de naissance|née? le|fecha de nacimiento|nacid[oa] el)\W{1,6}(?:\d|\p{L}{3,9} \d)/iuy;
const caseNumber =
  /(?<!\p{L})(?:case no\.?|case number|docket|az\.:?|aktenzeichen:?|n° ?rg|rg n°|dossier n°|autos|expediente n?[º°.]*)[ \t:#]{0,3}[\dA-Z]{1,4}[\w/. -]{2,20}/giu;

/** A day or an hour of somebody's own: a page about a subject has none. */
const appointment =
  /(?<![\w.,:])(?:[01]?\d|2[0-3])(?:[:.][0-5]\d(?![\d.,])|[ \u00A0]?(?:h|am|pm|Uhr)(?![\w/]))|(?<![\w.,])[0-3]?\d(?:st|nd|rd|th|er|\.)?(?: of| de)? (?:jan|feb|fev|f\u00E9v|ene|mar|m\u00E4r|avr|apr|abr|mai|may|jun|juin|jul|juil|aug|ao[u\u00FB]|ago|sep|oct|okt|nov|dec|d\u00E9c|dez|dic)\p{L}{0,7}(?!\p{L})|(?<!\p{L})(?:the|am|bis|zum|vom|le|au|el|al|before the|by the) [0-3]?\d(?:st|nd|rd|th|\.)?(?=[ ,.;:!?\r\n]|$)(?! ?(?:%|mg|km|kg|percent))/giu;
/** `Alarm code 6620`, `combination is 31-07-55`: how one gets in. */
const entry =
  /(?<!\p{L})(?:code|codes|keypad|combination|alarm|gate|pin|fob|alarmanlage|kombination|zahlencode|t[u\u00FC]rcode|alarme|digicode|portail|combinaison|contrainte|alarma|c[o\u00F3]digo|clave|combinaci[o\u00F3]n|portal)(?!\p{L})[^\d\r\n]{0,24}\d(?:\d{2,7}|(?:[ -]?\d){3,7})(?![\d.,])/giu;
/** Sums as people jot them down, without their currency: `Rent 1,150`, `owes 2k`. */
const jotted =
  /(?:^|[\r\n])[^\r\n\d]{2,60}[ \t:=-]-?\d[\d.,' ]{0,10}\d?[ \t]?(?:[€$£]|eur)?(?=[ \t]*(?:[\r\n(,;/]|$))|(?<![\w.,/:-])(?:\d{1,3}(?:[.,' ]\d{3})+|\d{1,3}k)(?![\w%])|(?<![\w.,/:-])(?!(?:19|20)\d\d)\d{3,5}(?![\w%.,/:-])/g;

/** `No headaches. Negative for chest pain.`: how findings are written down. */
const denial =
  /(?:^|[.:;\r\n][ \t]{0,4})(?:No|Negative|Denies|Sin|Niega|Keine?|Pas de|Aucune?)[ ](?!longer|one|need|matter|problem)\p{Ll}/gu;

/** Numbers say nothing far into a long file that its beginning did not. */
const longest = 1 << 15;

/** Places of one kind in a note, looked for when they are asked for. */
export class Evidence {
  readonly #text: string;
  readonly #found: (readonly Spot[] | undefined)[] = [];
  #numbers: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text.length > longest ? text.slice(0, longest) : text;
  }

  get doses(): readonly Spot[] {
    this.#found[0] ??= this.#numbered(dose, mayBeDose);
    return this.#found[0];
  }

  get labValues(): readonly Spot[] {
    this.#found[1] ??= this.#numbered(labUnit, mayBeLabValue);
    return this.#found[1];
  }

  get amounts(): readonly Spot[] {
    this.#found[2] ??= this.#all(amount);
    return this.#found[2];
  }

  get fields(): readonly Spot[] {
    this.#found[3] ??= this.#all(field);
    return this.#found[3];
  }

  get dates(): readonly Spot[] {
    this.#found[4] ??= this.#numbered(date, mayBeDate);
    return this.#found[4];
  }

  get births(): readonly Spot[] {
    this.#found[5] ??= this.#at(birthsIn(this.#text), birth, () => true);
    return this.#found[5];
  }

  get caseNumbers(): readonly Spot[] {
    this.#found[6] ??= this.#all(caseNumber);
    return this.#found[6];
  }

  get denials(): readonly Spot[] {
    this.#found[7] ??= this.#all(denial);
    return this.#found[7];
  }

  get appointments(): readonly Spot[] {
    this.#found[8] ??= this.#all(appointment);
    return this.#found[8];
  }

  get jotted(): readonly Spot[] {
    this.#found[9] ??= this.#all(jotted);
    return this.#found[9];
  }

  get entries(): readonly Spot[] {
    this.#found[10] ??= this.#all(entry);
    return this.#found[10];
  }

  #all(pattern: RegExp): Spot[] {
    const list: Spot[] = [];
    for (const { index, 0: all } of this.#text.matchAll(pattern)) {
      list.push({ start: index, end: index + all.length });
      if (list.length === most) break;
    }
    return list;
  }

  #numbered(pattern: RegExp, mayBe: (text: string, at: number) => boolean): Spot[] {
    this.#numbers ??= numbersIn(this.#text);
    return this.#at(this.#numbers, pattern, mayBe);
  }

  /** The matches of a sticky pattern at some of the places where it can begin. */
  #at(places: readonly number[], pattern: RegExp, mayBe: (text: string, at: number) => boolean): Spot[] {
    const list: Spot[] = [];
    let floor = 0;
    for (const start of places) {
      if (start < floor || !mayBe(this.#text, start)) continue;
      pattern.lastIndex = start;
      if (!pattern.test(this.#text)) continue;
      floor = pattern.lastIndex;
      list.push({ start, end: floor });
      if (list.length === most) break;
    }
    return list;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Where numbers begin that go on from no word and no other number. */
function numbersIn(text: string): number[] {
  const places: number[] = [];
  let isJoined = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isDigit(code)) {
      if (!isJoined) places.push(at);
      isJoined = true;
    } else isJoined = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 46 || code === 95;
  }
  return places;
}

/** Where the words of `birth` may begin, by their first two letters. */
function birthsIn(text: string): number[] {
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at) | 32) {
      case 98: // b
      case 100: // d
      case 102: // f
      case 103: // g
      case 110: {
        // n, and a, e, o or é behind it
        const next = text.charCodeAt(at + 1) | 32;
        if (next === 97 || next === 101 || next === 111 || next === 0xe9) places.push(at);
      }
    }
  }
  return places;
}

/** What stands behind the number at `at`, its decimals and the blank, bar or slash there. */
function behindNumber(text: string, at: number): number {
  const last = at + 24;
  for (let index = at + 1; index < last; index++) {
    const code = text.charCodeAt(index);
    // Digits, `,`, `.`, `/`, blanks, `|`
    const isInside = (code >= 46 && code <= 57) || code === 44 || code === 32 || code === 0xa0 || code === 9;
    if (!isInside && code !== 124) return code;
  }
  return 0;
}

const unitLetters = new Set(Array.from('gmnpUIµμ', (letter) => letter.charCodeAt(0)));

/** Whether a unit's first letter stands behind the number, before the pattern is asked. */
function mayBeLabValue(text: string, at: number): boolean {
  return unitLetters.has(behindNumber(text, at));
}

const mayBeDose = mayBeLabValue;

/** Whether a hyphen, a full stop or a slash stands where a date has one. */
function mayBeDate(text: string, at: number): boolean {
  const second = text.charCodeAt(at + 1);
  const third = text.charCodeAt(at + 2);
  return second === 46 || second === 47 || third === 46 || third === 47 || text.charCodeAt(at + 4) === 45;
}

/** How near the two halves of a pair stand, in characters. */
const near = 400;

/** The first of `spots` that stands near one of `others`. */
export function pairOf(spots: readonly Spot[], others: readonly Spot[]): Spot | undefined {
  return spots.find(({ start, end }) => others.some((other) => other.start < end + near && other.end > start - near));
}
