import type { Rule } from '../rule.ts';
import { formatRules } from './formats.ts';
import { markRules } from './marks.ts';
import { urlRules } from './url.ts';
import { vendorRules } from './vendors.ts';
import { writtenRules } from './written.ts';

/** All rules, in the order in which ties between them are decided. */
export const rules: readonly Rule[] = [...vendorRules, ...formatRules, ...urlRules, ...writtenRules, ...markRules];
