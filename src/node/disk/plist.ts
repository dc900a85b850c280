/** A property list: what the system's programs of macOS print with `-plist` or `-X`. Dates and data are given as text. */
export type Plist = string | number | boolean | readonly Plist[] | { readonly [key: string]: Plist };

/** Deeper than any of those programs nests. */
const deepest = 64;

/** Thrown within, so that a caller gets nothing of a text that is not whole. */
class NotPlist extends Error {}

/**
 * Reads an XML property list, strictly: the elements of Apple's PropertyList-1.0.dtd and nothing besides. Whatever else
 * stands in it (attributes, CDATA, entities of its own), or a text that ends too soon, makes the whole undefined.
 * A library for XML would be many times as long and read more than is wanted here.
 */
export function parsePlist(text: string): Plist | undefined {
  const body =
    /^\ufeff?\s*(?:<\?xml[^<>]*\?>\s*)?(?:<!DOCTYPE plist [^<>[\]]*>\s*)?<plist(?: version="[^"<>]*")?>([\s\S]*)<\/plist>\s*$/.exec(
      text,
    )?.[1];
  if (body === undefined) return undefined;
  const reader = new Reader(body);
  try {
    const value = reader.value(reader.tag(), 0);
    return reader.isAtEnd() ? value : undefined;
  } catch (error) {
    if (error instanceof NotPlist) return undefined;
    throw error;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return this.#text.slice(this.#at).trim() === '';
  }

  /** The next tag without its brackets: `dict`, `/dict`, `true/`. */
  tag(): string {
    const pattern = /(?:\s|<!--(?:(?!--)[\s\S])*-->)*<(\/?[a-z]+\s?\/?)>/y;
    pattern.lastIndex = this.#at;
    const name = pattern.exec(this.#text)?.[1];
    if (name === undefined) throw new NotPlist();
    this.#at = pattern.lastIndex;
    return name.replace(/\s/, '');
  }

  /** Text up to the closing tag of an element. */
  #content(name: string): string {
    const end = this.#text.indexOf('<', this.#at);
    if (end === -1 || !this.#text.startsWith(`</${name}>`, end)) throw new NotPlist();
    const raw = this.#text.slice(this.#at, end);
    this.#at = end + name.length + 3;
    return unescapeXml(raw);
  }

  value(tag: string, depth: number): Plist {
    if (depth > deepest) throw new NotPlist();
    switch (tag) {
      case 'true/':
        return true;
      case 'false/':
        return false;
      case 'string':
      case 'date':
      case 'data':
        return this.#content(tag);
      case 'string/':
      case 'data/':
        return '';
      case 'integer':
      case 'real':
        return toNumber(this.#content(tag));
      case 'array/':
        return [];
      case 'dict/':
        return {};
      case 'array':
        return this.#array(depth);
      case 'dict':
        return this.#dict(depth);
      default:
        throw new NotPlist();
    }
  }

  #array(depth: number): readonly Plist[] {
    const items: Plist[] = [];
    for (let tag = this.tag(); tag !== '/array'; tag = this.tag()) items.push(this.value(tag, depth + 1));
    return items;
  }

  #dict(depth: number): Plist {
    const members = new Map<string, Plist>();
    for (let tag = this.tag(); tag !== '/dict'; tag = this.tag()) {
      if (tag !== 'key') throw new NotPlist();
      const key = this.#content('key');
      if (members.has(key)) throw new NotPlist();
      members.set(key, this.value(this.tag(), depth + 1));
    }
    // Own members alone: a key `__proto__` is one as any other.
    return Object.fromEntries(members);
  }
}

function toNumber(text: string): number {
  if (!/^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text.trim())) throw new NotPlist();
  return Number(text);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(raw: string): string {
  return raw.replace(/&([^;&]{0,10});?/g, (whole, name: string) => {
    const [, hex, digits] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
    const code = hex !== undefined ? Number.parseInt(hex, 16) : digits === undefined ? undefined : Number(digits);
    const character = code === undefined ? named[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    if (character === undefined || !whole.endsWith(';')) throw new NotPlist();
    return character;
  });
}

/** A member of a dictionary, where the value is one. */
export function member(value: Plist | undefined, key: string): Plist | undefined {
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? (value as { readonly [key: string]: Plist })[key] : undefined;
}

/** The items of an array; none where the value is no array. */
export function items(value: Plist | undefined): readonly Plist[] {
  return Array.isArray(value) ? value : [];
}

/** A member that is a text. */
export function textMember(value: Plist | undefined, key: string): string | undefined {
  const found = member(value, key);
  return typeof found === 'string' ? found : undefined;
}
