import type { Note, Source, SourceHit } from './rule.ts';
import type { RuleMeta } from './rules/catalogue.ts';
import { isBase58Of64Bytes, isKeyArray, isStellarSeed, networkOfWif } from './wallet-formats.ts';

const [wif, stellar, solana] = [
  {
    id: 'secret.bitcoin.wif',
    severity: 'high',
    docs: 'https://en.bitcoin.it/wiki/Wallet_import_format',
  },
  {
    id: 'secret.stellar.secret-seed',
    severity: 'high',
    docs: 'https://stellar.org/protocol/sep-23',
  },
  {
    id: 'secret.solana.private-key',
    severity: 'high',
    docs: 'https://solana.com/docs/intro/installation/solana-cli-basics',
  },
] as const satisfies readonly RuleMeta[];

export const walletKeyMeta: readonly RuleMeta[] = [wif, stellar];

/** A look at every so many units falls into every key. */
const stride = 50;
const longestKey = 88;
const longestKeyFile = 1024;

const isLetterOrDigit = new Uint8Array(128);
for (const character of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')
  isLetterOrDigit[character.charCodeAt(0)] = 1;

/** Private keys of wallets that no prefix gives away: of their length, and with a right checksum or a label. */
export const walletKeys: Source = {
  literals: [],
  find(text, _at, _which, note) {
    if (text.length <= longestKeyFile && isKeyFile(text, note)) return [hit(solana, 0, text)];
    const hits: SourceHit[] = [];
    let floor = 0;
    for (let at = 0; at < text.length; at += stride) {
      if (isLetterOrDigit[text.charCodeAt(at)] !== 1) continue;
      let start = at;
      while (start > floor && isLetterOrDigit[text.charCodeAt(start - 1)] === 1) start -= 1;
      let end = at + 1;
      while (end < text.length && isLetterOrDigit[text.charCodeAt(end)] === 1) end += 1;
      floor = end;
      // In a text within a text, such as JSON, the letter of `\n` is no part of what follows.
      if (text.charCodeAt(start - 1) === 0x5c && /[nrt]/.test(text.charAt(start))) start += 1;
      if (end > at + stride) at = end - stride;
      if (end - start < 51 || end - start > longestKey) continue;
      const found = judge(text, start, end);
      if (found !== undefined) hits.push(found);
    }
    return hits;
  },
};

function hit(rule: Omit<RuleMeta, 'docs'>, start: number, value: string): SourceHit {
  return { id: rule.id, severity: rule.severity, rank: 'exact', start, end: start + value.length, judged: '' };
}

/** The whole of a file is the array that Solana's tools write: `id.json`. */
function isKeyFile(text: string, note: Note): boolean {
  return note.path.endsWith('.json') && isKeyArray(text);
}

const label =
  /priv(?:ate)?[ _-]?key|secret[ _-]?key|key ?pair|phantom|\bwif\b|clave privada|clé privée|私钥|私鑰|秘密鍵/i;
const publicLabel = /sig(?:nature)?s?\b|\btxn?\b|transaction|hash|\bproof\b/i;

function judge(text: string, start: number, end: number): SourceHit | undefined {
  const value = text.slice(start, end);
  if (value.length === 51 || value.length === 52) {
    const form = value.length === 51 ? /^[59][1-9A-HJ-NP-Za-km-z]{50}$/ : /^[KLc][1-9A-HJ-NP-Za-km-z]{51}$/;
    if (!form.test(value) || isPublished(value)) return undefined;
    const network = networkOfWif(value);
    if (network === 'main') return hit({ ...wif, severity: 'critical' }, start, value);
    if (network === 'test') return hit({ ...wif, severity: 'medium' }, start, value);
    return isLabelled(text, start) ? hit({ ...wif, severity: 'medium' }, start, value) : undefined;
  }
  if (value.length === 56)
    return isStellarSeed(value) ? hit({ ...stellar, severity: 'critical' }, start, value) : undefined;
  if (value.length >= 87 && isLabelled(text, start) && isBase58Of64Bytes(value)) return hit(solana, start, value);
  return undefined;
}

function isLabelled(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 80), start);
  const line = before.slice(before.lastIndexOf('\n', before.trimEnd().lastIndexOf('\n')) + 1);
  return label.test(line) && !publicLabel.test(line);
}

/** Keys that documentation prints, by their ends: https://en.bitcoin.it/wiki/Wallet_import_format, and the key 1. */
function isPublished(key: string): boolean {
  return ['NydYXYB9KF', 'qvbTLvyTJ', 'sreAnchuDf', 'U73sVHnoWn'].some((end) => key.endsWith(end));
}
