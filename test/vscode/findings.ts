import type { Finding } from '../../src/core/finding.ts';
import type { Scanned } from '../../src/node/scan.ts';

/** A finding as a scan gives it. */
export function finding(path: string, overrides: Partial<Omit<Finding, 'place'>> = {}): Finding {
  return {
    rule: 'secret.github.token',
    severity: 'high',
    place: { kind: 'file', path, span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 } },
    fingerprint: 'f',
    args: {},
    ...overrides,
  };
}

/** A scanned file with one finding, or none; the fingerprint tells them apart. */
export function scanned(path: string, fingerprint?: string): Scanned {
  return {
    kind: 'file',
    path,
    bytes: 1,
    findings: fingerprint === undefined ? [] : [finding(path, { fingerprint })],
  };
}
