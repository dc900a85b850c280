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
}

/** Numbers say nothing far into a long file that its beginning did not. */
const longest = 1 << 15;

/** What the first 32 KB of a note hold of dates, amounts and the like: up to 40 of each kind, each looked for once. */
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
  };
}

/** How near the two halves of a pair stand, in characters. */
const near = 400;

/** The first of `spots` that stands near one of `others`. */
export function pairOf(spots: readonly Spot[], others: readonly Spot[]): Spot | undefined {
  return spots.find(({ start, end }) => others.some((other) => other.start < end + near && other.end > start - near));
}
