import type { Rule } from '../rule.ts';
import { keyed } from './keyed.ts';
import { token } from './token.ts';

const onePassword = 'https://developer.1password.com/docs/service-accounts/security/';
const bitwarden = 'https://bitwarden.com/help/access-tokens/';

/** What opens a password manager. */
export const passwordManagerRules: readonly Rule[] = [
  token({
    id: 'secret.1password.service-account-token',
    severity: 'high',
    docs: onePassword,
    prefixes: ['ops_eyJ'],
    body: '[A-Za-z0-9+/_-]{250,2000}={0,2}',
    alphabet: 'A-Za-z0-9+/=_-',
  }),
  token({
    id: 'secret.1password.secret-key',
    severity: 'critical',
    docs: 'https://support.1password.com/secret-key-security/',
    prefixes: ['A3-'],
    body: '[A-Z0-9]{6}-(?:[A-Z0-9]{6}-[A-Z0-9]{5}|[A-Z0-9]{11})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}',
    alphabet: 'A-Za-z0-9-',
  }),
  token({
    id: 'secret.bitwarden.access-token',
    severity: 'critical',
    docs: bitwarden,
    prefixes: hexButNoNumber(),
    body: String.raw`[0-9a-f]{6}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==`,
    alphabet: 'A-Za-z0-9+/=',
    shows: 2,
  }),
  keyed({
    id: 'secret.bitwarden.access-token',
    severity: 'critical',
    docs: bitwarden,
    words: ['bitwarden', 'bws_', 'access_token', 'access token', 'access-token'],
    body: String.raw`0\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==`,
    alphabet: 'A-Za-z0-9+/=',
  }),
  keyed({
    id: 'secret.bitwarden.session-key',
    severity: 'high',
    docs: 'https://bitwarden.com/help/cli/#using-a-session-key',
    words: ['bw_session', 'bitwarden', '--session'],
    body: '[A-Za-z0-9+/]{86}==',
    alphabet: 'A-Za-z0-9+/=',
    label: 'session|key|token',
  }),
  keyed({
    id: 'secret.bitwarden.api-secret',
    severity: 'critical',
    docs: 'https://bitwarden.com/help/personal-api-key/',
    words: ['bitwarden', 'bw_clientsecret', 'bw_client'],
    body: '[A-Za-z0-9]{30}',
    label: 'secret',
  }),
  token({
    id: 'secret.dashlane.token',
    severity: 'high',
    docs: 'https://support.dashlane.com/hc/en-us/articles/25851961576466',
    prefixes: ['dls_'],
    body: '[A-Za-z0-9]{8}_[A-Za-z0-9]{30,200}',
  }),
  token({
    id: 'secret.keeper.config',
    severity: 'high',
    docs: 'https://docs.keeper.io/en/keeperpam/secrets-manager/about/one-time-token',
    prefixes: ['US:', 'EU:', 'AU:', 'CA:', 'JP:'],
    body: '[A-Za-z0-9_-]{43}',
    near: /keeper/i,
  }),
];

/** `0.` and two hexadecimal digits that are no number's: decimal fractions are too common for a literal. */
function hexButNoNumber(): string[] {
  const digits = [...'0123456789abcdef'];
  return digits.flatMap((first) =>
    digits.filter((second) => /[a-f]/.test(first + second)).map((second) => `0.${first}${second}`),
  );
}
