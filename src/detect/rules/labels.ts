import { isJoinedWords } from '../labels/joined-words.ts';
import { isCode, isPassword, isToken } from '../labels/judge.ts';
import type { Labelled } from '../labels/labelled.ts';
import { hasUserNear, passwordOfPair } from '../labels/login.ts';
import { isNoValue } from '../labels/no-values.ts';
import { readLabelled } from '../labels/read.ts';
import { type LabelKind, type LabelWord, labelWords } from '../labels/words.ts';
import type { Hit, Rule, Window } from '../rule.ts';
import { loginPair } from './login-pairs.ts';
import { passwordList } from './password-lists.ts';

const owasp = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';
/** A table may be long; of all else only what is near is looked at. */
const reach = { before: 1024, after: 32_768 };

const byLiteral = new Map(labelWords.map((word) => [word.literal, word]));

function literalsOf(kind: LabelKind): string[] {
  return [...byLiteral.values()].filter((word) => word.kind === kind).map(({ literal }) => literal);
}

/** What people think up: `password`, `passphrase`, and what other languages call them. */
export const genericPassword: Rule = {
  id: 'secret.generic.password',
  severity: 'medium',
  docs: owasp,
  literals: literalsOf('password'),
  reach,
  rank: 'guess',
  find: (window) => find(window, isPassword),
};

/** What machines make: keys, tokens, secrets. */
export const genericToken: Rule = {
  id: 'secret.generic.token',
  severity: 'medium',
  docs: owasp,
  literals: literalsOf('token'),
  reach,
  rank: 'guess',
  find: (window) => find(window, (labelled, word, _, name) => isToken(labelled, word, name), cut),
};

/** Short numbers that open something: PINs, door and alarm codes, recovery codes, the three digits of a card. */
export const genericCode: Rule = {
  id: 'secret.generic.code',
  severity: 'medium',
  docs: owasp,
  literals: literalsOf('code'),
  reach,
  rank: 'guess',
  find: (window) => find(window, (labelled, word, _, name) => isCode(labelled, word, name)),
};

export const labelRules: readonly Rule[] = [genericPassword, loginPair, passwordList, genericToken, genericCode];

function* find(
  window: Window,
  accepts: (labelled: Labelled, word: LabelWord, hasUser: () => boolean, name: string) => boolean,
  shape: (labelled: Labelled) => Labelled = (labelled) => labelled,
): Iterable<Hit> {
  const word = byLiteral.get(window.literal);
  if (word === undefined) return;
  const reading = readLabelled(window, word);
  if (reading === undefined) return;
  const name = window.text.slice(Math.max(0, reading.name.start - 24), reading.name.end + 40);
  for (const each of reading.values) {
    const labelled = shape(pairOf(window, each));
    if (labelled.value === '') continue;
    const hasUser = () => hasUserNear(window.text, labelled);
    if (!accepts(labelled, word, hasUser, name)) continue;
    if (word.kind !== 'code' && isNoValue(labelled.value) && !isPhrase(labelled, hasUser)) continue;
    yield { start: labelled.start, end: labelled.end, ...(hasUser() ? { severity: 'high' } : {}) };
  }
}

/** Words with points between them are a setting's name as well: something else must speak for the password. */
function isPhrase({ value, form, isCode: isProgram }: Labelled, hasUser: () => boolean): boolean {
  return !isProgram && isJoinedWords(value) && (form !== 'bare' || hasUser());
}

const userBefore =
  /(?:user(?:name)?|login|e-?mail|account|benutzer(?:name)?|nutzer(?:name)?|utilisateur|identifiant|usu[aá]rio|utente|gebruiker(?:snaam)?|логин|用户名|账号)[ \t]*(?:[/&+|]|and|und|et|y|e|en|и)[ \t]*$/iu;

/** `user/password: admin / …`: the value holds both. */
function pairOf({ text, at, to }: Window, labelled: Labelled): Labelled {
  if (labelled.form !== 'bare' && labelled.form !== 'quoted') return labelled;
  if (!userBefore.test(text.slice(Math.max(0, at - 30), at))) return labelled;
  return passwordOfPair(text, labelled.start, to) ?? labelled;
}

/** A bare value ends where code goes on: a machine makes no tokens with these characters, people do passwords. */
function cut(labelled: Labelled): Labelled {
  if (labelled.form === 'quoted') return labelled;
  const value = labelled.value.split(/[,;(){}]/, 1)[0] ?? '';
  return { ...labelled, value, end: labelled.start + value.length };
}
