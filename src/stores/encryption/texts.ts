import type { AtRest } from '../../core/audit.ts';
import { fromBase64, isText, latin1, standsAt } from './bytes.ts';
import type { Sample } from './sample.ts';

/**
 * The lines between BEGIN and END of an armoured text, where nothing but white space is around them. Of a text that is
 * longer than the sample it is the part in the head, and the tail must end as it has to. Undefined where it is none.
 */
export function armour(sample: Sample, kind: string): string | undefined {
  const begin = `-----BEGIN ${kind}-----`;
  const end = `-----END ${kind}-----`;
  const first = sample.head.findIndex((byte) => byte > 0x20);
  if (!standsAt(sample.head, begin, first)) return undefined;
  const head = startOf(sample);
  const rest = head.slice(begin.length).replaceAll('\r', '');
  if (!rest.startsWith('\n')) return undefined;
  if (sample.whole) {
    const at = rest.indexOf(`\n${end}`);
    if (at === -1 || rest.slice(at + end.length + 1).trim() !== '') return undefined;
    return rest.slice(1, at + 1);
  }
  const tail = latin1(sample.tail).replaceAll('\r', '').trimEnd();
  if (!tail.endsWith(`\n${end}`)) return undefined;
  // Whole lines of base64 alone, from the tail's second line on.
  const lines = tail.slice(tail.indexOf('\n') + 1, -end.length);
  if (!/^[A-Za-z0-9+/=\n]+$/.test(lines) || rest.includes('-----')) return undefined;
  return rest.slice(1, rest.lastIndexOf('\n') + 1);
}

/** Formats of encrypted texts, of which the whole file is one. */
export function recogniseText(sample: Sample): AtRest | undefined {
  const by = ansibleVault(sample) ?? meldEncrypt(sample) ?? openssl(sample);
  return by === undefined ? undefined : { state: 'encrypted', by };
}

/** https://docs.ansible.com/ansible/latest/vault_guide/vault_using_encrypted_content.html#format-of-files */
function ansibleVault(sample: Sample): string | undefined {
  if (!standsAt(sample.head, '$ANSIBLE_VAULT;')) return undefined;
  const [first, ...lines] = startOf(sample).replaceAll('\r', '').trimEnd().split('\n');
  if (!/^\$ANSIBLE_VAULT;1\.[012];AES(?:256)?(?:;[^\n]{1,200})?$/.test(first ?? '') || lines.length === 0)
    return undefined;
  return lines.every((line) => /^[0-9a-f]{1,80}$/.test(line)) && endsAs(sample, /^[0-9a-f\s]+$/)
    ? 'ansible-vault'
    : undefined;
}

/**
 * Meld Encrypt for Obsidian (https://github.com/meld-cp/obsidian-encrypt): a whole note is JSON, whose hint can be read;
 * a note of which all is encrypted in place has nothing around the marks.
 */
function meldEncrypt(sample: Sample): string | undefined {
  if (!sample.whole) return undefined;
  if (sample.head[0] === 0x7b) return isMeldNote(sample.head);
  if (!standsAt(sample.head, '%%\xf0\x9f\x94\x90') && !standsAt(sample.head, '\xf0\x9f\x94\x90')) return undefined;
  const text = new TextDecoder().decode(sample.head).trim();
  const match = meldInPlace.exec(text);
  return match !== null && match.index === 0 && match[0].length === text.length ? 'Meld Encrypt' : undefined;
}

/** A part of a note that Meld Encrypt has encrypted in place; the hint before it can be read. */
export const meldInPlace = /(?:%%)?🔐(?:[αβ] |\s)(?:💡[^💡\n]{0,200}💡)?[A-Za-z0-9+/]{24,}={0,2} ?🔐(?:%%)?/u;

function isMeldNote(bytes: Uint8Array): string | undefined {
  if (!latin1(bytes, 0, 4096).includes('"encodedData"') && bytes.length > 4096) return undefined;
  const note = parseJson(bytes);
  if (typeof note !== 'object' || note === null || Array.isArray(note)) return undefined;
  const { version, hint, encodedData, ...others } = note as Readonly<Record<string, unknown>>;
  if (typeof version !== 'string' || typeof encodedData !== 'string' || Object.keys(others).length > 0)
    return undefined;
  if (!/^[12]\.\d$/.test(version) || !/^[A-Za-z0-9+/]{24,}={0,2}$/.test(encodedData)) return undefined;
  return typeof hint === 'string' && hint !== '' ? 'Meld Encrypt, its hint in plain text' : 'Meld Encrypt';
}

/** https://docs.openssl.org/master/man1/openssl-enc/; transcrypt (https://github.com/elasticdog/transcrypt) writes it as base64. */
function openssl({ head, tail, size, whole }: Sample): string | undefined {
  const salted = 'Salted__';
  const smallest = 17;
  if (standsAt(head, salted)) return size >= smallest && !isText(head) && !isMostlyText(head) ? 'OpenSSL' : undefined;
  if (!standsAt(head, 'U2FsdGVkX1')) return undefined;
  const text = latin1(head);
  if (!/^[A-Za-z0-9+/=\s]+$/.test(text) || !/^[A-Za-z0-9+/=\s]+$/.test(latin1(tail))) return undefined;
  const bytes = fromBase64(whole ? text : text.slice(0, 4096));
  if (bytes === undefined || bytes.length < smallest || !standsAt(bytes, salted)) return undefined;
  return isText(bytes) ? undefined : 'OpenSSL';
}

/** True where eight of ten bytes behind mark and salt are letters, signs and blanks: of chance it is four. */
function isMostlyText(head: Uint8Array): boolean {
  const sealed = head.subarray(16, 4112);
  const readable = sealed.filter((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a).length;
  // Of fewer bytes chance could be anything.
  return sealed.length >= 32 && readable > 0.8 * sealed.length;
}

/** The head as a text; of a file that goes on, without its last line, which may be cut. */
function startOf({ head, whole }: Sample): string {
  // All of these formats begin with an ASCII sign and hold ASCII alone.
  const text = latin1(head).trimStart();
  return whole ? text : text.slice(0, text.lastIndexOf('\n') + 1);
}

function endsAs({ tail, whole }: Sample, form: RegExp): boolean {
  return whole || form.test(latin1(tail));
}

/** Undefined where it is no JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
