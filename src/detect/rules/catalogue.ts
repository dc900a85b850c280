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

/** What documentation says of a rule: all its rows together. */
export interface DocumentedRule extends RuleMeta {
  /** Every documentation that its rows name, the first one first. */
  readonly sources: readonly string[];
  /** How its rows tell a hit from other text, half a sentence each. */
  readonly validations: readonly string[];
}

const all: readonly (RuleMeta & { readonly validation?: string })[] = [
  ...rules,
  ...phraseMeta,
  ...walletKeyMeta,
  ...personalMeta,
  privateSpanMeta,
  ...topicMeta,
];

/** Every rule id once, in the order of the ids. */
export const ruleCatalogue: readonly DocumentedRule[] = Object.keys(ruleTexts)
  .toSorted()
  .flatMap((id) => {
    const rows = all.filter((rule) => rule.id === id);
    const [first] = rows;
    if (first === undefined) return [];
    return [
      {
        id: first.id,
        severity: first.severity,
        docs: first.docs,
        sources: [...new Set(rows.map(({ docs }) => docs))],
        validations: [...new Set(rows.flatMap(({ validation }) => validation ?? []))],
      },
    ];
  });

/** How many token formats the rules know: rows, not ids. */
export const formatCount: number = rules.length;
