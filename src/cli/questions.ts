import type { Io } from './io.ts';

/** Asks a person on the terminal. */
export interface Questions {
  /** True where there is somebody to ask. */
  readonly canAsk: boolean;
  /** The answer without the blanks around it; undefined at the end of the input, on an interrupt, or with nobody there. */
  ask(question: string): Promise<string | undefined>;
  /** Asks for yes or no; without an answer it is `otherwise`, and no where the input has ended. */
  confirm(question: string, otherwise: boolean): Promise<boolean>;
}

/** Makes the reader of answers: one a command, since what it has read ahead belongs to the next question. */
export function openQuestions(io: Io): Questions {
  const canAsk = io.inIsTerminal && io.outIsTerminal;
  const lines = linesOf(io.stdin);
  const aborted = new Promise<undefined>((resolve) => {
    if (io.signal.aborted) resolve(undefined);
    io.signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });

  async function ask(question: string): Promise<string | undefined> {
    if (!canAsk) return undefined;
    await io.write(question);
    const next = await Promise.race([lines.next(), aborted]);
    return next === undefined || next.done === true ? undefined : next.value.trim();
  }

  return {
    canAsk,
    ask,
    async confirm(question, otherwise) {
      const answer = await ask(`${question} [${otherwise ? 'Y/n' : 'y/N'}] `);
      if (answer === undefined) return false;
      return answer === '' ? otherwise : /^(?:y|yes|j|ja|o|oui|s|si|sí)$/i.test(answer);
    },
  };
}

async function* linesOf(stdin: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stdin) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
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
