import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlnopad } from '@scure/base';
import { type Severity, shiftSeverity } from '../../core/severity.ts';
import { isPlaceholder } from '../placeholders.ts';
import type { Hit, Rule, Window } from '../rule.ts';
import { bytesOfBase64 } from './base64-text.ts';
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
  const claims = asObject(bytesOfBase64(payload));
  // A header with a slip of the pen is still one; what it says is not needed.
  if (!bytesOfBase64(header)?.includes('"alg"') || claims === undefined || isPlaceholder(signature)) return;
  // The keys that every Supabase on one's own machine begins with.
  if (claims['iss'] === 'supabase-demo') return;
  // Between underscores the last one is the mark of emphasis.
  const isItalic = text.charAt(at - 1) === '_' && value.endsWith('_');
  yield {
    start: at,
    end: at + value.length - (isItalic ? 1 : 0),
    judged: '',
    severity: isSignedWithSample(value, signature) ? 'low' : severityOf(claims, note.now),
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

/** What documentation signs its tokens with: https://jwt.io, RFC 7519, readmes of libraries. */
const sampleSecrets = ['secret', 'your-256-bit-secret', 'a-string-secret-at-least-256-bits-long'];
const utf8 = new TextEncoder();

/** True where one of those makes the signature (HS256: RFC 7518, section 3.2). */
function isSignedWithSample(token: string, signature: string): boolean {
  if (signature.length !== 43) return false;
  const signed = utf8.encode(token.slice(0, -signature.length - 1));
  return sampleSecrets.some((secret) => base64urlnopad.encode(hmac(sha256, utf8.encode(secret), signed)) === signature);
}

function asObject(json: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
