/** A place in a note, as UTF-16 offsets. */
export interface Spot {
  readonly start: number;
  readonly end: number;
}

/** How many of a kind are looked for: more make nothing surer. */
const most = 40;

const dose = /(?<![\w.,])\d{1,4}(?:[.,]\d{1,3})?[ \u00A0]?(?:mg|µg|μg|mcg|ml|I\.?E\.?|IU|UI)(?![\w/])/g;
const labUnit =
  /(?<![\w.,])\d{1,5}(?:[.,]\d{1,3})?[ \u00A0]?(?:\|[ \t]{0,8})?(?:g|mg|µg|μg|ng|pg|mmol|µmol|nmol|pmol|U|IU|mU|mIU|mE)\/(?:dl|l|ml|dL|L|mL)(?!\w)|(?<![\w.,])\d{2,3}\/\d{2,3}[ \u00A0]?mm ?Hg|(?<![\w.,])\d{2,3}[ \u00A0]?mm ?Hg/g;
const amount =
  /(?:[$€£]|(?<![A-Z])(?:EUR|USD|CHF|GBP)[ \u00A0])[ \u00A0]?\d[\d.,' ]{0,12}|(?<![\w.,])\d[\d.,']{0,12}[ \u00A0]?(?:€|\$|£|EUR\b|USD\b|CHF\b|GBP\b|euros?\b)/g;
const field = /(?:^|[\r\n])[ \t>*+-]{0,8}\**\p{Lu}[\p{L} './-]{1,30}\**[ \t]?:\**[ \t]+\S/gu;
const date = /(?<![\w.-])(?:(?:19|20)\d\d-[01]\d-[0-3]\d|[0-3]?\d[./][01]?\d[./](?:19|20)?\d\d)(?![\w])/g;
const birth =
  /(?<!\p{L})(?:date of birth|dob|born(?: on)?|geburtsdatum|geboren(?: am)?|geb\.|date de naissance|née? le|fecha de nacimiento|nacid[oa] el)\W{1,6}(?:\d|\p{L}{3,9} \d)/giu;
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

/** Places of one kind in a note, looked for when they are asked for. */
export interface Evidence {
  readonly doses: readonly Spot[];
  readonly labValues: readonly Spot[];
  readonly amounts: readonly Spot[];
  readonly fields: readonly Spot[];
  readonly dates: readonly Spot[];
  readonly births: readonly Spot[];
  readonly caseNumbers: readonly Spot[];
  readonly denials: readonly Spot[];
  readonly appointments: readonly Spot[];
  readonly jotted: readonly Spot[];
  readonly entries: readonly Spot[];
}

/** Numbers say nothing far into a long file that its beginning did not. */
const longest = 1 << 15;

export function evidenceOf(text: string): Evidence {
  const beginning = text.length > longest ? text.slice(0, longest) : text;
  const found = new Map<RegExp, readonly Spot[]>();
  const spots = (pattern: RegExp): readonly Spot[] => {
    const before = found.get(pattern);
    if (before !== undefined) return before;
    const list: Spot[] = [];
    for (const { index, 0: all } of beginning.matchAll(pattern)) {
      list.push({ start: index, end: index + all.length });
      if (list.length === most) break;
    }
    found.set(pattern, list);
    return list;
  };
  return {
    get doses() {
      return spots(dose);
    },
    get labValues() {
      return spots(labUnit);
    },
    get amounts() {
      return spots(amount);
    },
    get fields() {
      return spots(field);
    },
    get dates() {
      return spots(date);
    },
    get births() {
      return spots(birth);
    },
    get caseNumbers() {
      return spots(caseNumber);
    },
    get denials() {
      return spots(denial);
    },
    get appointments() {
      return spots(appointment);
    },
    get jotted() {
      return spots(jotted);
    },
    get entries() {
      return spots(entry);
    },
  };
}

/** How near the two halves of a pair stand, in characters. */
const near = 400;

/** The first of `spots` that stands near one of `others`. */
export function pairOf(spots: readonly Spot[], others: readonly Spot[]): Spot | undefined {
  return spots.find(({ start, end }) => others.some((other) => other.start < end + near && other.end > start - near));
}
