import { createHmac, createSecretKey } from 'node:crypto';
import { createEngine, type Engine } from '../detect/engine.ts';
import { personalData } from '../detect/personal/index.ts';
import { recoveryPhrases } from '../detect/phrases/index.ts';
import { privateSpanSource } from '../detect/private-spans.ts';
import type { Source } from '../detect/rule.ts';
import { rules } from '../detect/rules/index.ts';
import { recoveryCodeFiles } from '../detect/rules/recovery-codes.ts';
import { walletKeys } from '../detect/wallet-keys.ts';
import { inflate } from './inflate.ts';
import { preparedPrefilter } from './prepared-prefilter.ts';
import { secretlint } from './secretlint.ts';

/** What texts are asked about beside the rules: what another scanner knows, and what no literal gives away. */
export const secretSources: readonly Source[] = [secretlint, recoveryPhrases, walletKeys, recoveryCodeFiles];

/** The same in the guard's order, with what its own engines are asked about beside them. */
export const guardSources: readonly Source[] = [...secretSources, privateSpanSource];

/** The engine for secrets and the marks of authors alone, which is what a call of an agent waits for. */
export function createSecretEngine(key: Uint8Array): Engine {
  return guardEngine(guardSources, hashUnder(key));
}

/** The same, where the key is asked for when the first finding is made, and may be another one each time. */
export function createLazySecretEngine(keyOf: () => Uint8Array): Engine {
  const hashes = new WeakMap<Uint8Array, (text: string) => string>();
  return guardEngine(guardSources, (text) => {
    const key = keyOf();
    const hash = hashes.get(key) ?? hashUnder(key);
    hashes.set(key, hash);
    return hash(text);
  });
}

/** The same with personal data, of which the guard loads what finds it when it is asked for. */
export function createDataEngine(key: Uint8Array): Engine {
  // It has no literals: the prefilter is the same.
  return guardEngine([...guardSources, personalData], hashUnder(key));
}

function guardEngine(sources: readonly Source[], hash: (text: string) => string): Engine {
  const prefilter = preparedPrefilter();
  const parts = { rules, sources, hash, inflate, now: Date.now };
  return createEngine(prefilter === undefined ? parts : { ...parts, prefilter });
}

/** Fingerprints: HMAC-SHA-256 under `key`, the first 128 bits. */
export function hashUnder(key: Uint8Array): (text: string) => string {
  // A key object is checked once, not at every hash.
  const secret = createSecretKey(key);
  return (text) => createHmac('sha256', secret).update(text).digest('hex').slice(0, 32);
}
