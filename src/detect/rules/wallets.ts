import { valuesUnder } from '../labels/read.ts';
import type { Hit, Rule, Window } from '../rule.ts';
import { checkBech32, isBase58check, isKeyArray } from '../wallet-formats.ts';
import { token } from './token.ts';

const bech32Body = '[02-9ac-hj-np-z]';

/** Words for the key that no one else may have, as labels hold them. Beyond ASCII a literal has one letter case. */
const privateKeyWords = [
  'private key',
  'private-key',
  'private_key',
  'privatekey',
  'priv_key',
  'privkey',
  'privater schlüssel',
  'privater schluessel',
  'privaten schlüssel',
  'clé privée',
  'clave privada',
  'llave privada',
  'chiave privata',
  'chave privada',
  'privésleutel',
  'приватный ключ',
  'Приватный ключ',
  'закрытый ключ',
  'Закрытый ключ',
  '秘密鍵',
];

const keyReach = { before: 1024, after: 1024 };
const ethereumDocs = 'https://ethereum.org/developers/docs/accounts/#account-creation';

/** A key of secp256k1 is a number of 256 bits: 64 digits of hex. */
const hexKey = /^(?:0x)?[0-9a-f]{64}$/i;

/** Keys that development networks print at their start: everybody has them. */
const publishedKeys = new Set([
  // https://hardhat.org/hardhat-network/docs/overview and https://getfoundry.sh/anvil/overview, account 0
  'ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
  // https://archive.trufflesuite.com/docs/ganache/, account 0 of --wallet.deterministic
  '4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d',
]);

function* labelledKeys(window: Window): Iterable<Hit> {
  for (const { start, end, value } of valuesUnder(window)) {
    if (!hexKey.test(value) || publishedKeys.has(value.toLowerCase().replace(/^0x/, ''))) continue;
    yield { start, end };
  }
}

const ethereumKey: Rule = {
  id: 'secret.ethereum.private-key',
  severity: 'high',
  docs: ethereumDocs,
  literals: privateKeyWords,
  reach: keyReach,
  find: labelledKeys,
};

/** `accounts: ["0x…"]` in a Hardhat configuration. */
const ethereumAccounts: Rule = {
  id: 'secret.ethereum.private-key',
  severity: 'high',
  docs: 'https://hardhat.org/docs/reference/configuration#network-configuration',
  literals: ['accounts'],
  reach: { before: 1, after: 2200 },
  *find({ text, at, literal, to }) {
    const rest = text.slice(at + literal.length, to);
    const list = /^["']?\s{0,8}[:=]\s{0,8}\[(\s{0,40}["'\x60](?:0x)?[0-9a-f]{64}[^\]]{0,2000})/i.exec(rest)?.[1];
    if (list === undefined) return;
    const from = at + literal.length + rest.indexOf('[') + 1;
    for (const match of list.matchAll(/(?<![0-9a-z])(?:0x)?([0-9a-f]{64})(?![0-9a-z])/gi)) {
      if (publishedKeys.has((match[1] ?? '').toLowerCase())) continue;
      yield { start: from + match.index, end: from + match.index + match[0].length };
    }
  },
};

/** An encrypted key: who has the file needs its password still. */
const ethereumKeystore: Rule = {
  id: 'secret.ethereum.keystore',
  severity: 'low',
  docs: 'https://ethereum.org/developers/docs/data-structures-and-encoding/web3-secret-storage/',
  literals: ['"kdfparams"'],
  reach: { before: 1024, after: 1024 },
  *find({ text, from, to }) {
    const around = text.slice(from, to);
    const match = /"ciphertext"\s{0,8}:\s{0,8}"([0-9a-f]{32,512})"/i.exec(around);
    if (match === null || !/"mac"\s{0,8}:\s{0,8}"[0-9a-f]{64}"/i.test(around)) return;
    const start = from + match.index + match[0].length - 1 - (match[1] ?? '').length;
    yield { start, end: start + (match[1] ?? '').length };
  },
};

const moneroWords = ['spend key', 'spend_key', 'spendkey', 'view key', 'view_key', 'viewkey'];

const moneroKey: Rule = {
  id: 'secret.monero.private-key',
  severity: 'high',
  docs: 'https://docs.getmonero.org/cryptography/asymmetric/private-key/',
  literals: moneroWords,
  reach: keyReach,
  *find(window) {
    const { text, at, literal } = window;
    if (/pub(?:lic)?[\s_-]{0,2}$/i.test(text.slice(Math.max(0, at - 10), at))) return;
    // Whoever has the view key sees what comes in; to spend it needs the other one.
    const severity = literal.startsWith('view') ? 'medium' : 'high';
    for (const { start, end, value } of valuesUnder(window)) if (hexKey.test(value)) yield { start, end, severity };
  },
};

/** The file that Solana's tools write: the 64 bytes of a key pair as numbers. */
const solanaArray: Rule = {
  id: 'secret.solana.private-key',
  severity: 'high',
  docs: 'https://solana.com/docs/intro/installation/solana-cli-basics',
  literals: [...privateKeyWords, 'secretkey', 'secret key', 'secret_key', 'keypair', 'key pair', 'solana', 'phantom'],
  reach: { before: 1, after: 1024 },
  *find({ text, at, literal, to }) {
    const rest = text.slice(at + literal.length, to);
    const match = /^[^[]{0,60}(\[[\d,\s]{127,900}\])/.exec(rest);
    const list = match?.[1];
    if (match === null || list === undefined || !isKeyArray(list)) return;
    const end = at + literal.length + match[0].length;
    yield { start: end - list.length, end, judged: '' };
  },
};

export const walletRules: readonly Rule[] = [
  token({
    id: 'secret.bitcoin.extended-key',
    severity: 'high',
    docs: 'https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki#serialization-format',
    prefixes: ['xprv', 'yprv', 'zprv', 'Yprv', 'Zprv', 'tprv', 'uprv', 'vprv', 'Uprv', 'Vprv'],
    body: '[1-9A-HJ-NP-Za-km-z]{107}',
    alphabet: 'A-Za-z0-9',
    check: (key) => (isPublishedExtendedKey(key) ? 'reject' : isBase58check(key, 78) ? 'right' : 'wrong'),
  }),
  token({
    id: 'secret.nostr.private-key',
    severity: 'high',
    docs: 'https://github.com/nostr-protocol/nips/blob/master/19.md',
    prefixes: ['nsec1'],
    body: `${bech32Body}{58}`,
    alphabet: 'A-Za-z0-9',
    // The sample of NIP-19 itself.
    check: (key) => (key.endsWith('8935ke9laqsnlfe5') ? 'reject' : checkBech32(key)),
  }),
  ethereumKey,
  ethereumAccounts,
  ethereumKeystore,
  moneroKey,
  solanaArray,
];

/** The first two keys of BIP-32's own test vectors, by their ends. */
function isPublishedExtendedKey(key: string): boolean {
  return key.endsWith('Jgk33yuGBxrMPHi') || key.endsWith('vkzY7d2bhkJ7');
}
