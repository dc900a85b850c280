import type { Io } from './io.ts';
import { typedLines } from './typed-lines.ts';

/** Asks a person on the terminal. */
export interface Questions {
  /** True where there is somebody to ask. */
  readonly canAsk: boolean;
  /** The answer without the blanks around it; undefined at the end of the input, on an interrupt, or with nobody there. */
  ask(question: string): Promise<string | undefined>;
  /**
   * The answer as it was typed, blanks too, without showing it on the terminal; undefined as for `ask`, and where the
   * person pressed Ctrl-C.
   */
  askHidden(question: string): Promise<string | undefined>;
  /** Asks for yes or no; without an answer it is `otherwise`, and no where the input has ended. */
  confirm(question: string, otherwise: boolean): Promise<boolean>;
}

/** Makes the reader of answers: one a command, since what it has read ahead belongs to the next question. */
export function openQuestions(io: Io): Questions {
  const canAsk = io.inIsTerminal && io.outIsTerminal;
  const lines = typedLines(io.stdin);
  const aborted = new Promise<undefined>((resolve) => {
    if (io.signal.aborted) resolve(undefined);
    io.signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });

  async function ask(question: string): Promise<string | undefined> {
    if (!canAsk) return undefined;
    await io.write(question);
    return (await Promise.race([lines.shown(), aborted]))?.trim();
  }

  async function askHidden(question: string): Promise<string | undefined> {
    if (!canAsk) return undefined;
    // Before the question: what is typed on seeing it must not be shown.
    io.hideInput?.(true);
    try {
      await io.write(question);
      return await Promise.race([lines.hidden(), aborted]);
    } finally {
      io.hideInput?.(false);
      await io.write('\n');
    }
  }

  return {
    canAsk,
    ask,
    askHidden,
    async confirm(question, otherwise) {
      const answer = await ask(`${question} [${otherwise ? 'Y/n' : 'y/N'}] `);
      if (answer === undefined) return false;
      return answer === '' ? otherwise : /^(?:y|yes|j|ja|o|oui|s|si|sí)$/i.test(answer);
    },
  };
}

/** Those of a numbered list that a person chooses, with as many tries as it takes; undefined where they went away. */
export async function chooseSome<T>(
  questions: Questions,
  what: string,
  from: readonly T[],
): Promise<readonly T[] | undefined> {
  let question = `${what} [numbers such as 1,3 or all; nothing for none] `;
  for (;;) {
    const answer = await questions.ask(question);
    if (answer === undefined) return undefined;
    if (answer === '') return [];
    if (/^(?:a|all)$/i.test(answer)) return from;
    const chosen = answer
      .split(/[\s,;]+/)
      .filter((each) => each !== '')
      .map((each) => (/^\d+$/.test(each) ? from[Number(each) - 1] : undefined));
    const known = chosen.filter((each) => each !== undefined);
    if (known.length === chosen.length) return [...new Set(known)];
    question = `Numbers from 1 to ${from.length}, or all: `;
  }
}
