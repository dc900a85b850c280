import type { Rule } from '../rule.ts';
import { aiRules } from './ai.ts';
import { moreAiRules } from './ai-more.ts';
import { awsSecretKey } from './aws-secret.ts';
import { azureRules } from './azure.ts';
import { bigCloudRules } from './big-clouds.ts';
import { businessRules } from './business.ts';
import { chatRules } from './chat.ts';
import { ciRules } from './ci.ts';
import { cloudRules } from './cloud.ts';
import { registryAuth } from './credential-files.ts';
import { databaseRules } from './databases.ts';
import { gitHostRules } from './git-hosts.ts';
import { homeRules } from './home.ts';
import { mailRules } from './mail.ts';
import { observabilityRules } from './observability.ts';
import { passwordManagerRules } from './password-managers.ts';
import { paymentRules } from './payment.ts';
import { registryRules } from './registries.ts';
import { toolRules } from './tools.ts';
import { vpnRules } from './vpn.ts';

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
