import type { Command, Redirection, Word } from 'unbash';
import type { Evaluator } from './evaluator.ts';
import { expandWord } from './expand.ts';
import { hasHole } from './holes.ts';
import { copyState, noOutput, type Output, type ShellState, unknownOutput } from './state.ts';

/** Files that agents read at their start, and follow mentions in. */
const followedFile = /(?:^|\/)(?:CLAUDE(?:\.local)?|AGENTS|GEMINI)\.md$|\.claude\/(?:commands|skills|agents|rules)\//;

/** Follows redirections; returns what standard input then gives, where they change it. */
export function redirect(shell: Evaluator, redirects: readonly Redirection[], state: ShellState): Output | undefined {
  let input: Output | undefined;
  const feed = (number: number, output: Output): void => {
    if (number === 0) input = output;
    state.descriptors.set(number, output);
  };
  for (const each of redirects) {
    const given = each.descriptor?.type === 'FileDescriptor' ? each.descriptor.value : undefined;
    if (each.type === 'HereDoc') {
      feed(given ?? 0, hereDocument(shell, each, state));
      continue;
    }
    if (each.target === undefined) {
      shell.fail('a redirection without a target');
      continue;
    }
    if (each.type === 'HereString') {
      const ways = expandWord(each.target, state, shell).map((fields) => fields.join(' '));
      const known = ways.length === 1 && ways[0] !== undefined && !hasHole(ways[0]) ? ways[0] : undefined;
      feed(given ?? 0, known === undefined ? unknownOutput : { kind: 'known', text: `${known}\n` });
      continue;
    }
    const targets = expandWord(each.target, state, shell).flat();
    const isInput = each.operator === '<' || each.operator === '<>' || each.operator === '<&';
    for (const target of targets) {
      if (each.operator.endsWith('&') && /^(?:\d+|-|\d+-)$/.test(target)) {
        if (isInput) feed(given ?? 0, state.descriptors.get(Number.parseInt(target, 10)) ?? unknownOutput);
        continue;
      }
      if (isInput) {
        // A folder that is open lends its name to what is in it (`/dev/fd/3/…`).
        shell.touch('read', target, state, { deep: true });
        feed(given ?? 0, shell.contentOf(target, state, input ?? unknownOutput) ?? unknownOutput);
      }
      if (!isInput || each.operator === '<>') shell.touch('write', target, state);
    }
  }
  return input;
}

function hereDocument(
  shell: Evaluator,
  document: Extract<Redirection, { type: 'HereDoc' }>,
  state: ShellState,
): Output {
  const { body, delimiter } = document;
  const text = document.operator === '<<-' ? body.text.replace(/^\t+/gm, '') : body.text;
  if (delimiter?.quoted === true || body.parts === undefined) return { kind: 'known', text };
  const word: Word = {
    type: 'Word',
    pos: body.pos,
    end: body.end,
    text: body.text,
    value: body.text,
    parts: [
      {
        type: 'DoubleQuoted',
        pos: body.pos,
        end: body.end,
        text: body.text,
        parts: body.parts
          .filter(isQuotable)
          .map((part) =>
            part.type === 'Literal' ? { ...part, value: part.value.replace(/\\(?:\n|([$`\\]))/g, '$1') } : part,
          ),
      },
    ],
  };
  const ways = expandWord(word, state, shell).map((fields) => fields.join(' '));
  const [only] = ways;
  return ways.length === 1 && only !== undefined && !hasHole(only) ? { kind: 'known', text: only } : unknownOutput;
}

/** What is left of an output for the next command after its redirections took it. */
export function intoFiles(
  shell: Evaluator,
  redirects: readonly Redirection[],
  output: Output,
  state: ShellState,
): Output {
  let left = output;
  for (const each of redirects) {
    if (each.type !== 'Redirect' || !/^&?>/.test(each.operator) || each.target === undefined) continue;
    const isStandard =
      each.descriptor === undefined || (each.descriptor.type === 'FileDescriptor' && each.descriptor.value === 1);
    const target = each.target.value;
    if (!isStandard || /^&?\d$|^\/dev\/(?:stdout|fd\/1)$/.test(target)) continue;
    if (each.operator !== '>&' || !/^\d+-?$|^-$/.test(target)) {
      for (const path of expandWord(each.target, copyState(state), shell).flat())
        shell.wrote(path, output, each.operator.endsWith('>>'), state);
      left = noOutput;
    }
  }
  return left;
}

/** A file that agents read at their start takes other files in with `@path`. */
export function followMentions(shell: Evaluator, command: Command, output: Output, state: ShellState): void {
  for (const each of command.redirects) {
    if (each.type !== 'Redirect' || !each.operator.includes('>') || !followedFile.test(each.target?.value ?? ''))
      continue;
    if (output.kind !== 'known') shell.opaque();
    else
      for (const [, path = ''] of output.text.matchAll(/@([^\s`'")]+)/g))
        shell.touch('read', path, state, { isGuess: true });
  }
}

function isQuotable<T extends { readonly type: string }>(
  part: T,
): part is Extract<
  T,
  { type: 'Literal' | 'SimpleExpansion' | 'ParameterExpansion' | 'CommandExpansion' | 'ArithmeticExpansion' }
> {
  return /^(?:Literal|SimpleExpansion|ParameterExpansion|CommandExpansion|ArithmeticExpansion)$/.test(part.type);
}
