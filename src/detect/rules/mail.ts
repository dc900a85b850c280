import type { Rule } from '../rule.ts';
import { keyed } from './keyed.ts';
import { alnum, token } from './token.ts';

const mailgun = 'https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth';
const twilio = 'https://www.twilio.com/docs/iam/api-keys';
const twilioToken = 'https://www.twilio.com/docs/iam/api/authtoken';
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Mail and text messages. */
export const mailRules: readonly Rule[] = [
  token({
    id: 'secret.sendgrid.api-key',
    severity: 'high',
    docs: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    prefixes: ['SG.'],
    body: String.raw`[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{39,50}`,
  }),
  token({
    id: 'secret.mailgun.api-key',
    severity: 'high',
    docs: mailgun,
    prefixes: ['key-', 'pubkey-'],
    body: '[0-9a-f]{32}',
    alphabet: alnum,
    near: /mailgun|\bmg[_-]/i,
  }),
  keyed({
    id: 'secret.mailgun.api-key',
    severity: 'high',
    docs: mailgun,
    words: ['mailgun'],
    body: '[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}',
  }),
  token({
    id: 'secret.mailchimp.api-key',
    severity: 'high',
    docs: 'https://mailchimp.com/developer/marketing/guides/quick-start/',
    prefixes: ['-us1', '-us2', '-us3', '-us4', '-us5', '-us6', '-us7', '-us8', '-us9'],
    before: '[0-9a-f]{32}',
    body: '[0-9]?',
    alphabet: alnum,
    shows: 0,
  }),
  token({
    id: 'secret.mandrill.api-key',
    severity: 'high',
    docs: 'https://mailchimp.com/developer/transactional/guides/quick-start/',
    prefixes: ['md-'],
    body: '[A-Za-z0-9_-]{22}',
    near: /mandrill|mailchimp/i,
  }),
  token({
    id: 'secret.brevo.api-key',
    severity: 'high',
    docs: 'https://developers.brevo.com/docs/getting-started',
    prefixes: ['xkeysib-', 'xsmtpsib-'],
    body: '[0-9a-f]{64}-[A-Za-z0-9]{16}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.resend.api-key',
    severity: 'high',
    docs: 'https://resend.com/docs/dashboard/api-keys/introduction',
    prefixes: ['re_'],
    body: '[A-Za-z0-9]{8}_[A-Za-z0-9]{24}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.mailersend.api-token',
    severity: 'high',
    docs: 'https://developers.mailersend.com/general.html#authentication',
    prefixes: ['mlsn.'],
    body: '[0-9a-f]{64}',
    alphabet: alnum,
  }),
  keyed({
    id: 'secret.postmark.token',
    severity: 'high',
    docs: 'https://postmarkapp.com/developer/api/overview#authentication',
    words: ['postmark'],
    body: uuid,
  }),
  keyed({
    id: 'secret.mailjet.key',
    severity: 'high',
    docs: 'https://dev.mailjet.com/email/guides/getting-started/',
    words: ['mailjet', 'mj_apikey'],
    body: '[0-9a-f]{32}',
  }),
  keyed({
    id: 'secret.sparkpost.api-key',
    severity: 'high',
    docs: 'https://developers.sparkpost.com/api/#header-authentication',
    words: ['sparkpost'],
    body: '[0-9a-f]{40}',
  }),
  token({
    id: 'secret.klaviyo.private-key',
    severity: 'high',
    docs: 'https://developers.klaviyo.com/en/docs/authenticate_',
    prefixes: hexStarts('pk_'),
    body: '[0-9a-f]{33}',
    alphabet: alnum,
    shows: 3,
  }),
  keyed({
    id: 'secret.klaviyo.private-key',
    severity: 'high',
    docs: 'https://developers.klaviyo.com/en/docs/authenticate_',
    words: ['klaviyo'],
    body: 'pk_[A-Za-z0-9_]{34}',
  }),
  keyed({
    id: 'secret.customerio.api-key',
    severity: 'high',
    docs: 'https://docs.customer.io/accounts-and-workspaces/managing-credentials/',
    words: ['customerio', 'customer.io', 'customer_io'],
    body: '(?:[0-9a-f]{32}|[0-9a-f]{20})',
  }),
  token({
    id: 'secret.twilio.api-key',
    severity: 'high',
    docs: twilio,
    prefixes: hexStarts('SK'),
    body: '[0-9a-f]{31}',
    alphabet: alnum,
    shows: 2,
    check: mixedHex,
    validation: 'digits and letters are mixed',
  }),
  token({
    id: 'secret.twilio.account-sid',
    severity: 'low',
    docs: twilioToken,
    prefixes: hexStarts('AC'),
    body: '[0-9a-f]{31}',
    alphabet: alnum,
    shows: 2,
    check: mixedHex,
    validation: 'digits and letters are mixed',
  }),
  keyed({
    id: 'secret.twilio.auth-token',
    severity: 'high',
    docs: twilioToken,
    words: ['twilio'],
    body: '[0-9a-fA-F]{32}',
  }),
  keyed({
    id: 'secret.twilio.auth-token',
    severity: 'high',
    docs: twilioToken,
    words: hexStarts('AC'),
    partner: /AC[0-9a-f]{32}(?![A-Za-z0-9])/y,
    body: '[0-9a-f]{32}',
  }),
  keyed({
    id: 'secret.twilio.api-secret',
    severity: 'high',
    docs: twilio,
    words: hexStarts('SK'),
    partner: /SK[0-9a-f]{32}(?![A-Za-z0-9])/y,
    body: '[A-Za-z0-9]{32}',
    check: (value) => /[A-Z]/.test(value) && /[a-z]/.test(value) && /\d/.test(value),
  }),
  token({
    id: 'secret.telnyx.api-key',
    severity: 'high',
    docs: 'https://developers.telnyx.com/development/api-fundamentals/authentication',
    prefixes: ['KEY01'],
    body: '[0-9A-F]{30}_[A-Za-z0-9]{22}',
    alphabet: alnum,
  }),
  keyed({
    id: 'secret.messagebird.api-key',
    severity: 'high',
    docs: 'https://developers.messagebird.com/api/#authentication',
    words: ['messagebird', 'message-bird', 'message_bird'],
    body: '[A-Za-z0-9]{25}',
  }),
  keyed({
    id: 'secret.vonage.api-secret',
    severity: 'high',
    docs: 'https://developer.vonage.com/en/getting-started/concepts/authentication',
    words: ['vonage', 'nexmo'],
    body: '[A-Za-z0-9]{16}',
    label: 'secret',
    named: false,
  }),
  keyed({
    id: 'secret.apple.app-password',
    severity: 'high',
    docs: 'https://support.apple.com/en-us/102654',
    words: ['apple', 'icloud', 'altool', 'notarytool', 'app-specific', 'app specific'],
    body: '[a-z]{4}-[a-z]{4}-[a-z]{4}-[a-z]{4}',
    label: 'pass(?:word|wort|code|wd)?|app[ _-]?pw|-p|app-specific',
    check: (value) =>
      value.split('-').filter((block) => !/[aeiouy]/.test(block) || /[^aeiouy]{3}/.test(block)).length >= 2,
    named: false,
    validation: 'four blocks of four small letters that are no words, under a password label near Apple or iCloud',
  }),
];

/** A prefix of two letters is too short for a literal: with the first digit behind it, it is long enough. */
function hexStarts(prefix: string): string[] {
  return [...'0123456789abcdef'].map((digit) => prefix + digit);
}

function mixedHex(value: string): 'unknown' | 'reject' {
  return (value.slice(2).match(/\d[a-f]|[a-f]\d/g) ?? []).length >= 4 ? 'unknown' : 'reject';
}
