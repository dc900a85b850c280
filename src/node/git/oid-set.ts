/** Nibble of each hex digit's code; 255 for what is none. */
const nibbles = new Uint8Array(256).fill(255);
for (let value = 0; value < 16; value++) {
  nibbles[value.toString(16).charCodeAt(0)] = value;
  nibbles[value.toString(16).toUpperCase().charCodeAt(0)] = value;
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Object ids of one length, each with a number where one is wanted: 20 or 32 bytes an id in one array, for millions of
 * them. Ids are lower-case hex, and hashes already: their first bytes say where they lie.
 */
export class OidMap {
  readonly #width: number;
  #mask: number;
  #ids: Uint8Array;
  /** What was set, plus one: 0 is an empty place. */
  #values: Uint32Array;
  #size = 0;
  readonly #wanted: Uint8Array;

  constructor(format: 'sha1' | 'sha256', expected = 0) {
    this.#width = format === 'sha1' ? 20 : 32;
    let places = 64;
    while (places * 0.7 < expected) places *= 2;
    this.#mask = places - 1;
    this.#ids = new Uint8Array(places * this.#width);
    this.#values = new Uint32Array(places);
    this.#wanted = new Uint8Array(this.#width);
  }

  get size(): number {
    return this.#size;
  }

  get(oid: string): number | undefined {
    const value = this.#values[this.#find(oid)] ?? 0;
    return value === 0 ? undefined : value - 1;
  }

  has(oid: string): boolean {
    return this.#values[this.#find(oid)] !== 0;
  }

  /**
   * @param value an integer from 0 to 2^32 - 2.
   * @returns true where the id is new.
   */
  set(oid: string, value: number): boolean {
    let place = this.#find(oid);
    const isNew = this.#values[place] === 0;
    if (isNew) {
      if ((this.#size + 1) / (this.#mask + 1) > 0.7) {
        this.#grow();
        place = this.#placeOf(this.#wanted);
      }
      this.#ids.set(this.#wanted, place * this.#width);
      this.#size++;
    }
    this.#values[place] = value + 1;
    return isNew;
  }

  *entries(): Generator<[oid: string, value: number]> {
    for (let place = 0; place <= this.#mask; place++) {
      const value = this.#values[place] ?? 0;
      if (value === 0) continue;
      let oid = '';
      for (let at = place * this.#width; at < (place + 1) * this.#width; at++) oid += digits[this.#ids[at] ?? 0];
      yield [oid, value - 1];
    }
  }

  /** @throws Error where the text is no id of this length: a caller's fault. */
  #find(oid: string): number {
    const width = this.#width;
    let wrong = oid.length ^ (width * 2);
    for (let at = 0; at < width; at++) {
      const high = nibbles[oid.charCodeAt(at * 2) & 255] ?? 255;
      const low = nibbles[oid.charCodeAt(at * 2 + 1) & 255] ?? 255;
      wrong |= (high | low) & 240;
      this.#wanted[at] = (high << 4) | low;
    }
    if (wrong !== 0) throw new Error(`not an object id of ${width} bytes`);
    return this.#placeOf(this.#wanted);
  }

  /** Where the id lies, or the empty place where it would. */
  #placeOf(id: Uint8Array): number {
    const ids = this.#ids;
    const width = this.#width;
    let place = (((id[0] ?? 0) << 24) | ((id[1] ?? 0) << 16) | ((id[2] ?? 0) << 8) | (id[3] ?? 0)) & this.#mask;
    search: for (; ; place = (place + 1) & this.#mask) {
      if (this.#values[place] === 0) return place;
      const start = place * width;
      for (let at = 0; at < width; at++) if (ids[start + at] !== id[at]) continue search;
      return place;
    }
  }

  #grow(): void {
    const ids = this.#ids;
    const values = this.#values;
    const width = this.#width;
    this.#mask = this.#mask * 2 + 1;
    this.#ids = new Uint8Array((this.#mask + 1) * width);
    this.#values = new Uint32Array(this.#mask + 1);
    for (let place = 0; place < values.length; place++) {
      const value = values[place] ?? 0;
      if (value === 0) continue;
      const id = ids.subarray(place * width, (place + 1) * width);
      const to = this.#placeOf(id);
      this.#ids.set(id, to * width);
      this.#values[to] = value;
    }
  }
}

/** A set of object ids: see `OidMap`. */
export class OidSet {
  readonly #map: OidMap;

  constructor(format: 'sha1' | 'sha256', expected = 0) {
    this.#map = new OidMap(format, expected);
  }

  get size(): number {
    return this.#map.size;
  }

  has(oid: string): boolean {
    return this.#map.has(oid);
  }

  /** @returns true where the id is new. */
  add(oid: string): boolean {
    return this.#map.set(oid, 0);
  }

  *[Symbol.iterator](): Generator<string> {
    for (const [oid] of this.#map.entries()) yield oid;
  }
}
