/** The printable text that a base64 or base64url value holds, or undefined where it is none (RFC 4648). */
export function decodeBase64(value: string): string | undefined {
  const body = value.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/');
  if (body.length < 4 || body.length % 4 === 1 || !/^[A-Za-z0-9+/]+$/.test(body)) return undefined;
  const bytes = atob(body);
  return /^[\x20-\x7e]+$/.test(bytes) ? bytes : undefined;
}
