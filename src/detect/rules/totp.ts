import { valuesUnder } from '../labels/read.ts';
import type { Rule } from '../rule.ts';

/** What sites call the seed of one-time passwords that they show beside the QR code. */
const labels = [
  'totp',
  'otp secret',
  'otp_secret',
  'otp-secret',
  'otpsecret',
  'otp seed',
  'otp_seed',
  'otp key',
  '2fa secret',
  '2fa_secret',
  '2fa key',
  '2fa seed',
  '2fa code',
  '2fa-schlüssel',
  'mfa secret',
  'mfa_secret',
  'mfa key',
  'mfa_seed',
  'authenticator key',
  'authenticator secret',
  'authenticator seed',
  'google authenticator',
  'two-factor secret',
  'two-factor key',
  'setup key',
  'einrichtungsschlüssel',
  'clé de configuration',
  'clave de configuración',
  'clave de configuracion',
  'chiave di configurazione',
  'chave de configuração',
  'ключ настройки',
  'Ключ настройки',
  'セットアップキー',
  '设置密钥',
];

const between = String.raw`(?:[\p{L}\d \t()_-]{0,30}["'\x60*_\]]{0,4}[ \t]{0,8}(?:[:=|：]{1,2}|->|=>|\bis\b|\bist\b)[ \t"'\x60*_|\[]{0,12}|[*_]{0,3}[ \t]{1,3}(?=[A-Za-z2-7]{4}[ -][A-Za-z2-7]{4}[ -]))`;
/** Base32 in one piece or in groups of four, as sites show it, in capitals or in small letters alone. */
const seeds =
  '(?:[A-Z2-7]{4}[ -]){3,15}[A-Z2-7]{4}|(?:[a-z2-7]{4}[ -]){3,15}[a-z2-7]{4}|[A-Z2-7]{16,128}|[a-z2-7]{16,128}';
const pattern = new RegExp(String.raw`${between}(${seeds})={0,6}(?![\p{L}\d=])`, 'uy');

/** The seed of one-time passwords under a label (RFC 6238; base32 as in RFC 4648, section 6). */
export const totpSeed: Rule = {
  id: 'secret.totp.seed',
  severity: 'high',
  docs: 'https://www.rfc-editor.org/rfc/rfc6238',
  literals: labels,
  reach: { before: 1024, after: 2048 },
  *find(window) {
    const { text, at, literal } = window;
    pattern.lastIndex = at + literal.length;
    const match = pattern.exec(text);
    const seed = match?.[1];
    if (match !== null && seed !== undefined) {
      const end = pattern.lastIndex - match[0].length + match[0].indexOf(seed) + seed.length;
      if (isDrawn(seed)) yield { start: end - seed.length, end, judged: seed.replace(/[ -]/g, '') };
      return;
    }
    // A column of a table.
    for (const { start, end, value } of valuesUnder(window))
      if (whole.test(value) && isDrawn(value)) yield { start, end };
  },
};

const whole = new RegExp(`^(?:${seeds})={0,6}$`);

/** In small letters a seed without a digit would look as words do. */
function isDrawn(seed: string): boolean {
  return new Set(seed).size >= 8 && (/[2-7]/.test(seed) || seed === seed.toUpperCase());
}
