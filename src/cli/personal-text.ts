import type { Policy } from '../core/policy.ts';

/** What a policy says about personal data, and that nothing holds to it yet. */
export function personalText({ personal }: Policy['content']): string {
  return `personal data: ${personal}${personal === 'allow' ? '' : ' (not enforced yet)'}`;
}
