import { type Severity, shiftSeverity } from '../../core/severity.ts';
import { isPlaceholder } from '../placeholders.ts';
import type { Hit, Rule, Window } from '../rule.ts';
import { leftEdge } from './token.ts';

/** A signed web token (RFC 7519): header and payload are JSON in base64url. */
export const jwt: Rule = {
  id: 'secret.jwt',
  severity: 'high',
  docs: 'https://www.rfc-editor.org/rfc/rfc7519',
  literals: ['eyJ'],
  reach: { before: 1, after: 8192 },
  find,
};

const part = '[A-Za-z0-9_-]';
const pattern = new RegExp(
  String.raw`${leftEdge}(?<![.-])(eyJ${part}{10,2000})\.(eyJ${part}{4,6000})\.(${part}{20,1400})(?!${part})`,
  'y',
);

function* find({ text, at, note }: Window): Iterable<Hit> {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) return;
  const [value, header = '', payload = '', signature = ''] = match;
  const claims = decode(payload);
  if (decode(header)?.['alg'] === undefined || claims === undefined || isPlaceholder(signature)) return;
  // Between underscores the last one is the mark of emphasis.
  const isItalic = text.charAt(at - 1) === '_' && value.endsWith('_');
  yield {
    start: at,
    end: at + value.length - (isItalic ? 1 : 0),
    judged: '',
    severity: severityOf(claims, note.now),
  };
}

/**
 * How bad it is, by what the token says of itself. Of Supabase's keys `anon` is printed into web pages and
 * `service_role` opens every table (https://supabase.com/docs/guides/api/api-keys); an expired token opens nothing where
 * it is checked as RFC 7519, section 4.1.4, asks.
 */
function severityOf(claims: Readonly<Record<string, unknown>>, now: number | undefined): Severity {
  if (claims['role'] === 'anon') return 'low';
  const severity: Severity = claims['role'] === 'service_role' ? 'critical' : 'high';
  const expiry = claims['exp'];
  const hasExpired = typeof expiry === 'number' && now !== undefined && expiry * 1000 < now;
  return hasExpired ? shiftSeverity(severity, -1) : severity;
}

function decode(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(atob(part.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch (error) {
    // Neither base64 nor JSON: then it is no web token.
    if (error instanceof Error) return undefined;
    throw error;
  }
}
