import type { Rule } from '../rule.ts';
import { generalRules } from './general.ts';
import { vendorRules } from './vendors.ts';

/** All rules, in the order in which ties between them are decided. */
export const rules: readonly Rule[] = [...vendorRules, ...generalRules];
