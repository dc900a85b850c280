import type { Rule } from '../rule.ts';
import { token } from './token.ts';
import { totpSeed } from './totp.ts';

export const keyRules: readonly Rule[] = [
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
  token({
    id: 'secret.otpauth.uri',
    severity: 'high',
    docs: 'https://github.com/google/google-authenticator-android/issues/118',
    // What an authenticator app shows to move to another phone: all of its seeds, in base64 of a protocol buffer.
    prefixes: ['otpauth-migration://offline?data='],
    body: '(?:[A-Za-z0-9+/_=-]|%[0-9A-Fa-f]{2}){24,4000}',
    alphabet: 'A-Za-z0-9%+/_=-',
  }),
  totpSeed,
];
