import { noteTexts } from './rule-texts/notes.ts';
import { personalTexts } from './rule-texts/personal.ts';
import { secretTexts } from './rule-texts/secrets.ts';
import { serviceTexts } from './rule-texts/services.ts';
import { storeTexts } from './rule-texts/stores.ts';
import { vendorTexts } from './rule-texts/vendors.ts';

const detectionTexts = { ...noteTexts, ...personalTexts, ...secretTexts, ...vendorTexts } as const;
/** The texts of an audit's rules. */
export const auditTexts = { ...storeTexts, ...serviceTexts } as const;

/** What a person is told about a rule. The keys are the ids of all rules: a rule without a text does not compile. */
export const ruleTexts = { ...detectionTexts, ...auditTexts } as const;

/** Rules that look into texts. */
export type DetectionRuleId = keyof typeof detectionTexts;
/** Rules of an audit, about stores, disks and services. */
export type AuditRuleId = keyof typeof auditTexts;
export type RuleId = keyof typeof ruleTexts;

/** The anchor of a rule in docs/rules.md, as GitHub and VS Code make it from the heading: the id without its points. */
export function ruleAnchor(id: RuleId): string {
  return id.replaceAll('.', '');
}
