import type { Rule } from '../rule.ts';
import { token } from './token.ts';

export const mailRules: readonly Rule[] = [
  token({
    id: 'secret.sendgrid.api-key',
    severity: 'high',
    docs: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    prefixes: ['SG.'],
    body: String.raw`[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}`,
  }),
  token({
    id: 'secret.mailgun.api-key',
    severity: 'high',
    docs: 'https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth',
    prefixes: ['key-'],
    body: '[0-9a-f]{32}',
    alphabet: 'A-Za-z0-9',
    near: /mailgun/i,
  }),
  token({
    id: 'secret.brevo.api-key',
    severity: 'high',
    docs: 'https://developers.brevo.com/docs/getting-started',
    prefixes: ['xkeysib-', 'xsmtpsib-'],
    body: '[0-9a-f]{64}-[A-Za-z0-9]{16}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.resend.api-key',
    severity: 'high',
    docs: 'https://resend.com/docs/dashboard/api-keys/introduction',
    prefixes: ['re_'],
    body: '[A-Za-z0-9]{8}_[A-Za-z0-9]{24}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.twilio.api-key',
    severity: 'high',
    docs: 'https://www.twilio.com/docs/iam/api-keys',
    prefixes: hexStarts('SK'),
    body: '[0-9a-f]{31}',
    alphabet: 'A-Za-z0-9',
    near: /twilio/i,
    shows: 2,
  }),
];

/** A prefix of two letters is too short for a literal: with the first digit behind it, it is long enough. */
function hexStarts(prefix: string): string[] {
  return [...'0123456789abcdef'].map((digit) => prefix + digit);
}
