import type { Rule } from '../rule.ts';
import { gitHostRules } from './git-hosts.ts';
import { genericPassword, genericToken } from './labels.ts';
import { declaredPrivate, maybePersonal } from './markers.ts';
import { privateKey } from './private-key.ts';
import { connectionString, urlCredentials } from './url.ts';

/** All rules, in the order in which ties between them are decided. */
export const rules: readonly Rule[] = [
  ...gitHostRules,
  privateKey,
  connectionString,
  urlCredentials,
  genericPassword,
  genericToken,
  declaredPrivate,
  maybePersonal,
];
