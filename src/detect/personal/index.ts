import type { Source } from '../rule.ts';
import type { RuleMeta } from '../rules/catalogue.ts';
import { idRows } from './keywords.ts';
import { findUnderHeader } from './views.ts';

/** What is found by a file of its own here, beside the rows of numbers. */
const kinds: readonly RuleMeta[] = [
  {
    id: 'personal.bic',
    severity: 'low',
    docs: 'https://www.swift.com/standards/data-standards/bic-business-identifier-code',
  },
  {
    id: 'personal.birth-date',
    severity: 'medium',
    docs: 'https://commission.europa.eu/law/law-topic/data-protection/data-protection-explained_en',
  },
  { id: 'personal.card', severity: 'high', docs: 'https://www.iso.org/standard/70484.html' },
  { id: 'personal.email', severity: 'low', docs: 'https://www.rfc-editor.org/rfc/rfc5322' },
  {
    id: 'personal.iban',
    severity: 'medium',
    docs: 'https://www.swift.com/standards/data-standards/iban-international-bank-account-number',
  },
  { id: 'personal.ip-address', severity: 'low', docs: 'https://www.iana.org/assignments/iana-ipv4-special-registry/' },
  { id: 'personal.phone', severity: 'low', docs: 'https://www.itu.int/rec/T-REC-E.164' },
  {
    id: 'personal.wallet.bitcoin',
    severity: 'low',
    docs: 'https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki',
  },
  { id: 'personal.wallet.ethereum', severity: 'low', docs: 'https://eips.ethereum.org/EIPS/eip-55' },
];

export const personalMeta: readonly RuleMeta[] = [
  ...kinds,
  ...idRows.map(({ id, severity, docs }) => ({ id, severity, docs })),
];

/** Everything personal in a text, in one pass over it. */
export const personalData: Source = {
  literals: [],
  find: (text, _at, _which, note) => findUnderHeader(text, note),
};
