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
import { secretlint } from './secretlint.ts';

/** What texts are asked about beside the rules: what another scanner knows, and what no literal gives away. */
export const secretSources: readonly Source[] = [secretlint, recoveryPhrases, walletKeys, recoveryCodeFiles];

/** The engine for secrets and the marks of authors alone, which is what a call of an agent waits for. */
export function createSecretEngine(key: Uint8Array): Engine {
  const sources = [...secretSources, privateSpanSource];
  return createEngine({ rules, sources, hash: hashUnder(key), inflate, now: Date.now });
}

/** The same, where the key is asked for when the first finding is made, and may be another one each time. */
export function createLazySecretEngine(keyOf: () => Uint8Array): Engine {
  const hashes = new WeakMap<Uint8Array, (text: string) => string>();
  function hash(text: string): string {
    const key = keyOf();
    const hashed = hashes.get(key) ?? hashUnder(key);
    hashes.set(key, hashed);
    return hashed(text);
  }
  return createEngine({ rules, sources: [...secretSources, privateSpanSource], hash, inflate, now: Date.now });
}

/** The same with personal data, of which the guard loads what finds it when it is asked for. */
export function createDataEngine(key: Uint8Array): Engine {
  const sources = [...secretSources, privateSpanSource, personalData];
  return createEngine({ rules, sources, hash: hashUnder(key), inflate, now: Date.now });
}

/** Fingerprints: HMAC-SHA-256 under `key`, the first 128 bits. */
export function hashUnder(key: Uint8Array): (text: string) => string {
  // A key object is checked once, not at every hash.
  const secret = createSecretKey(key);
  return (text) => createHmac('sha256', secret).update(text).digest('hex').slice(0, 32);
}
