import { createEngine, type Engine } from '../detect/engine.ts';
import { personalData } from '../detect/personal/index.ts';
import { privateSpanSource } from '../detect/private-spans.ts';
import { rules } from '../detect/rules/index.ts';
import { scoreNote } from '../detect/topics/index.ts';
import { inflate } from './inflate.ts';
import { hashUnder, secretSources } from './secret-engine.ts';

/** The engine as it ships: everything that it can find, with fingerprints as HMAC-SHA-256 under `key`. */
export function createScanEngine(key: Uint8Array): Engine {
  const sources = [...secretSources, personalData, privateSpanSource];
  return createEngine({ rules, sources, scorer: scoreNote, hash: hashUnder(key), inflate, now: Date.now });
}
