import type { Rule } from '../rule.ts';
import { token } from './token.ts';

export const keyRules: readonly Rule[] = [
  token({
    id: 'secret.age.identity',
    severity: 'critical',
    docs: 'https://github.com/C2SP/C2SP/blob/main/age.md',
    prefixes: ['AGE-SECRET-KEY-1'],
    body: '[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}',
    alphabet: 'A-Z0-9',
  }),
  token({
    id: 'secret.otpauth.uri',
    severity: 'high',
    docs: 'https://github.com/google/google-authenticator/wiki/Key-Uri-Format',
    prefixes: ['otpauth://totp/', 'otpauth://hotp/'],
    judges: /[?&]secret=([A-Za-z2-7]+)/,
    // Label, then parameters in any order (each bounded), of which one is the seed.
    body: String.raw`[^\s"'\x60<>|\\)\]?]{0,200}\?(?:[A-Za-z]{1,20}=[^\s"'\x60<>|\\)\]&]{0,100}&){0,6}secret=[A-Za-z2-7]{16,128}={0,6}(?:&[^\s"'\x60<>|\\)\]]{0,300}[A-Za-z0-9%=_-])?`,
    alphabet: 'A-Za-z0-9',
  }),
];
