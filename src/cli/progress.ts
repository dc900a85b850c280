import { countOf, sizeText } from '../core/amounts.ts';

/** Nothing is shown before this many milliseconds, and then as often as that. */
const delay = 500;
const interval = 100;

/** A line on a terminal that says how far a scan is. */
export interface Progress {
  show(files: number, bytes: number): void;
  /** The same with a text of its own; it is made only where it is shown. */
  say(text: () => string): void;
  clear(): void;
}

/** Makes the progress line; `write` is undefined where there is no terminal to show it on. */
export function progressLine(write: ((text: string) => void) | undefined): Progress {
  let next = performance.now() + delay;
  let shown = false;
  function say(text: () => string): void {
    if (write === undefined || performance.now() < next) return;
    next = performance.now() + interval;
    shown = true;
    write(`\r\x1b[K${text()}`);
  }
  return {
    say,
    show: (files, bytes) => say(() => `Scanning: ${countOf(files, 'file')}, ${sizeText(bytes)}`),
    clear() {
      if (shown) write?.('\r\x1b[K');
      shown = false;
    },
  };
}
