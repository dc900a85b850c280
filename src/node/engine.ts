import { createHmac, createSecretKey } from 'node:crypto';
import { createEngine, type Engine } from '../detect/engine.ts';
import { personalData } from '../detect/personal/index.ts';
import { recoveryPhrases } from '../detect/phrases/index.ts';
import { rules } from '../detect/rules/index.ts';
import { recoveryCodeFiles } from '../detect/rules/recovery-codes.ts';
import { scoreNote } from '../detect/topics/index.ts';
import { walletKeys } from '../detect/wallet-keys.ts';
import { secretlint } from './secretlint.ts';

/** The engine as it ships: everything that it can find, with fingerprints as HMAC-SHA-256 under `key`. */
export function createScanEngine(key: Uint8Array): Engine {
  return createEngine({
    rules,
    sources: [secretlint, recoveryPhrases, walletKeys, recoveryCodeFiles, personalData],
    scorer: scoreNote,
    hash: hashUnder(key),
  });
}

/** The same for secrets and the marks of authors alone, which is what a call of an agent waits for. */
export function createSecretEngine(key: Uint8Array): Engine {
  return createEngine({
    rules,
    sources: [secretlint, recoveryPhrases, walletKeys, recoveryCodeFiles],
    hash: hashUnder(key),
    now: Date.now,
  });
}

function hashUnder(key: Uint8Array): (text: string) => string {
  // A key object is checked once, not at every hash.
  const secret = createSecretKey(key);
  return (text) => createHmac('sha256', secret).update(text).digest('hex').slice(0, 32);
}
