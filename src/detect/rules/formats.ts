import { unspacedPhrase } from '../phrases/unspaced.ts';
import type { Rule } from '../rule.ts';
import { jwt } from './jwt.ts';
import { keyRules } from './keys.ts';
import { passwordExports } from './password-exports.ts';
import { privateKey } from './private-key.ts';
import { recoveryCodes } from './recovery-codes.ts';
import { walletRules } from './wallets.ts';

/** Rules of formats that are no vendor's. */
export const formatRules: readonly Rule[] = [
  ...keyRules,
  ...walletRules,
  privateKey,
  unspacedPhrase,
  recoveryCodes,
  ...passwordExports,
  jwt,
];
