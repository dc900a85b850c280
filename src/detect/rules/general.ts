import { unspacedPhrase } from '../phrases/unspaced.ts';
import type { Rule } from '../rule.ts';
import { addressPair } from './address-pairs.ts';
import { commandPassword } from './commands.ts';
import { credentialFileRules } from './credential-files.ts';
import { httpCredentials } from './http.ts';
import { jwt } from './jwt.ts';
import { keyRules } from './keys.ts';
import { labelRules } from './labels.ts';
import { declaredPrivate, maybePersonal } from './markers.ts';
import { openOrgCrypt } from './org-crypt.ts';
import { passwordExports } from './password-exports.ts';
import { pluginSecret } from './plugin-settings.ts';
import { privateKey } from './private-key.ts';
import { recoveryCodes } from './recovery-codes.ts';
import { signInCall } from './sign-in-calls.ts';
import { connectionString, urlCredentials } from './url.ts';
import { walletRules } from './wallets.ts';
import { yamlSecrets } from './yaml-secrets.ts';

/** Rules of formats and of what people write, whoever made the secret. */
export const generalRules: readonly Rule[] = [
  ...keyRules,
  ...walletRules,
  privateKey,
  unspacedPhrase,
  recoveryCodes,
  ...passwordExports,
  jwt,
  connectionString,
  urlCredentials,
  ...credentialFileRules,
  httpCredentials,
  commandPassword,
  pluginSecret,
  ...labelRules,
  addressPair,
  yamlSecrets,
  signInCall,
  declaredPrivate,
  maybePersonal,
  openOrgCrypt,
];
