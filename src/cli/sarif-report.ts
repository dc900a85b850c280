import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BaselineEntry } from '../core/baseline.ts';
import type { Finding, Place, Skipped, SkipReason } from '../core/finding.ts';
import { type RuleId, ruleTexts } from '../core/rule-texts.ts';
import type { Severity } from '../core/severity.ts';
import { findingSentence, skipTexts } from '../core/texts.ts';
import type { RuleMeta } from '../detect/rules/catalogue.ts';
import type { ReportWriter } from './report.ts';

type Level = 'error' | 'warning' | 'note';

const levels: Readonly<Record<Severity, Level>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note' };
/** Scores that GitHub sorts by (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning). */
const scores: Readonly<Record<Severity, string>> = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };

/** Reasons of what may hold something all the same. */
const unseen: readonly SkipReason[] = ['unreadable', 'too-big', 'missing', 'damaged', 'fault'];

/** A rule as a log of SARIF has it. */
export type SarifRule = Pick<RuleMeta, 'severity'> & { readonly id: RuleId; readonly docs?: string };

/** A finding as a log of SARIF has it. */
export interface SarifResult {
  /** As a user would type it. */
  readonly path: string;
  readonly finding: Finding<Place>;
  /** What the baseline says where it accepts it. */
  readonly entry?: BaselineEntry;
  /** What stands beside the severity. */
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** The parts of a log, in their order. */
export interface SarifLog {
  begin(): string;
  result(result: SarifResult): string;
  skipped(skipped: Skipped): void;
  end(): string;
}

/** The report as SARIF: see `sarifLog`. */
export function sarifReport(
  rules: readonly RuleMeta[],
  version: string,
  cwd: string,
  hasBaseline: boolean,
): ReportWriter {
  const log = sarifLog(rules, version, cwd, hasBaseline);
  return {
    begin: () => log.begin(),
    file: (path, findings, accepted) =>
      [
        ...findings.map((finding) => log.result({ path, finding })),
        ...accepted.map(({ finding, entry }) => log.result({ path, finding, entry })),
      ].join(''),
    skipped(skipped) {
      log.skipped(skipped);
      return '';
    },
    end: () => log.end(),
  };
}

/**
 * Writes SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html). What was skipped stands in the
 * invocation's notifications. Paths beneath `cwd` are relative to it. With `hasBaseline` every result has its
 * suppressions, as section 3.27.23 wants it of all or none: those of accepted findings name the reason.
 */
export function sarifLog(rules: readonly SarifRule[], version: string, cwd: string, hasBaseline: boolean): SarifLog {
  const order = new Map(rules.map(({ id }, index) => [id, index]));
  const skips: Skipped[] = [];
  let isFirst = true;

  return {
    begin() {
      const tool = { driver: { name: 'Cloister', semanticVersion: version, rules: rules.map(descriptorOf) } };
      const bases = { SRCROOT: { uri: `${pathToFileURL(cwd).href.replace(/\/$/, '')}/` } };
      const head = {
        $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
        version: '2.1.0',
      };
      const run = { tool, columnKind: 'utf16CodeUnits', originalUriBaseIds: bases };
      return `${JSON.stringify(head).slice(0, -1)},"runs":[${JSON.stringify(run).slice(0, -1)},"results":[`;
    },
    result({ path, finding, entry, properties = {} }) {
      const index = order.get(finding.rule);
      const result = {
        ruleId: finding.rule,
        ...(index === undefined ? {} : { ruleIndex: index }),
        level: levels[finding.severity],
        message: { text: findingSentence(finding) },
        locations: [placeOf(path, finding.place, cwd)],
        partialFingerprints: { 'cloister/v1': finding.fingerprint },
        ...(hasBaseline ? { suppressions: entry === undefined ? [] : [suppressionOf(entry)] } : {}),
        properties: { severity: finding.severity, ...properties },
      };
      const comma = isFirst ? '' : ',';
      isFirst = false;
      return `${comma}\n${JSON.stringify(result)}`;
    },
    skipped(skipped) {
      skips.push(skipped);
    },
    end() {
      const notifications = skips.map(({ path, why, detail }) => ({
        level: unseen.includes(why) ? 'warning' : 'note',
        descriptor: { id: `skipped.${why}` },
        message: { text: `Skipped: ${skipTexts[why]}${detail === undefined ? '' : ` (${detail})`}` },
        locations: [{ physicalLocation: { artifactLocation: locationOf(path, cwd) } }],
      }));
      const invocation = { executionSuccessful: true, toolExecutionNotifications: notifications };
      return `\n],"invocations":[${JSON.stringify(invocation)}]}]}\n`;
    },
  };
}

/** The reason lies in the baseline, not in the file: that is `external`. */
function suppressionOf({ why }: BaselineEntry): object {
  return { kind: 'external', status: 'accepted', justification: why };
}

function descriptorOf({ id, severity, docs }: SarifRule): object {
  const { title, advice } = ruleTexts[id];
  return {
    id,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: `${title}. ${advice}` },
    help: { text: advice },
    ...(docs === undefined ? {} : { helpUri: docs }),
    defaultConfiguration: { level: levels[severity] },
    properties: {
      'security-severity': scores[severity],
      tags: ['security', id.startsWith('secret.') ? 'secret' : 'privacy'],
    },
  };
}

/** A place in a text with its span, a store as a whole; a listening socket has a name alone. */
function placeOf(path: string, place: Place, cwd: string): object {
  if (place.kind !== 'store')
    return { physicalLocation: { artifactLocation: locationOf(path, cwd), region: place.span } };
  if (isAbsolute(path)) return { physicalLocation: { artifactLocation: locationOf(path, cwd) } };
  return { logicalLocations: [{ fullyQualifiedName: path, kind: 'resource' }] };
}

/** Relative to the folder that the scan ran in where the path lies beneath it, else a file address of its own. */
function locationOf(path: string, cwd: string): { uri: string; uriBaseId?: string } {
  if (isAbsolute(path) || path.startsWith('..')) return { uri: pathToFileURL(resolve(cwd, path)).href };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' };
}
