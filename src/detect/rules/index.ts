import { unspacedPhrase } from '../phrases/unspaced.ts';
import type { Rule } from '../rule.ts';
import { addressPair } from './address-pairs.ts';
import { aiRules } from './ai.ts';
import { moreAiRules } from './ai-more.ts';
import { awsSecretKey } from './aws-secret.ts';
import { azureRules } from './azure.ts';
import { bigCloudRules } from './big-clouds.ts';
import { businessRules } from './business.ts';
import { chatRules } from './chat.ts';
import { ciRules } from './ci.ts';
import { cloudRules } from './cloud.ts';
import { commandPassword } from './commands.ts';
import { credentialFileRules, registryAuth } from './credential-files.ts';
import { databaseRules } from './databases.ts';
import { gitHostRules } from './git-hosts.ts';
import { homeRules } from './home.ts';
import { httpCredentials } from './http.ts';
import { jwt } from './jwt.ts';
import { keyRules } from './keys.ts';
import { labelRules } from './labels.ts';
import { mailRules } from './mail.ts';
import { declaredPrivate, maybePersonal } from './markers.ts';
import { observabilityRules } from './observability.ts';
import { openOrgCrypt } from './org-crypt.ts';
import { passwordExports } from './password-exports.ts';
import { passwordManagerRules } from './password-managers.ts';
import { paymentRules } from './payment.ts';
import { pluginSecret } from './plugin-settings.ts';
import { privateKey } from './private-key.ts';
import { recoveryCodes } from './recovery-codes.ts';
import { registryRules } from './registries.ts';
import { signInCall } from './sign-in-calls.ts';
import { toolRules } from './tools.ts';
import { connectionString, urlCredentials } from './url.ts';
import { vpnRules } from './vpn.ts';
import { walletRules } from './wallets.ts';
import { yamlSecrets } from './yaml-secrets.ts';

/** Rules of vendors' formats, by the kind of vendor. */
export const vendorRules: readonly Rule[] = [
  ...bigCloudRules,
  awsSecretKey,
  ...azureRules,
  ...cloudRules,
  ...gitHostRules,
  ...aiRules,
  ...moreAiRules,
  ...chatRules,
  ...paymentRules,
  ...mailRules,
  ...databaseRules,
  ...registryRules,
  registryAuth,
  ...ciRules,
  ...observabilityRules,
  ...toolRules,
  ...businessRules,
  ...homeRules,
  ...passwordManagerRules,
  ...vpnRules,
];

/** All rules, in the order in which ties between them are decided. */
export const rules: readonly Rule[] = [
  ...vendorRules,
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
