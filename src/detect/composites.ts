import type { RuleId } from '../core/rule-texts.ts';
import type { Severity } from '../core/severity.ts';

/** An id and the secret that belongs to it. */
interface Pair {
  readonly id: RuleId;
  readonly secret: RuleId;
}

/** Two halves of one key: whoever has both can use it. That they belong together stands in the `docs` of their rules. */
const pairs: readonly Pair[] = [
  { id: 'secret.alibaba.access-key-id', secret: 'secret.alibaba.access-key-secret' },
  { id: 'secret.aws.access-key-id', secret: 'secret.aws.secret-access-key' },
  { id: 'secret.razorpay.key-id', secret: 'secret.razorpay.key-secret' },
  { id: 'secret.tencent.secret-id', secret: 'secret.tencent.secret-key' },
  { id: 'secret.twilio.account-sid', secret: 'secret.twilio.auth-token' },
  { id: 'secret.twilio.api-key', secret: 'secret.twilio.api-secret' },
];

/** How far apart the halves may stand, in UTF-16 code units: a few lines, or a row of a table. */
const nearness = 400;

interface Part {
  readonly id: RuleId;
  readonly severity: Severity;
  /** Where it begins in the block's text. */
  readonly unit: number;
  readonly value: string;
}

/**
 * Makes one finding of an id and its secret nearby: the secret stays, at least high, and the nearest id is dropped.
 * Ids without a secret and secrets without an id stay what they are.
 */
export function joinPairs<T extends Part>(parts: readonly T[]): T[] {
  const dropped = new Set<T>();
  const raised = new Set<T>();
  for (const { id, secret } of pairs) {
    const ids = parts.filter((part) => part.id === id);
    if (ids.length === 0) continue;
    for (const part of parts) {
      if (part.id !== secret) continue;
      const nearest = ids.reduce((best, each) => (distance(each, part) < distance(best, part) ? each : best));
      if (distance(nearest, part) > nearness) continue;
      raised.add(part);
      for (const each of ids) if (each.value === nearest.value && distance(each, part) <= nearness) dropped.add(each);
    }
  }
  if (dropped.size === 0) return [...parts];
  return parts
    .filter((part) => !dropped.has(part))
    .map((part) => (raised.has(part) && part.severity !== 'critical' ? { ...part, severity: 'high' } : part));
}

function distance(one: Part, other: Part): number {
  return one.unit < other.unit ? other.unit - one.unit - one.value.length : one.unit - other.unit - other.value.length;
}
