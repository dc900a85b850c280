import type { Rule } from '../rule.ts';
import { gitHostRules } from './git-hosts.ts';
import { privateKey } from './private-key.ts';

/** All rules, in the order in which ties between them are decided. */
export const rules: readonly Rule[] = [...gitHostRules, privateKey];
