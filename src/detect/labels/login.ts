import type { Labelled } from './labelled.ts';

/** What a user is called, with a value behind it, in ten languages. */
const user =
  /(?:user(?:[ _-]?(?:name|id))?|login|log-in|e-?mail(?:[ _-]?(?:address|adresse))?|account|uid|benutzer(?:name|kennung)?|nutzer(?:name)?|kunden(?:nummer|nr)|konto|anmeldename|utilisateur|identifiant|nom d['’]utilisateur|usuario|usu[áa]rio|correo|utente|nome utente|gebruiker(?:snaam)?|логин|пользовател[ья]|почта|client[ _-]?id|(?:account|api[ _-]?key|key)[ _-]?sid|tenant[ _-]?id|consumer[ _-]?key|merchant[ _-]?id|access[ _-]?key[ _-]?id|app[ _-]?id|card(?: number)?|iban|bank)["'*_`\]]{0,4}[ \t]{0,8}(?:(?:[:=|：]|=>|::|(?:is|ist|est|es|lautet|é|è)[ \t])[ \t]{0,8}["'*_`|]{0,4}|["'`“„«])[^\s"'`|]{2,}/iu;
const cjkUser =
  /(?:用户名?|用戶名?|账号|帐号|帳號|账户|邮箱|ユーザー名?|ユーザーID|ログイン(?:ID|名)?|アカウント|メール)[\s|*_：:=]{1,6}\S{2,}/;

/** `user bob pass …`: with nothing but blanks between. */
const userAndWord =
  /(?:user(?:name)?|login|benutzer|utilisateur|usuario|usu[áa]rio|utente|gebruiker)[ \t]+[\w.@-]{2,32},?[ \t]+(?:(?:and|und|et|y|e|en|with|mit)[ \t]+)?(?:pass|pw|kennwort|mot de passe|contrase|clave|senha|wachtwoord)/i;

/** How far around a secret its user is looked for. */
const nearness = 240;

/**
 * True where a user name, an address or an account with a value of its own stands on the line of a secret or on one of
 * the two lines before it or the one behind.
 */
export function hasUserNear(text: string, { start, end }: Labelled): boolean {
  const before = text.slice(Math.max(0, start - nearness), start).split(/\r\n|\r|\n/);
  const behind = text.slice(end, end + nearness).split(/\r\n|\r|\n/, 2);
  const around = [...before.slice(-3), ...behind].join('\n');
  return user.test(around) || userAndWord.test(around) || cjkUser.test(around);
}

/** `admin / Xk9!…`, `bob:Xk9!…`: a user and a password in one value. */
const pair =
  /^(["'`*_]{0,2}[^\s"'`/:|,;]{2,64}?["'`*_]{0,2}[ \t]{0,3}(?:[/|,;:]|[ \t](?:[-–—]|und|and|et|y|e|en)[ \t])[ \t]{0,3}["'`*_]{0,2})([^\s"'`|]{4,64})/;

/** The password of a pair on the line, where a label speaks of user and password, or undefined. */
export function passwordOfPair(text: string, at: number, to: number): Labelled | undefined {
  const line = text.slice(at, Math.min(to, at + 160)).split(/[\r\n]/, 1)[0] ?? '';
  const match = pair.exec(line);
  const raw = match?.[2];
  if (match === null || raw === undefined) return undefined;
  const value = raw.replace(/[.,;:)}\]*_]*$/, '');
  const start = at + (match[1]?.length ?? 0);
  return {
    start,
    end: start + value.length,
    value,
    form: 'bare',
    alone: /^[\s\p{P}]*$/u.test(line.slice(match[0].length)),
    isCode: false,
  };
}
