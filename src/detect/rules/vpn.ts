import type { Hit, Rule, Window } from '../rule.ts';
import { checkBech32 } from '../wallet-formats.ts';
import { keyed } from './keyed.ts';
import { alnum, token, type Verdict } from './token.ts';

const wireguard = 'https://www.wireguard.com/quickstart/';

/** A hexadecimal block of 256 bytes between marks (https://openvpn.net/community-resources/static-key-mini-howto/). */
const openvpnKey: Rule = {
  id: 'secret.openvpn.static-key',
  severity: 'critical',
  docs: 'https://openvpn.net/community-resources/static-key-mini-howto/',
  literals: ['-----BEGIN OpenVPN Static key V1-----', '-----BEGIN OpenVPN tls-crypt-v2 '],
  reach: { before: 0, after: 4096 },
  validation: 'the marks of a static key with at least eight lines of it between them',
  find: findOpenvpn,
};

const staticBlock =
  /-----BEGIN OpenVPN (?:Static key V1|tls-crypt-v2 (?:client|server) key)-----(?:\s|\\[nr]){1,8}((?:[0-9A-Za-z+/=]{16,80}(?:\s|\\[nr]){1,8}){4,40})(?:-----END OpenVPN [A-Za-z0-9 -]{1,40}-----)?/y;

function* findOpenvpn({ text, at }: Window): Iterable<Hit> {
  staticBlock.lastIndex = at;
  const match = staticBlock.exec(text);
  if (match === null || new Set(match[1]).size < 12) return;
  yield { start: at, end: at + match[0].trimEnd().length, judged: '' };
}

/** 32 bytes: the last character before the padding holds four bits, so that it is one of sixteen. */
function checkWireguardKey(key: string): Verdict {
  if (new Set(key).size < 16) return 'reject';
  return 'AEIMQUYcgkosw048'.includes(key.charAt(42)) ? 'unknown' : 'wrong';
}

/** Virtual private networks and remote access, age. */
export const vpnRules: readonly Rule[] = [
  keyed({
    id: 'secret.wireguard.key',
    severity: 'critical',
    docs: wireguard,
    words: ['privatekey', 'private_key', 'private key', 'presharedkey', 'preshared_key', 'preshared-key', 'pre-shared'],
    body: '[A-Za-z0-9+/]{43}=',
    check: checkWireguardKey,
    alphabet: 'A-Za-z0-9+/=',
    label: 'key',
    validation: '32 bytes in base64 (the 43rd character is one of sixteen), under `PrivateKey` or `PresharedKey`',
  }),
  keyed({
    id: 'secret.wireguard.key',
    severity: 'critical',
    docs: wireguard,
    words: ['wireguard', 'wg genkey', 'wg0'],
    body: '[A-Za-z0-9+/]{43}=',
    check: checkWireguardKey,
    alphabet: 'A-Za-z0-9+/=',
    label: '(?:private|secret|preshared|pre-shared)[ _-]?key',
    named: false,
    validation: '32 bytes in base64 (the 43rd character is one of sixteen), under a label that says private',
  }),
  token({
    id: 'secret.tailscale.key',
    severity: 'high',
    docs: 'https://tailscale.com/kb/1085/auth-keys',
    prefixes: ['tskey-'],
    body: '(?:api|auth|client|scim|webhook)-[A-Za-z0-9]{8,40}-[A-Za-z0-9]{16,60}',
    alphabet: alnum,
  }),
  openvpnKey,
  keyed({
    id: 'secret.mullvad.account-number',
    severity: 'high',
    docs: 'https://mullvad.net/en/help/how-account-works',
    words: ['mullvad'],
    body: '[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}',
    alphabet: 'A-Za-z0-9_',
    label: 'account|acct|konto|compte|cuenta|number|nummer|no|login|token|key|kontonummer|accountnummer',
    check: (value) => new Set(value.replace(/\D/g, '')).size >= 5,
    validation: 'sixteen digits under an account label near the name Mullvad',
  }),
  token({
    id: 'secret.defined-networking.token',
    severity: 'high',
    docs: 'https://docs.defined.net/guides/automating-host-creation/',
    prefixes: ['dnkey-'],
    body: '[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}',
    alphabet: 'A-Za-z0-9=_-',
  }),
  keyed({
    id: 'secret.zerotier.token',
    severity: 'high',
    docs: 'https://docs.zerotier.com/api/tokens/',
    words: ['zerotier'],
    body: '[A-Za-z0-9]{32}',
  }),
  token({
    id: 'secret.netbird.token',
    severity: 'high',
    docs: 'https://docs.netbird.io/how-to/access-netbird-public-api',
    prefixes: ['nbp_'],
    body: '[A-Za-z0-9]{36}',
    alphabet: alnum,
  }),
  keyed({
    id: 'secret.ngrok.token',
    severity: 'high',
    docs: 'https://ngrok.com/docs/agent/#authtokens',
    words: ['ngrok'],
    body: '[123][A-Za-z0-9]{26}_[A-Za-z0-9]{20,24}',
    label: 'token|key|authtoken|add-authtoken',
  }),
  token({
    id: 'secret.age.identity',
    severity: 'critical',
    docs: 'https://github.com/C2SP/C2SP/blob/main/age.md',
    prefixes: ['AGE-SECRET-KEY-1'],
    body: '[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}',
    alphabet: 'A-Z0-9',
    check: checkBech32,
    validation: 'its last six characters are a Bech32 checksum of the rest',
  }),
  token({
    id: 'secret.age.identity',
    severity: 'critical',
    docs: 'https://github.com/FiloSottile/age/blob/main/doc/age-plugin.md',
    prefixes: ['AGE-PLUGIN-YUBIKEY-1', 'AGE-PLUGIN-TPM-1', 'AGE-SECRET-KEY-PQ-1'],
    body: '[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{20,400}',
    alphabet: 'A-Z0-9',
    check: checkBech32,
    validation: 'its last six characters are a Bech32 checksum of the rest',
  }),
];
