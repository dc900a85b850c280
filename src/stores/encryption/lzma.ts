/*
 * LZMA, as far as the header of a 7z archive needs it (lzma-specification.txt of https://www.7-zip.org/sdk.html): a few
 * kilobytes, whose size is known. Node has no LZMA, and the packages that have one unpack whole archives.
 */

const states = 12;
const afterLiteral = [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 4, 5];

/** Unpacks `size` bytes; `properties` are the five bytes of the coder. Undefined where the data is damaged. Never throws. */
export function unpackLzma(packed: Uint8Array, properties: Uint8Array, size: number): Uint8Array | undefined {
  const first = properties[0] ?? 225;
  if (first >= 225 || packed.length < 5 || packed[0] !== 0) return undefined;
  const literalContext = first % 9;
  const literalPosition = Math.floor(first / 9) % 5;
  const positionMask = (1 << Math.floor(first / 45)) - 1;
  const input = rangeDecoder(packed);
  const out = new Uint8Array(size);
  const literals = probabilities(0x300 << (literalContext + literalPosition));
  const isMatch = probabilities(states << 4);
  const isRepeat = probabilities(states);
  const isRepeat0 = probabilities(states);
  const isRepeat0Long = probabilities(states << 4);
  const isRepeat1 = probabilities(states);
  const isRepeat2 = probabilities(states);
  const matchLength = lengthDecoder(input);
  const repeatLength = lengthDecoder(input);
  const slots = Array.from({ length: 4 }, () => probabilities(64));
  const near = probabilities(128);
  const align = probabilities(16);
  const before = [0, 0, 0, 0];
  let state = 0;
  let at = 0;
  while (at < size) {
    if (input.isOver()) return undefined;
    const position = at & positionMask;
    if (input.bit(isMatch, (state << 4) + position) === 0) {
      const previous = at > 0 ? (out[at - 1] ?? 0) : 0;
      const context = ((at & ((1 << literalPosition) - 1)) << literalContext) + (previous >> (8 - literalContext));
      out[at] = literal(0x300 * context, state >= 7 ? (out[at - (before[0] ?? 0) - 1] ?? 0) : undefined);
      at += 1;
      state = afterLiteral[state] ?? 0;
      continue;
    }
    let length = 1;
    if (input.bit(isRepeat, state) === 0) {
      before.pop();
      length = matchLength(position);
      state = state < 7 ? 7 : 10;
      before.unshift(distance(length));
    } else if (input.bit(isRepeat0, state) === 0) {
      if (input.bit(isRepeat0Long, (state << 4) + position) === 0) state = state < 7 ? 9 : 11;
      else {
        length = repeatLength(position);
        state = state < 7 ? 8 : 11;
      }
    } else {
      const index = input.bit(isRepeat1, state) === 0 ? 1 : 2 + input.bit(isRepeat2, state);
      before.unshift(...before.splice(index, 1));
      length = repeatLength(position);
      state = state < 7 ? 8 : 11;
    }
    const back = (before[0] ?? 0) + 1;
    if (back > at) return undefined;
    for (const end = Math.min(at + length, size); at < end; at++) out[at] = out[at - back] ?? 0;
  }
  return out;

  function literal(base: number, matched: number | undefined): number {
    let symbol = 1;
    let other = matched;
    while (symbol < 0x100) {
      if (other === undefined) {
        symbol = symbol * 2 + input.bit(literals, base + symbol);
        continue;
      }
      const expected = (other >> 7) & 1;
      other <<= 1;
      const bit = input.bit(literals, base + ((1 + expected) << 8) + symbol);
      symbol = symbol * 2 + bit;
      if (bit !== expected) other = undefined;
    }
    return symbol & 0xff;
  }

  function distance(length: number): number {
    const slot = input.tree(slots[Math.min(length - 2, 3)] ?? align, 6);
    if (slot < 4) return slot;
    const direct = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) * 2 ** direct;
    if (slot < 14) return high + input.reverse(near, high - slot, direct);
    return high + input.direct(direct - 4) * 16 + input.reverse(align, 0, 4);
  }
}

const probabilities = (length: number): Uint16Array => new Uint16Array(length).fill(1024);

function lengthDecoder(input: ReturnType<typeof rangeDecoder>): (position: number) => number {
  const choices = probabilities(2);
  const low = Array.from({ length: 16 }, () => probabilities(8));
  const middle = Array.from({ length: 16 }, () => probabilities(8));
  const high = probabilities(256);
  return (position) => {
    if (input.bit(choices, 0) === 0) return 2 + input.tree(low[position] ?? high, 3);
    if (input.bit(choices, 1) === 0) return 10 + input.tree(middle[position] ?? high, 3);
    return 18 + input.tree(high, 8);
  };
}

function rangeDecoder(packed: Uint8Array) {
  let at = 5;
  let range = 0xffffffff;
  let code = ((packed[1] ?? 0) * 2 ** 24 + (packed[2] ?? 0) * 65_536 + (packed[3] ?? 0) * 256 + (packed[4] ?? 0)) >>> 0;
  const normalize = () => {
    if (range >= 0x1000000) return;
    range = (range << 8) >>> 0;
    code = ((code << 8) | (packed[at] ?? 0)) >>> 0;
    at += 1;
  };
  const bit = (model: Uint16Array, index: number): 0 | 1 => {
    const chance = model[index] ?? 1024;
    const bound = (range >>> 11) * chance;
    const isZero = code < bound;
    if (isZero) {
      range = bound;
      model[index] = chance + ((2048 - chance) >> 5);
    } else {
      range -= bound;
      code -= bound;
      model[index] = chance - (chance >> 5);
    }
    normalize();
    return isZero ? 0 : 1;
  };
  return {
    bit,
    /** Past the end of the data, with some bytes that the last bits may ask for. */
    isOver: () => at > packed.length + 8,
    tree(model: Uint16Array, bits: number): number {
      let symbol = 1;
      for (let count = 0; count < bits; count++) symbol = symbol * 2 + bit(model, symbol);
      return symbol - (1 << bits);
    },
    reverse(model: Uint16Array, base: number, bits: number): number {
      let symbol = 1;
      let value = 0;
      for (let count = 0; count < bits; count++) {
        const next = bit(model, base + symbol);
        symbol = symbol * 2 + next;
        value += next << count;
      }
      return value;
    },
    direct(bits: number): number {
      let value = 0;
      for (let count = 0; count < bits; count++) {
        range >>>= 1;
        const isOne = code >= range;
        if (isOne) code -= range;
        value = value * 2 + (isOne ? 1 : 0);
        normalize();
      }
      return value;
    },
  };
}
