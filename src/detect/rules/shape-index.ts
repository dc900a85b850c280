/** A text of a wanted shape. */
export interface Shape {
  readonly start: number;
  readonly end: number;
  /** True once it was found to be nothing. */
  isNothing: boolean;
}

/** A piece of text that is read at a time. */
const step = 512;
/** Questions about words that overlap come a little out of order. */
const slack = 64;

/**
 * Where texts of one shape stand in a text. Each place is read once, however many questions are asked about it: many
 * words may stand within reach of the same place. Ask in rising order.
 */
export class ShapeIndex {
  readonly text: string;
  readonly #pattern: RegExp;
  readonly #longest: number;
  readonly #shapes: Shape[] = [];
  readonly #answers = new Map<number, boolean>();
  /** The text is read in [#from, #to). */
  #from = 0;
  #to = 0;
  /** The shapes before this one end before all that is asked for still. */
  #first = 0;

  /**
   * @param pattern global, looking back at most one character; @param longest what a shape may have, in characters.
   */
  constructor(text: string, pattern: RegExp, longest: number) {
    this.text = text;
    this.#pattern = pattern;
    this.#longest = longest;
  }

  /**
   * Returns the shapes that touch [from, to), in their order, and maybe some that end shortly before. What is nothing is
   * left out, unless it touches [at, end].
   */
  within(from: number, to: number, at: number, end: number): Shape[] {
    if (from > this.#to || from < this.#from) {
      this.#shapes.length = 0;
      this.#answers.clear();
      this.#first = 0;
      this.#from = from;
      this.#to = from;
    }
    while (this.#to < to) this.#read();
    while ((this.#shapes[this.#first]?.end ?? from) <= from - slack) this.#first += 1;
    const found: Shape[] = [];
    for (let index = this.#first; index < this.#shapes.length; index++) {
      const shape = this.#shapes[index] as Shape;
      if (shape.start >= to) break;
      if (!shape.isNothing || (shape.start <= end && shape.end > at)) found.push(shape);
    }
    return found;
  }

  /** What `ask` says of the text before a place, asked once a place. */
  before(start: number, ask: (lead: string) => boolean): boolean {
    const known = this.#answers.get(start);
    if (known !== undefined) return known;
    const answer = ask(this.text.slice(Math.max(0, start - 90), start));
    this.#answers.set(start, answer);
    return answer;
  }

  #read(): void {
    const from = this.#to;
    // The character before is seen, so that no shape begins in the middle of a word.
    const lead = Math.min(1, from);
    const piece = this.text.slice(from - lead, from + step + this.#longest);
    let next = from + step;
    this.#pattern.lastIndex = lead;
    for (let match = this.#pattern.exec(piece); match !== null; match = this.#pattern.exec(piece)) {
      const start = from - lead + match.index;
      if (start >= from + step) break;
      const end = start + match[0].length;
      this.#shapes.push({ start, end, isNothing: false });
      next = Math.max(next, end);
    }
    this.#to = next;
  }
}
