const dots = '••••••••';

/**
 * Returns a value as it may be shown: the first `shows` characters, which are the public prefix of its format, and
 * dots. The dots tell nothing, not even the length.
 */
export function maskValue(value: string, shows: number): string {
  return value.slice(0, shows) + dots;
}
