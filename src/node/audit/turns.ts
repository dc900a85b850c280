/** Milliseconds of work after which others get their turn. */
const longest = 15;

/** Makes what lets others have their turn where it is time for it. It throws the reason of the signal. */
export function turns(signal: AbortSignal): () => Promise<void> {
  let until = performance.now() + longest;
  return async () => {
    signal.throwIfAborted();
    if (performance.now() < until) return;
    await new Promise(setImmediate);
    signal.throwIfAborted();
    until = performance.now() + longest;
  };
}
