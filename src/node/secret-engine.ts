import { createHmac, createSecretKey } from 'node:crypto';
import { createEngine, type Engine } from '../detect/engine.ts';
import { personalData } from '../detect/personal/index.ts';
import { privateSpanSource } from '../detect/private-spans.ts';
import { rules } from '../detect/rules/index.ts';
import { secretlint } from './secretlint.ts';

/** The engine for secrets and the marks of authors alone, which is what a call of an agent waits for. */
export function createSecretEngine(key: Uint8Array): Engine {
  return createEngine({ rules, sources: [secretlint, privateSpanSource], hash: hashUnder(key) });
}

/** The same with personal data, of which the guard loads what finds it when it is asked for. */
export function createDataEngine(key: Uint8Array): Engine {
  return createEngine({ rules, sources: [secretlint, privateSpanSource, personalData], hash: hashUnder(key) });
}

/** Fingerprints: HMAC-SHA-256 under `key`, the first 128 bits. */
export function hashUnder(key: Uint8Array): (text: string) => string {
  // A key object is checked once, not at every hash.
  const secret = createSecretKey(key);
  return (text) => createHmac('sha256', secret).update(text).digest('hex').slice(0, 32);
}
