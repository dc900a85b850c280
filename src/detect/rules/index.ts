import type { Rule } from '../rule.ts';
import { aiRules } from './ai.ts';
import { awsSecretKey } from './aws-secret.ts';
import { chatRules } from './chat.ts';
import { cloudRules } from './cloud.ts';
import { databaseRules } from './databases.ts';
import { gitHostRules } from './git-hosts.ts';
import { jwt } from './jwt.ts';
import { keyRules } from './keys.ts';
import { genericPassword, genericToken } from './labels.ts';
import { mailRules } from './mail.ts';
import { declaredPrivate, maybePersonal } from './markers.ts';
import { openOrgCrypt } from './org-crypt.ts';
import { paymentRules } from './payment.ts';
import { privateKey } from './private-key.ts';
import { registryRules } from './registries.ts';
import { toolRules } from './tools.ts';
import { connectionString, urlCredentials } from './url.ts';

/** All rules, in the order in which ties between them are decided. */
export const rules: readonly Rule[] = [
  ...cloudRules,
  awsSecretKey,
  ...gitHostRules,
  ...aiRules,
  ...chatRules,
  ...paymentRules,
  ...mailRules,
  ...databaseRules,
  ...registryRules,
  ...toolRules,
  ...keyRules,
  privateKey,
  jwt,
  connectionString,
  urlCredentials,
  genericPassword,
  genericToken,
  declaredPrivate,
  maybePersonal,
  openOrgCrypt,
];
