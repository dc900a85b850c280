import type { Match } from './entity.ts';

/** Between the label and the code: `BIC: …`, `BIC/SWIFT = …`, `| BIC | … |`, `SWIFT code …`, `> BIC`, line break, `> …`. */
const behind =
  /(?:[ /-]?\(?(?:BIC|SWIFT|code|Code|CODE|nummer|number|no\.?|nr\.?)\)?){0,3}["'*_`]{0,3}[ \t]{0,4}([:=|#]{0,2}|is|was|ist|war|lautet|est|es|è)["'*_`]{0,3}[ \t]{0,4}(?:\r?\n[ \t>]{0,4})?["'*_`|]{0,3}[ \t]{0,2}([A-Za-z]{6}[A-Za-z0-9]{2}(?:[A-Za-z0-9]{3})?)(?![A-Za-z0-9])/y;
/** The same anywhere, for columns under such a label. */
const anywhere =
  /(?<![A-Za-z0-9])(?:[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?|[a-z]{6}[a-z0-9]{2}(?:[a-z0-9]{3})?)(?![A-Za-z0-9])/g;

/** ISO 3166-1, and Kosovo's XK. */
const countries = new Set(
  `AD AE AF AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR
   CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ES ET FI FJ FO FR GA GB GD GE GG GH GI GL GM GN GP GQ GR GT GW GY HK HN HR HT HU
   ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML
   MM MN MO MQ MR MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NZ OM PA PE PF PG PH PK PL PM PS PT PW PY QA RE RO RS RU RW
   SA SB SC SD SE SG SI SK SL SM SN SO SR ST SV SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN
   VU WF WS XK YE YT ZA ZM ZW`.split(/\s+/),
);

/**
 * Finds the codes of banks (ISO 9362) that stand under their label. They are letters alone, mostly, so that no digit leads
 * there.
 * @param heads true where the header of the column or the key over a place is such a label
 */
export function bicsIn(text: string, heads: (start: number) => boolean): Match[] {
  const found = new Map<number, Match>();
  let isNamed = false;
  for (const label of ['BIC', 'SWIFT', 'bic', 'swift', 'Swift']) {
    for (let at = text.indexOf(label); at !== -1; at = text.indexOf(label, at + label.length)) {
      // `bicycle`, `swiftly`
      if (/[A-Za-z]/.test(text.charAt(at - 1)) || /[a-zà-ÿ]/.test(text.charAt(at + label.length))) continue;
      isNamed = true;
      behind.lastIndex = at + label.length;
      const match = behind.exec(text);
      const code = match?.[2];
      const hasMark = /^[:=|#]/.test(match?.[1] ?? '');
      if (match === null || code === undefined || !isCode(code, hasMark && label === 'BIC')) continue;
      // `SWIFT LANGUAGE`: letters alone are a word unless a mark stands between.
      if (!hasMark && !/\d|XXX$/i.test(code) && label.toUpperCase() !== 'BIC') continue;
      const end = at + label.length + match[0].length;
      found.set(end, { id: 'personal.bic', severity: 'low', start: end - code.length, end });
    }
  }
  if (isNamed)
    for (const { 0: code, index } of text.matchAll(anywhere)) {
      const end = index + code.length;
      if (!found.has(end) && isCode(code, false) && heads(index))
        found.set(end, { id: 'personal.bic', severity: 'low', start: index, end });
    }
  return [...found.values()];
}

/** Small letters are a word, but behind `BIC:` and for what only a code has: a digit, or XXX for the head office. */
function isCode(code: string, hasLabel: boolean): boolean {
  if (!countries.has(code.slice(4, 6).toUpperCase())) return false;
  return code === code.toUpperCase() || (code === code.toLowerCase() && (hasLabel || /\d|xxx$/.test(code)));
}
