import { isEan13, isLuhn, isRepeated } from './checks.ts';
import type { Match } from './entity.ts';

/** How far a card's number may stand from other digits of its own, and how it is grouped. */
const grouped = /\d{4}(?:([ -])\d{4}\1\d{4}\1(?:\d{4}(?:\1\d{1,3})?|\d{2,3}(?!\d))|([ -])\d{6}\2\d{4,5})/y;
const bare = /\d{12,19}/y;

/**
 * Ranges of issuers (ISO/IEC 7812; https://www.mastercard.com/, https://developer.visa.com/,
 * https://www.discoverglobalnetwork.com/, https://www.global.jcb/en/, https://www.unionpayintl.com/en/).
 */
export function isIssued(digits: string): boolean {
  const length = digits.length;
  const two = Number(digits.slice(0, 2));
  const three = Number(digits.slice(0, 3));
  const four = Number(digits.slice(0, 4));
  if (two >= 40 && two <= 49) return length === 16 || length === 13 || length === 19;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return length === 16;
  if (two === 34 || two === 37) return length === 15;
  if ((three >= 300 && three <= 305) || two === 36 || two === 38 || two === 39 || three === 309)
    return length === 14 || (length >= 16 && length <= 19);
  if (four >= 3528 && four <= 3589) return length >= 16;
  if (four === 1800 || four === 2131) return length === 15;
  if (four === 6011 || two === 65 || (three >= 644 && three <= 649)) return length >= 16;
  if (two === 62 || two === 81) return length >= 16;
  // MIR, Troy, Elo and others lie in these as well.
  if (four >= 2200 && four <= 2204) return length >= 16;
  return two === 50 || (two >= 56 && two <= 69);
}

/**
 * Numbers that payment companies print for tests (https://docs.stripe.com/testing,
 * https://developer.paypal.com/tools/sandbox/card-testing/, https://docs.adyen.com/development-resources/testing/).
 */
const samples = new Set(
  `4242424242424242 4111111111111111 4012888888881881 4000056655665556 5555555555554444 2223003122003222 5200828282828210
   5105105105105100 378282246310005 371449635398431 378734493671000 6011111111111117 6011000990139424 6011981111111113
   3056930009020004 30569309025904 38520000023237 36227206271667 3566002020360505 3530111333300000 6200000000000005
   6200000000000047 6205500000000000004 4222222222222 4000000000000002 4000000000009995 4000000000000077 5454545454545454
   4917610000000000 5431111111111111 4988438843884305 5436031030606378 2222400010000008 6331101999990016`.split(/\s+/),
);

export interface CardNumber extends Match {
  readonly digits: string;
  readonly isGrouped: boolean;
}

/** Reads the payment card number at `start`, of issuer and check digit right, or undefined. */
export function cardAt(text: string, start: number): CardNumber | undefined {
  grouped.lastIndex = start;
  let match = grouped.exec(text)?.[0];
  const isGrouped = match !== undefined;
  if (match === undefined) {
    bare.lastIndex = start;
    match = bare.exec(text)?.[0];
    if (match === undefined) return undefined;
  }
  const digits = match.replace(/\D/g, '');
  if (!isIssued(digits) || !isLuhn(digits) || samples.has(digits) || isRepeated(digits.slice(4, -1))) return undefined;
  // A barcode of Germany or of a book, as likely as an old card.
  if (digits.length === 13 && isEan13(digits)) return undefined;
  return { id: 'personal.card', severity: 'high', start, end: start + match.length, digits, isGrouped };
}

/** What stands beside a card: `CVV 123`, `exp 04/29`. */
export function hasCardDetails(text: string, start: number, end: number): boolean {
  const near = text.slice(Math.max(0, start - 80), start) + text.slice(end, end + 80);
  return /\b(?:cvv2?|cvc2?|csc|security code|prüfziffer|prüfnummer|cryptogramme)\b|\b(?:0[1-9]|1[0-2]) ?\/ ?(?:20)?[2-4]\d\b/i.test(
    near,
  );
}
