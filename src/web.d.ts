/**
 * The little of the web platform that the pure folders use; Node and VS Code's extension host both have it
 * (https://encoding.spec.whatwg.org/). Only src/tsconfig.json, which gives those folders no other types, reads this.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input: Uint8Array): string;
}
declare class TextEncoder {
  encode(input: string): Uint8Array<ArrayBuffer>;
}
declare function atob(data: string): string;
