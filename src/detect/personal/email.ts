import type { Match } from './entity.ts';

/** RFC 5321, 4.5.3.1: a local part has at most 64 characters, a domain at most 255. */
const longestLocal = 64;
const longestDomain = 255;

/**
 * Reads the e-mail address around the `@` at `at`, in a web address the `%40` that ends before `behind` (RFC 3986, 2.1). Addresses of nobody (`noreply@`, example.com), of machines (`git@host:`,
 * a shell's prompt, the user of a web address) and package versions are none.
 */
export function emailAt(text: string, at: number, floor: number, behind = at + 1): Match | undefined {
  let start = at;
  const first = Math.max(floor, at - longestLocal);
  while (start > first && isLocal(text.charCodeAt(start - 1))) start -= 1;
  if (start > floor && start === at - longestLocal && isLocal(text.charCodeAt(start - 1))) return undefined;
  // Marks that open emphasis or end a sentence are no part of it, nor is what an escape left behind.
  while (start < at && /[.'_+=!#$%&*/?^`{|}~-]/.test(text.charAt(start))) start += 1;
  if (text.charAt(start - 1) === '\\' && /[nrt]/.test(text.charAt(start)) && at - start > 1) start += 1;
  if (start === at || text.charAt(at - 1) === '.') return undefined;
  const end = domainEnd(text, behind);
  if (end === undefined || text.charAt(end) === '@') return undefined;
  const local = text.slice(start, at);
  const domain = text.slice(behind, end);
  if (local.includes('..') || isNobody(local.toLowerCase(), domain.toLowerCase())) return undefined;
  if (isMachine(text, start, end, local)) return undefined;
  return { id: 'personal.email', severity: 'low', start, end };
}

/** atext of RFC 5322 without what Markdown, code and addresses put around one, with letters of RFC 6531. */
function isLocal(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 64 && code <= 90 && code !== 64) ||
    (code >= 48 && code <= 57) ||
    code === 46 ||
    code === 95 ||
    code === 45 ||
    code === 43 ||
    code === 39 ||
    code === 37 ||
    (code >= 0xc0 && code < 0x2000)
  );
}

function isDomain(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 46 ||
    code === 45 ||
    (code >= 0xc0 && code < 0x2000)
  );
}

const domainShape =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}(?:xn--[A-Za-z0-9-]{2,59}|[\p{L}]{2,24})$/u;

/** Where the domain that begins at `from` ends, or undefined where none stands there. */
function domainEnd(text: string, from: number): number | undefined {
  let end = from;
  while (end < text.length && end - from <= longestDomain && isDomain(text.charCodeAt(end))) end += 1;
  // Perl's documentation writes `E<lt>anna@firm.orgE<gt>`.
  if (text.startsWith('E<gt>', end - 1)) end -= 1;
  while (end > from && /[.-]/.test(text.charAt(end - 1))) end -= 1;
  if (end - from < 4 || end - from > longestDomain) return undefined;
  // `anna@firm.de.Then` is a sentence that lost its blank only where what stands before is a domain by itself.
  return domainShape.test(text.slice(from, end)) ? end : undefined;
}

/** RFC 2606 and 6761, what only a home or company network knows, ends of file names and of units. */
const noDomain = new Set(
  `example test invalid localhost local lan internal intranet home corp domain tld localdomain example_com
   png jpg jpeg gif svg webp avif ico pdf js mjs cjs ts tsx jsx json html htm css scss txt xml yml yaml toml lock
   service socket timer target mount slice scope device onion arpa bar foo baz po pot`.split(/\s+/),
);

const standInDomains = new Set(
  `example.com example.org example.net example.edu domain.com domain.org yourdomain.com your-domain.com mydomain.com
   mydomain.org yourcompany.com mycompany.com your-company.com foo.com foo.org foo.net bar.com bar.org baz.com foobar.com
   test.com somewhere.com nowhere.com somedomain.com anydomain.com email.tld host.com hostname.com yourhost.com
   users.noreply.github.com noreply.github.com noreply.gitlab.com site.com yoursite.com mysite.com
   localhost.localdomain elsewhere.com host.domain.com my.domain.com some.domain.com xxx.com abc.com
   somehost.com somewhere.org nowhere.org nowhere.net site.org another.com other.com mail.domain.com`.split(/\s+/),
);

const nobody =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|mailer-daemon|unsubscribe|bounces?|git|hg|svn|anoncvs|anonymous|foo|bar|baz|foobar|blah|xxx+|nobody|someone|somebody|root|daemon)$|[+-]no-?reply$|^no-?reply[+-]|[-+]bounces?(?:[+-]|$)/;
const standInLocal =
  /^(?:your?|my|some|any|the)?[-_.]?(?:e?mail|name|user|username|login|user[-_.]?name|account|address|me|you|first[-_.]?(?:name)?[-_.]?last[-_.]?(?:name)?|recipient|sender)$/;
const standInHost =
  /^(?:mail\.)?(?:your|my|some|any)?[-.]?(?:e?mail|domain|host|server|company|provider|site|corp|org|isp|acme|work)\.[a-z]{2,3}$/;

/** True for addresses that stand for one in examples, and those of machines. Letters are small. */
export function isNobody(local: string, domain: string): boolean {
  const labels = domain.split('.');
  if (noDomain.has(labels.at(-1) ?? '') || standInDomains.has(domain)) return true;
  const known = labels.slice(-2).join('.');
  if (standInDomains.has(known) || /^example[-\d]*\./.test(known) || /(?:^|[.-])example[-.]/.test(domain)) return true;
  if (nobody.test(local)) return true;
  if (standInHost.test(domain) && (standInLocal.test(local) || /^(?:john|jane|joe)?\.?(?:doe|smith)?$/.test(local)))
    return true;
  // `{user}@{host}`, `x@y.zz`, `a@b.com`: letters that stand for something.
  if (local.length === 1 && /^[a-z]{1,2}\.[a-z]{1,3}$/.test(domain)) return true;
  // Ids of messages are made of the time and random characters.
  return local.length >= 20 && /\d{8}|[0-9a-f]{16}/.test(local);
}

/** True where the place says that it names an account on a machine, a message or a version of a package. */
function isMachine(text: string, start: number, end: number, local: string): boolean {
  const before = text.slice(Math.max(0, start - 80), start);
  // `https://user@host`, `ssh://user:word@host`, `/package@next.js`
  if (/:\/\/[^\s/?#]*$/.test(before) || /(?:^|[^\s/])\/$/.test(before) || before.endsWith('//')) return true;
  if (/[#$@{[%]$/.test(before.slice(-1)) && !/(?:mailto:|\s)[#$@{[%]$/i.test(before)) return true;
  const behind = text.slice(end, end + 64);
  // `user@host:~/notes`, `user@host:path/repository`, `user@host.net::module`
  if (/^:(?:~|[./]|:|[\w.~-]{1,40}\/)/.test(behind) && !behind.startsWith('://')) return true;
  if (/^[:~/\w-]{0,24}[#$%]\s/.test(behind)) return true;
  if (/\b(?:ssh|scp|sftp|rsync|ssh-copy-id|mosh|autossh|sshfs)\b[^\n|;&]{0,48}$/.test(before)) return true;
  if (/(?:message-?id|msgid|in-reply-to|references|content-id|cid)\W{1,4}[^\n]{0,40}$/i.test(before)) return true;
  return /^\d+$/.test(local) && local.length < 5;
}
