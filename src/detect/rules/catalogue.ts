import { type RuleId, ruleTexts } from '../../core/rule-texts.ts';
import type { Severity } from '../../core/severity.ts';
import { personalMeta } from '../personal/index.ts';
import { phraseMeta } from '../phrases/index.ts';
import { privateSpanMeta } from '../private-spans.ts';
import { topicMeta } from '../topics/index.ts';
import { walletKeyMeta } from '../wallet-keys.ts';
import { rules } from './index.ts';

/** What a report or a page says of a rule beside its texts. Several rows of a table may share one id. */
export interface RuleMeta {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly docs: string;
}

const all: readonly RuleMeta[] = [
  ...rules,
  ...phraseMeta,
  ...walletKeyMeta,
  ...personalMeta,
  privateSpanMeta,
  ...topicMeta,
];

/** Every rule id once, in the order of the ids. */
export const ruleCatalogue: readonly RuleMeta[] = Object.keys(ruleTexts)
  .toSorted()
  .flatMap((id) => all.find((rule) => rule.id === id) ?? [])
  .map(({ id, severity, docs }) => ({ id, severity, docs }));
