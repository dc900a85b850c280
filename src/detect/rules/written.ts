import type { Rule } from '../rule.ts';
import { addressPair } from './address-pairs.ts';
import { commandPassword } from './commands.ts';
import { credentialFileRules } from './credential-files.ts';
import { httpCredentials } from './http.ts';
import { labelRules } from './labels.ts';
import { pluginSecret } from './plugin-settings.ts';
import { signInCall } from './sign-in-calls.ts';
import { yamlSecrets } from './yaml-secrets.ts';

/** Rules of what people and programs write around a secret: labels, settings, commands. */
export const writtenRules: readonly Rule[] = [
  ...credentialFileRules,
  httpCredentials,
  commandPassword,
  pluginSecret,
  ...labelRules,
  addressPair,
  yamlSecrets,
  signInCall,
];
