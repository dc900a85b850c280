/**
 * What a base64 or base64url value stands for, each byte as the character of that code; undefined where it is neither
 * (RFC 4648). Padding may be missing, so it never throws as `atob` does, at any length that a pattern allows.
 */
export function bytesOfBase64(value: string): string | undefined {
  const body = value.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/');
  return body.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(body) ? undefined : atob(body);
}

/** The printable ASCII text of three characters or more that a base64 or base64url value stands for, or undefined. */
export function textOfBase64(value: string): string | undefined {
  const bytes = bytesOfBase64(value);
  return bytes !== undefined && /^[\x20-\x7e]{3,}$/.test(bytes) ? bytes : undefined;
}
