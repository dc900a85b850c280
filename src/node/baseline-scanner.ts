import { dirname, resolve } from 'node:path';
import type { AcceptedFinding } from '../core/baseline-subtract.ts';
import type { Document, Engine, Scan } from '../detect/engine.ts';
import type { Baselines } from './baselines.ts';
import { createScanEngine } from './engine.ts';
import { vaultPathOf } from './explain.ts';

/** What scans a document and leaves out what is accepted. An engine alone is one that accepts nothing. */
export interface Scanner {
  scan(document: Document): Promise<Scan & { readonly accepted?: readonly AcceptedFinding[] }>;
}

/** Engines by their keys: to make one takes longer than to scan a note. */
export class Engines {
  readonly #byKey = new Map<string, Engine>();

  under(key: Uint8Array): Engine {
    const name = Buffer.from(key).toString('hex');
    const known = this.#byKey.get(name) ?? createScanEngine(key);
    this.#byKey.set(name, known);
    return known;
  }
}

/** What a scan with baselines goes by. */
export interface ScannerParts {
  readonly baselines: Baselines;
  readonly engines: Engines;
  /** The key for what lies in no vault, and in one whose key is not there. */
  readonly otherKey: () => Uint8Array;
  /** False tells findings as if nothing were accepted, with the same fingerprints. */
  readonly subtracts: boolean;
}

/**
 * Makes a scanner of documents beneath the real folder `base`, each under the key of the vault that holds it and without
 * what is accepted there.
 */
export function baselineScanner(base: string, { baselines, engines, otherKey, subtracts }: ScannerParts): Scanner {
  return {
    async scan(document) {
      const path = resolve(base, document.path);
      const vault = baselines.at(dirname(path));
      const engine = engines.under(vault?.key.state === 'fits' ? vault.key.key : otherKey());
      const scan = await engine.scan(document);
      if (!subtracts || vault?.subtraction === undefined || scan.findings.length === 0) return scan;
      return { kind: 'text', ...vault.subtraction.subtract(scan.findings, vaultPathOf(vault.root, path)) };
    },
  };
}
