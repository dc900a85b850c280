import type { Hit, Rule, Window } from '../rule.ts';
import { isOrgFile } from './markers.ts';

/** A headline with the tag `crypt` among those at its end. */
const headline =
  /\*+[ \t][^\r\n]{0,400}?[ \t]:(?:[\p{L}\p{N}_@#%]{1,60}:){0,20}?crypt:(?:[\p{L}\p{N}_@#%]{1,60}:){0,20}[ \t]*(?=[\r\n]|$)/uy;

/** What may stand before the body: planning (`SCHEDULED:` and the like) and drawers. */
const beforeBody =
  /^(?:[\r\n]{1,2}[ \t]{0,40}(?:(?:SCHEDULED|DEADLINE|CLOSED):[^\r\n]{0,200}|:[\w-]{1,60}:[^\r\n]{0,300}|(?=[\r\n]|$))){0,200}/;

/**
 * An Org entry that is tagged to be encrypted (https://orgmode.org/manual/Org-Crypt.html) whose body is no PGP message: it
 * was saved in plain text.
 */
export const openOrgCrypt: Rule = {
  id: 'note.crypt-open',
  severity: 'high',
  docs: 'https://orgmode.org/manual/Org-Crypt.html',
  literals: [':crypt:'],
  reach: { before: 512, after: 4096 },
  *find({ text, at, from, to, note }: Window): Iterable<Hit> {
    if (!isOrgFile(note.path)) return;
    const start = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1;
    if (start < from) return;
    headline.lastIndex = start;
    const head = headline.exec(text);
    if (head === null || head.index + head[0].length < at) return;
    const end = start + head[0].length;
    const entry = text.slice(end, to);
    const body = entry.slice(beforeBody.exec(entry)?.[0].length ?? 0).trimStart();
    const depth = head[0].search(/[ \t]/);
    const next = /^(\*+)[ \t]/.exec(body)?.[1];
    // An entry without a body has nothing to encrypt; deeper headlines are its body.
    if (body === '' || (next !== undefined && next.length <= depth)) return;
    if (!body.startsWith('-----BEGIN PGP MESSAGE-----')) yield { start: at + 1, end: at + 6, judged: '' };
  },
};
