/** Other spellings of a value: mentions, URLs with a path in them or among their parameters, base64, hexadecimal. */
export function spelledOtherwise(text: string): string[] {
  const found: string[] = [];
  if (text.startsWith('@')) found.push(text.slice(1));
  // A server names its notes as it likes: what stands behind the scheme may be the path in the vault.
  const resource = /^(?!https?:|file:)[a-z][\w+.-]*:\/{2,3}(.+)$/is.exec(text)?.[1];
  if (resource !== undefined) {
    const plain = safeDecode(resource);
    const inner = plain.replace(/^[^/]*\//, '');
    found.push(plain, inner, `/${inner}`, plain.replace(/[?#].*$/s, ''));
  }
  if (/^[a-z][\w+.-]*:\/\//i.test(text))
    for (const [, value = ''] of text.matchAll(/[?&][^=&]*=([^&#]*)/g))
      found.push(safeDecode(value), `${safeDecode(value)}.md`);
  if (text.length < 2048) {
    if (/^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(text)) addText(found, fromBase64(text));
    if (/^(?:[0-9a-f]{2}){6,}$/i.test(text)) addText(found, fromHex(text));
  }
  return found;
}

/** The files that a server on this machine may hand out under a URL; undefined for one that is none of those. */
export function servedFiles(url: string): string[] | undefined {
  const at =
    /^https?:\/\/(?:[^/@]*@)?(?:localhost|[\w.-]+\.localhost|127\.[\d.]+|0(?:\.0\.0\.0)?|\[::1?\]|\[::ffff:127[^\]]*\])(?::\d+)?\/([^?#]*)/i.exec(
      url,
    );
  if (at === null) return undefined;
  const path = safeDecode(at[1] ?? '').replace(/^@fs\//, '/');
  // The name of a folder is as likely the name of a page.
  return /\.\w{1,8}$/.test(path) ? [path, `/${path}`] : [];
}

function addText(found: string[], plain: string | undefined): void {
  if (plain !== undefined && /^[\x20-\x7e]+$/.test(plain) && /[/.]/.test(plain)) found.push(plain);
}

function fromHex(text: string): string {
  return text.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)));
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

function fromBase64(text: string): string | undefined {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
