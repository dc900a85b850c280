import type { Severity } from '../../core/severity.ts';
import type { ServiceId } from '../../core/store-ids.ts';

/** A version below which a service has known holes. Data: a new advisory is a new row. */
export interface Floor {
  readonly service: ServiceId;
  /** The first version without the hole; absent where no such version is documented. */
  readonly fixed?: string;
  /** The first version with the hole; absent where all earlier ones have it. */
  readonly since?: string;
  readonly ids: readonly string[];
  readonly source: string;
  /** When the source was read. */
  readonly date: string;
  /** False where the source is a third party's word, contradicted, or its fix was not found. */
  readonly isConfirmed: boolean;
  readonly severity: Severity;
  readonly only?: 'win32';
}

export const floors: readonly Floor[] = [
  {
    service: 'ollama-server',
    fixed: '0.17.1',
    ids: ['CVE-2026-7482'],
    source: 'CSA note of 2026-05-11 (Cyera); one page says 0.8.3',
    date: '2026-08-21',
    isConfirmed: false,
    severity: 'medium',
  },
  {
    service: 'ollama-server',
    ids: ['CVE-2026-42248', 'CVE-2026-42249'],
    source: 'reports of May 2026 on the updater for Windows; no later fix was found',
    date: '2026-08-21',
    isConfirmed: false,
    severity: 'low',
    only: 'win32',
  },
  {
    service: 'anythingllm-server',
    fixed: '1.11.2',
    ids: ['CVE-2026-32717'],
    source: 'CVE record: 1.11.1 and earlier',
    date: '2026-08-21',
    isConfirmed: false,
    severity: 'medium',
  },
  {
    service: 'open-webui-server',
    fixed: '0.9.0',
    ids: ['CVE-2026-45339', 'CVE-2026-44553', 'CVE-2026-45671'],
    source: 'CVE records',
    date: '2026-08-21',
    isConfirmed: false,
    severity: 'medium',
  },
  {
    service: 'open-webui-server',
    fixed: '0.9.5',
    ids: ['CVE-2026-45400'],
    source: 'GHSA-8w7q-q5jp-jvgx: 0.9.4 and earlier',
    date: '2026-11-26',
    isConfirmed: true,
    severity: 'medium',
  },
  {
    service: 'openclaw-gateway',
    fixed: '2026.2.14',
    ids: ['CVE-2026-28466', 'CVE-2026-25253', 'CVE-2026-25593', 'CVE-2026-28472', 'GHSA-943q-mwmv-hhvh'],
    source: 'CVE record of CVE-2026-28466: before 2026.2.14; the others were mended earlier or with it',
    date: '2026-11-26',
    isConfirmed: true,
    severity: 'high',
  },
  {
    service: 'openclaw-gateway',
    fixed: '2026.3.11',
    ids: ['GHSA-4jpw-hj22-2xmc'],
    source: 'a report of an advisory with CVSS 10',
    date: '2026-08-21',
    isConfirmed: false,
    severity: 'high',
  },
  {
    service: 'openclaw-gateway',
    fixed: '2026.3.28',
    since: '2026.3.20',
    ids: ['no id: "assume compromise"'],
    source: 'clawreadynow, quoting Ars Technica',
    date: '2026-08-21',
    isConfirmed: false,
    severity: 'high',
  },
  {
    service: 'vllm',
    fixed: '0.31.0',
    since: '0.7.3',
    ids: ['CVE-2026-114053'],
    source: 'CVE record: 0.7.3 to before 0.31.0',
    date: '2026-08-21',
    isConfirmed: false,
    severity: 'medium',
  },
  {
    service: 'comfyui',
    fixed: '0.28.0',
    ids: ['CVE-2026-56670', 'CVE-2026-56671', 'CVE-2026-56672', 'CVE-2026-56673'],
    source: 'github.com/github/advisory-database pull request 8851',
    date: '2026-08-21',
    isConfirmed: false,
    severity: 'medium',
  },
  {
    service: 'chroma',
    since: '1.0.0',
    ids: ['CVE-2026-45829', 'CVE-2026-45833'],
    source: 'CVE record of 2026-07-15, which names no fixed version',
    date: '2026-08-21',
    isConfirmed: false,
    severity: 'medium',
  },
  {
    service: 'lm-studio-server',
    fixed: '0.4.0',
    ids: ['no tokens before 0.4.0'],
    source: 'lmstudio.ai/blog/0.4.0',
    date: '2026-08-21',
    isConfirmed: true,
    severity: 'low',
  },
];

/** Numbers of a version; undefined where it is none. What follows them (`-rc1`, `.post2`) does not count. */
function numbersOf(version: string): readonly number[] | undefined {
  const match = /^v?(\d{1,6}(?:\.\d{1,6}){1,4})(?![\d.]*\d{7})/.exec(version.trim());
  return match?.[1]?.split('.').map(Number);
}

/** Below zero where `left` is the earlier one; undefined where one is no version. */
export function compareVersions(left: string, right: string): number | undefined {
  const [first, second] = [numbersOf(left), numbersOf(right)];
  if (first === undefined || second === undefined) return undefined;
  for (let index = 0; index < Math.max(first.length, second.length); index++) {
    const difference = (first[index] ?? 0) - (second[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The floors that a version lies below. An unknown version lies below none. */
export function floorsAbove(service: ServiceId, version: string, platform: string): readonly Floor[] {
  return floors.filter(({ service: id, fixed, since, only }) => {
    if (id !== service || (only !== undefined && only !== platform)) return false;
    if (since !== undefined && (compareVersions(version, since) ?? -1) < 0) return false;
    if (fixed === undefined) return compareVersions(version, '0.0') !== undefined;
    return (compareVersions(version, fixed) ?? 0) < 0;
  });
}
