import type { Source, SourceHit } from '../rule.ts';
import type { RuleMeta } from '../rules/catalogue.ts';
import { phrasesIn } from './phrases-in-run.ts';
import { findRuns } from './runs.ts';

export const phraseMeta: readonly RuleMeta[] = [
  {
    id: 'secret.recovery-phrase.bip39',
    severity: 'high',
    docs: 'https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki',
  },
];

/**
 * Recovery phrases of wallets (BIP-39) in any language and layout. A dozen words of one list in a row are evidence by
 * themselves, since one phrase in sixteen of any words has a right checksum: that raises the severity alone.
 */
export const recoveryPhrases: Source = {
  literals: [],
  find(text) {
    const hits: SourceHit[] = [];
    for (const run of findRuns(text)) {
      for (const { start, end, checksum, words } of phrasesIn(text, run))
        hits.push({
          id: 'secret.recovery-phrase.bip39',
          severity: checksum === 'right' ? 'critical' : 'high',
          rank: 'exact',
          start,
          end,
          judged: '',
          args: { words: String(words) },
        });
    }
    return hits;
  },
};
