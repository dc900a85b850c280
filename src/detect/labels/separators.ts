/** How a label is joined to its value. */
export interface Separator {
  /** Where the value may begin. */
  readonly at: number;
  /**
   * `sign`: a colon, an equals sign and their kin; `cell`: a table's bar; `is`: a verb; `dash`: a dash between blanks;
   * `flag`: a blank behind an option; `element`: the end of an XML tag; `call`, `beside`: the bracket or comma of a
   * call, or nothing but blanks, so that only a quoted value counts.
   */
  readonly kind: 'sign' | 'cell' | 'is' | 'dash' | 'flag' | 'element' | 'call' | 'beside';
}

/** `Password for the router`, `Passwort für den Router`: what it is for, up to the separator. */
const purpose = String.raw`(?:[ \t]{1,16}(?:for|of|to|on|at|in|from|fürs?|von|vom|zum|zur|des|der|im|bei|auf|pour|de|du|del|della|dello|di|da|do|para|per|van|voor|от|для|к)(?![\p{L}\p{N}])(?:(?:[^\n\r:=|".(→]|\.(?!\s)){1,40}(?=[:=：|(→])|(?:[^\n\r:=|".]|\.(?!\s)){1,40}?(?=[ \t](?:is|was|lautet|ist|war|est|es|era|è|é|will be)[ \t:])))?`;
const aside = String.raw`(?:[ \t]{0,16}[(（][^()\n\r（）]{1,40}[)）])?`;
const closing = String.raw`(?:\\?["'\x60*_\]]){0,4}`;
/** `password: string = `, `password: &str = `: a type between name and value. */
const type = String.raw`(?:[ \t]{0,16}:?[ \t]{0,16}(?:&?(?:'static )?str|String|string|char \*|const char \*|text|std::string|Text)\??(?=[ \t]{0,16}:?=))?`;
/** `"name": "DB_PASSWORD", "value": "…"`, `<add key="Password" value="…"/>`, and the same on the next line. */
const valueKey = String.raw`["']?[,;]?\s{1,40}["']?(?:value|val|content|Value)["']?[ \t]{0,4}[:=]`;
const verb = String.raw`(?<=[ \t*_\x60])(?:(?:is|ist|est|es|é|è)[ \t](?:now|still|jetzt|nun|maintenant|ahora|agora|adesso|nu)|will be|c['’]est|wird|sera|será|sarà|wordt|is|was|are|lautet|ist|war|sind|est|es|era|è|é|это|равен)(?=[ \t:])[ \t]{0,3}:?`;
/** The end of emphasis in HTML, as exported notes have it: `<b>Password</b>: x`, `<strong>Password:</strong> x`. */
const endOfTag = String.raw`(?:<\/(?:b|strong|em|i|u|span|code)>)?`;
const separator = new RegExp(
  String.raw`(?:${valueKey}|${closing}${purpose}${aside}${closing}${endOfTag}${type}[ \t\u00A0\u202F]{0,16}(?:([:?.+|]{0,3}=(?!>)|::?|=>|->|→|➜|⇒|={2,3}|!==?|：|＝)[*_]{0,3}${endOfTag}|(\|)|(${verb})|(?<=[ \t])(--?|[–—])(?=[ \t])))[ \t　\u00A0\u202F]{0,16}`,
  'uy',
);
const cjkSeparator = /[\])）】」*_`"']{0,4}[ \t　]{0,4}(?:::|[:：=＝]|是|为|為|は(?:[:：、])?)[*_]{0,3}[ \t　]{0,8}/uy;
const flagSeparator = /[ \t=]{1,4}/y;
const elementSeparator = />\s{0,40}/y;
/** From one cell of a row to the next: `<td>Password</td><td>…`. */
const cellSeparator = /[ \t]{0,4}:?[ \t]{0,4}(?:<\/(?:b|strong)>)?<\/t[dh]>\s{0,40}<td[^<>]{0,60}>\s{0,40}(?:<code>)?/y;
/** A call, or a list of name and value: `setPassword("…")`, `("password", "…")`. */
const callSeparator = /(?:\([ \t]{0,4}|["'],[ \t]{0,4})(?=["'`])/y;
const besideSeparator = /[*_]{0,3}[ \t]{1,4}(?=["'`“„«])/y;

/**
 * Finds what joins the name [start, end) to a value behind it, or undefined where nothing does. A bar joins only in a
 * table's row: elsewhere it is an "or".
 */
export function separatorBehind(text: string, start: number, end: number, isCjk: boolean): Separator | undefined {
  if (isCjk) {
    const joined = matchAt(cjkSeparator, text, end);
    if (joined !== undefined) return { at: joined, kind: 'sign' };
  }
  const next = text.charCodeAt(end);
  if (text.charCodeAt(start - 1) === 60 && next === 62) return found(elementSeparator, text, end, 'element');
  if (text.charCodeAt(end) === 60 || text.charCodeAt(end) === 58) {
    const cell = found(cellSeparator, text, end, 'element');
    if (cell !== undefined) return cell;
  }
  if (text.startsWith('--', start) || /^(?:bearer|\(pw)$/i.test(text.slice(start, end))) {
    const flag = found(flagSeparator, text, end, 'flag');
    if (flag !== undefined) return flag;
  }
  separator.lastIndex = end;
  const match = separator.exec(text);
  if (match !== null) {
    const at = end + match[0].length;
    if (match[2] !== undefined) return isTableRow(text, start) ? { at, kind: 'cell' } : undefined;
    if (match[3] !== undefined) return { at, kind: 'is' };
    return { at, kind: match[4] === undefined ? 'sign' : 'dash' };
  }
  return callBehind(text, start, end) ?? found(besideSeparator, text, end, 'beside');
}

/** The comma of a list of words is no call's: `"md5", "password", "scram"`. */
function callBehind(text: string, start: number, end: number): Separator | undefined {
  if (text.charCodeAt(end) !== 40 && !/\([ \t]{0,4}["'][\w.-]{0,40}$/.test(text.slice(Math.max(0, start - 48), start)))
    return undefined;
  return found(callSeparator, text, end, 'call');
}

function found(pattern: RegExp, text: string, from: number, kind: Separator['kind']): Separator | undefined {
  const at = matchAt(pattern, text, from);
  return at === undefined ? undefined : { at, kind };
}

function matchAt(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match === null ? undefined : from + match[0].length;
}

/** True where the line that holds an offset begins with a bar, in a quotation or not. */
function isTableRow(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 512), at);
  return /^[\s>]*\|/.test(before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1));
}
