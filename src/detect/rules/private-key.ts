import type { Hit, Rule, Window } from '../rule.ts';

const longest = 1 << 14;

/**
 * A private key block: PEM (RFC 7468), OpenSSH, PGP (RFC 9580, section 6.2), PuTTY. Line breaks may be written as
 * `\n`, as in JSON; the END line may be missing, as in a cut paste.
 */
export const privateKey: Rule = {
  id: 'secret.private-key',
  severity: 'critical',
  docs: 'https://www.rfc-editor.org/rfc/rfc7468',
  literals: ['-----BEGIN ', 'PuTTY-User-Key-File-'],
  reach: { before: 0, after: longest },
  find,
};

const opening = /-----BEGIN (?:[A-Z0-9]{2,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;
const putty = /PuTTY-User-Key-File-[23]: [a-z][\w@.-]{2,40}[\r\n\\]/y;
const fewestKeyCharacters = 60;

function* find({ text, at, to, literal }: Window): Iterable<Hit> {
  const head = literal === '-----BEGIN ' ? opening : putty;
  head.lastIndex = at;
  const match = head.exec(text);
  if (match === null) return;
  const rest = text.slice(at + match[0].length, to);
  const body = head === putty ? puttyBody(rest) : pemBody(rest);
  // The heading alone, or a dummy body in documentation, is no key.
  if (body === undefined || !holdsKey(body.text)) return;
  const locked = /ENCRYPTED|^Proc-Type: 4,ENCRYPTED|^Encryption: (?!none)/m.test(match[0] + headersOf(body.text));
  yield {
    start: at,
    end: at + match[0].length + body.length,
    judged: '',
    ...(locked ? { severity: 'medium' as const } : {}),
  };
}

function pemBody(rest: string): { text: string; length: number } | undefined {
  const close = /-----END [A-Z0-9 ]{0,60}PRIVATE KEY(?: BLOCK)?-----/.exec(rest);
  if (close !== null) {
    const inside = rest.slice(0, close.index);
    if (isKeyText(inside)) return { text: inside, length: close.index + close[0].length };
    // Prose stands between the marks: the heading alone is marked, so that the span hides no other finding.
    const rows = inside.split(/[\r\n]/).filter((line) => /^[\s>]*[A-Za-z0-9+/=]{16,120}\s*$/.test(line));
    return { text: rows.join('\n'), length: 0 };
  }
  // Without an end the key lasts as long as its lines do.
  const lines =
    /^(?:\s|\\[nr])*(?:[A-Za-z-]{1,40}: [^\r\n]{0,200}[\r\n]+)*(?:[A-Za-z0-9+/=]{16,120}(?:\s|\\[nr]){0,4}){1,300}/.exec(
      rest,
    );
  return lines === null ? undefined : { text: lines[0], length: lines[0].trimEnd().length };
}

/** True where base64 and header lines are all there is: prose between two marks is no key, and may hold secrets. */
function isKeyText(text: string): boolean {
  const lines = text.split(/[\r\n]|\\[nr]/);
  return lines.every((line) =>
    /^[\s>|"',+]*(?:[A-Za-z0-9+/=]{0,120}|[A-Za-z-]{1,40}: .{0,200})[\s"',+\\]*$/.test(line),
  );
}

function puttyBody(rest: string): { text: string; length: number } | undefined {
  const close = /Private-MAC: ?[0-9a-f]{16,128}/.exec(rest);
  const start = rest.indexOf('Private-Lines:');
  if (start === -1) return undefined;
  return close === null
    ? { text: rest.slice(start), length: rest.length }
    : { text: rest.slice(0, close.index), length: close.index + close[0].length };
}

/** The lines `Name: value` that stand before a key's base64. */
function headersOf(body: string): string {
  return (body.match(/^(?:Proc-Type|DEK-Info|Encryption): .{0,100}$/gm) ?? []).join('\n');
}

/** Enough base64 with enough different characters: `MIIEv…` and rows of `x` are samples. */
function holdsKey(body: string): boolean {
  const characters = body
    .replace(/^[A-Za-z-]{1,40}: .*$/gm, '')
    .replace(/\\[nr]/g, '')
    .replace(/[^A-Za-z0-9+/]/g, '');
  return characters.length >= fewestKeyCharacters && new Set(characters).size >= 20 && !/…|\.{3}/.test(body);
}
