import type { Severity } from '../../core/severity.ts';
import type { ServiceId } from '../../core/store-ids.ts';

/** A version below which a service has known holes. Data: a new advisory is a new row. */
export interface Floor {
  readonly service: ServiceId;
  /** The first version without the hole; absent where no such version is documented. */
  readonly fixed?: string;
  /** The first version with the hole; absent where all earlier ones have it. */
  readonly since?: string;
  /** The last version that is known to have it, where none without it is documented: a later one may be mended. */
  readonly last?: string;
  readonly ids: readonly string[];
  readonly source: string;
  /** When the source was read. */
  readonly date: string;
  /** False where the versions stand in no CVE record and no advisory, only in a third party's word. */
  readonly isConfirmed: boolean;
  readonly severity: Severity;
  readonly only?: 'win32';
}

export const floors: readonly Floor[] = [
  {
    service: 'ollama-server',
    fixed: '0.17.1',
    ids: ['CVE-2026-7482'],
    source: 'CVE record: before 0.17.1',
    date: '2026-11-26',
    isConfirmed: true,
    severity: 'medium',
  },
  {
    service: 'ollama-server',
    fixed: '0.30.0',
    since: '0.12.10',
    ids: ['CVE-2026-42248', 'CVE-2026-42249'],
    source:
      'https://cert.pl/en/posts/2026/04/CVE-2026-42248/ tested 0.12.10 to 0.17.5; a researcher takes ollama pull request 16100, in 0.30.0, for the fix',
    date: '2026-11-26',
    isConfirmed: false,
    severity: 'low',
    only: 'win32',
  },
  {
    service: 'anythingllm-server',
    fixed: '1.11.2',
    ids: ['CVE-2026-32717'],
    source: 'CVE record: 1.11.1 and earlier',
    date: '2026-11-26',
    isConfirmed: true,
    severity: 'medium',
  },
  {
    service: 'open-webui-server',
    fixed: '0.9.0',
    ids: ['CVE-2026-45339', 'CVE-2026-44553', 'CVE-2026-45671'],
    source: 'CVE records: before 0.9.0',
    date: '2026-11-26',
    isConfirmed: true,
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
    ids: ['GHSA-4jpw-hj22-2xmc', 'CVE-2026-32922'],
    source: 'GHSA-4jpw-hj22-2xmc: 2026.3.8 and earlier, mended in 2026.3.11',
    date: '2026-11-26',
    isConfirmed: true,
    severity: 'high',
  },
  {
    service: 'openclaw-gateway',
    fixed: '2026.3.28',
    ids: ['CVE-2026-33579', 'CVE-2026-33577'],
    source: 'CVE records: before 2026.3.28',
    date: '2026-11-26',
    isConfirmed: true,
    severity: 'high',
  },
  {
    service: 'vllm',
    fixed: '0.31.0',
    since: '0.7.3',
    ids: ['CVE-2026-114053'],
    source: 'a note names the CVE record, 0.7.3 to before 0.31.0; it was not found again',
    date: '2026-11-26',
    isConfirmed: false,
    severity: 'medium',
  },
  {
    service: 'comfyui',
    fixed: '0.28.0',
    ids: ['CVE-2026-56670', 'CVE-2026-56671', 'CVE-2026-56672', 'CVE-2026-56673'],
    source: 'CVE records: before 0.28.0',
    date: '2026-11-26',
    isConfirmed: true,
    severity: 'medium',
  },
  {
    service: 'comfyui',
    fixed: '0.26.0',
    ids: ['CVE-2026-68771'],
    source: 'CVE record: 0.23.0; 0.22.0 to 0.25.0 and mended in 0.26.0 by https://xz.aliyun.com/news/92827',
    date: '2026-11-26',
    isConfirmed: false,
    severity: 'high',
  },
  // A low one: most programs that bring Chroma along start no server.
  {
    service: 'chroma',
    since: '1.0.0',
    last: '1.5.9',
    ids: ['CVE-2026-45829'],
    source: 'GHSA-f4j7-r4q5-qw2c: its server, 1.0.0 to 1.5.9; no version is without it',
    date: '2026-11-26',
    isConfirmed: true,
    severity: 'low',
  },
  {
    service: 'chroma',
    since: '0.4.17',
    last: '1.5.9',
    ids: ['CVE-2026-45830', 'CVE-2026-45833'],
    source: 'GHSA-2wm9-hf6c-p5cr and GHSA-36p7-vc44-83pf: its server, 0.4.17 to 1.5.9; no version is without them',
    date: '2026-11-26',
    isConfirmed: true,
    severity: 'low',
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
  return floors.filter(({ service: id, fixed, since, last, only }) => {
    if (id !== service || (only !== undefined && only !== platform)) return false;
    if (since !== undefined && (compareVersions(version, since) ?? -1) < 0) return false;
    if (last !== undefined && (compareVersions(version, last) ?? 1) > 0) return false;
    if (fixed === undefined) return compareVersions(version, '0.0') !== undefined;
    return (compareVersions(version, fixed) ?? 0) < 0;
  });
}
