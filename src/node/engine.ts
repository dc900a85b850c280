import { createHmac, createSecretKey } from 'node:crypto';
import { createEngine, type Engine } from '../detect/engine.ts';
import { rules } from '../detect/rules/index.ts';
import { secretlint } from './secretlint.ts';

/** The engine as it ships: all rules, secretlint, and fingerprints as HMAC-SHA-256 under `key`. */
export function createScanEngine(key: Uint8Array): Engine {
  // A key object is checked once, not at every hash.
  const secret = createSecretKey(key);
  const hash = (text: string): string => createHmac('sha256', secret).update(text).digest('hex').slice(0, 32);
  return createEngine({ rules, sources: [secretlint], hash });
}
