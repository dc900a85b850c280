/** A text that stands in another one in an encoded form. */
export interface Layer {
  /** The text as UTF-8. Bytes that belong to no character may stand in it; it is nobody else's and may be written to. */
  readonly bytes: Uint8Array;
  /** How it was encoded, the outer form first: `base64, gzip`. */
  readonly encoding: string;
  /** The span of the text around it, as byte offsets, in which a span of this text is written. */
  origin(start: number, end: number): readonly [start: number, end: number];
  /** True where a span of this text can not be read in the text around it as it stands. */
  isHidden(start: number, end: number): boolean;
  /**
   * True where every span of this text has the same origin: of an opaque run the whole is the finding's place, since a
   * part of it can not be taken out.
   */
  readonly opaque: boolean;
  /** True where the text around it says that this is a secret under its label. */
  readonly labelled: boolean;
  /** True where it came out of a compression, which may have made it far larger. */
  readonly isUnpacked: boolean;
}

/** No layer is decoded further than to this many bytes. */
export const longestLayer = 1 << 20;

/** A layer of which nothing can be told apart from outside: whatever is found in it stands at [start, end). */
export function opaqueLayer(
  bytes: Uint8Array,
  encoding: string,
  start: number,
  end: number,
  { labelled = false, isUnpacked = false } = {},
): Layer {
  return { bytes, encoding, origin: () => [start, end], isHidden: () => true, opaque: true, labelled, isUnpacked };
}
