import type { AtRest } from '../../core/audit.ts';
import { isText, latin1 } from './bytes.ts';
import type { Sample } from './sample.ts';
import { parseJson } from './texts.ts';

const sealedValue = 'ENC[AES256_GCM,';
/** A value, and nothing around it but quotes. */
const isSealed = (text: string): boolean => /^["']?ENC\[AES256_GCM,data:[^\]]*,type:[a-z]+\]["']?$/.test(text.trim());
/** What SOPS has no need to encrypt. */
const isEmpty = (text: string): boolean => /^(?:|""|''|null|~|\{\}|\[\])$/.test(text.trim());

/**
 * A file of SOPS (https://getsops.io/docs/): keys stay readable, values are encrypted, all of them or those that its
 * rules choose. Text in which such a value is merely quoted is none: every line must be one of its format.
 */
export function recogniseSops(sample: Sample): AtRest | undefined {
  if (!isText(sample.head)) return undefined;
  const text = new TextDecoder().decode(sample.head);
  if (!text.includes(sealedValue)) return undefined;
  if (!sample.whole) {
    if (!/(?:^|\n)(?:sops:|sops_mac=|\[sops\]|\s*"sops": \{)/.test(latin1(sample.tail))) return undefined;
    return { state: 'unknown', why: 'a file of SOPS, too long to count its values' };
  }
  const values = /^\s*\{/.test(text) ? ofJson(sample.head) : (ofYaml(text) ?? ofLines(text));
  if (values === undefined || values.length === 0) return undefined;
  const encrypted = values.filter(isSealed).length;
  if (encrypted === 0) return undefined;
  if (encrypted === values.length) return { state: 'encrypted', by: 'SOPS' };
  return { state: 'partly', encrypted, of: values.length };
}

function ofJson(bytes: Uint8Array): string[] | undefined {
  const root = parseJson(bytes);
  if (typeof root !== 'object' || root === null || !('sops' in root)) return undefined;
  const { sops, ...rest } = root;
  if (typeof sops !== 'object' || sops === null || !('mac' in sops) || !isSealed(String(sops.mac))) return undefined;
  const values: string[] = [];
  const pending: unknown[] = [rest];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'object' && value !== null) pending.push(...Object.values(value));
    else if (value !== null && value !== '') values.push(String(value));
  }
  return values;
}

/** As SOPS writes it: block style, its own key last. */
function ofYaml(text: string): string[] | undefined {
  const [content, own] = text.split(/^sops:\s*$/m);
  if (content === undefined || own === undefined || !/^\s+mac: ENC\[AES256_GCM,/m.test(own)) return undefined;
  const values: string[] = [];
  // Lines of a text that goes on below its key are deeper than it.
  let below: number | undefined;
  for (const line of content.split(/\r?\n/)) {
    const indent = line.search(/\S/);
    if (indent === -1 || line.trim() === '---') continue;
    if (below !== undefined && indent > below) continue;
    below = undefined;
    if (/^\s*#/.test(line)) {
      values.push(line.trim().slice(1));
      continue;
    }
    const match = /^\s*(?:- )*(?:(?:"[^"]*"|'[^']*'|[^\s"'#][^:]*):(?:\s+(.*))?|- *(.*))$/.exec(line);
    if (match === null) return undefined;
    const value = (match[1] ?? match[2] ?? '').trim();
    if (/^[|>][-+0-9]*$/.test(value)) below = indent;
    if (!isEmpty(value)) values.push(value);
  }
  return values;
}

/** `.env` and `.ini`. */
function ofLines(text: string): string[] | undefined {
  const isEnv = /^sops_mac=ENC\[/m.test(text);
  const [content = ''] = isEnv ? [text] : text.split(/^\[sops\]\s*$/m);
  if (!isEnv && content === text) return undefined;
  const values: string[] = [];
  for (const line of content.split(/\r?\n/)) {
    if (line.trim() === '' || /^\[[^\]]+\]$/.test(line.trim()) || /^sops_/.test(line)) continue;
    if (/^[#;]/.test(line)) {
      values.push(line.slice(1));
      continue;
    }
    const match = /^[\w.-]+\s*=(.*)$/.exec(line);
    if (match === null) return undefined;
    if (!isEmpty(match[1] ?? '')) values.push(match[1] ?? '');
  }
  return values;
}
