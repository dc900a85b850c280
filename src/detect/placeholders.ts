import { placeholder } from '../core/placeholder.ts';

/**
 * Values that stand where a secret would stand: what documentation, templates and careful people write. Judged after
 * every rule and source alike. An empty text is no placeholder. `sequence` is the share of neighbours that count up or down
 * from which on a value is made up: a vendor's format is believed longer than a value under a label.
 */
export function isPlaceholder(value: string, sequence = 0.6): boolean {
  if (value === '') return false;
  return (
    reference.test(value) ||
    redacted.test(value) ||
    elided.test(value) ||
    filler.test(value) ||
    isDocumentedSample(value) ||
    isMonotonous(value) ||
    isSequential(value, sequence)
  );
}

/** The whole value is a hole to be filled: `<token>`, `${TOKEN}`, `{{token}}`, `%TOKEN%`, `$(pass show x)`, `[token]`. */
const reference =
  /^(?:<[^<>]*>|\$\{.*|\$\(.*|\$[A-Z_][A-Z0-9_]*|\{\{.*|%[A-Za-z_]{2,}%|\[[^[\]]*\]|op:\/\/.*|env:.*)$/s;

/** Nothing but what redaction has put there. */
const redacted = new RegExp(`^(?:${placeholder.source})+$`);

/** Part of it is left out or blotted out: `...`, `…`, stars, dots, `xxxx`. */
const elided = /\.{3}|…|\*{3}|[•●·█▇]{3}|[xX]{5}|-{5}[^-]*$|_{4}/;

/** Words that nobody's secret holds, long enough not to stand in random characters by chance. */
const filler =
  /example|placeholder|changeme|change[-_ ]?(?:me|this|it)\b|redacted|censored|dummy|deadbeef|insert[-_ ]|replace[-_ ]?(?:me|this|with)|^(?:your|my|the|some|any)[-_ ]|(?:^|[-_])your[-_]|[-_](?:goes[-_])?here$|^(?:fake|sample|test|demo)[-_]?(?:token|key|secret|password|pass|pw)?\d*$/i;

/** Samples that vendors and RFCs print in their documentation, by a part of each. */
const documentedSamples: readonly string[] = [
  // https://jwt.io and RFC 7519, section 3.1
  'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
  'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  // RFC 6238, appendix B, and https://github.com/google/google-authenticator/wiki/Key-Uri-Format
  'GEZDGNBVGY3TQOJQ',
  'JBSWY3DPEHPK3PXP',
  'HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ',
  // https://docs.stripe.com/keys
  '4eC39HqLyjWDarjtT1zdp7dc',
  // https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
  'T00000000/B00000000/',
  // RFC 5849, RFC 6749, RFC 6750, RFC 7009, RFC 7617: tokens and sign-ins of the examples
  'ad180jjd733klru7',
  '0685bd9184jfhq22',
  '2YotnFZFEjr1zCsicMWpAA',
  'tGzv3JOkF0XG5Qx2TlKWIA',
  'czZCaGRSa3F0MzpnWDFmQmF0M2JW',
  'gX1fBat3bV',
  'mF_9.B5f-4.1JqM',
  'h480djs93hd8',
  '45ghiukldjahdnhzdauz',
  'YWxhZGRpbjpvcGVuc2VzYW1l',
  'QWxhZGRpbjpvcGVuIHNlc2FtZQ',
];

function isDocumentedSample(value: string): boolean {
  return documentedSamples.some((sample) => value.includes(sample));
}

/** Too few different characters for its length: `aaaaaaaa`, `abababab`, `0000-0000`. */
function isMonotonous(value: string): boolean {
  const few = value.length < 6 ? 1 : value.length < 24 ? 3 : 5;
  let distinct = '';
  for (const character of value) {
    if (distinct.includes(character)) continue;
    distinct += character;
    if (distinct.length > few) return false;
  }
  return true;
}

/** Most of it counts up or down, or walks along the keyboard's top row: `1234567890`, `abcdefgh`. */
function isSequential(value: string, share: number): boolean {
  const folded = value.toLowerCase();
  let steps = 0;
  for (let index = 1; index < folded.length; index++) {
    const step = folded.charCodeAt(index) - folded.charCodeAt(index - 1);
    const wraps = folded[index - 1] === '9' && folded[index] === '0';
    if (step === 1 || step === -1 || wraps) steps += 1;
  }
  return folded.length >= 5 && steps >= folded.length * share;
}
