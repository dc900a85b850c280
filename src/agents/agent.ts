import type { AgentId } from '../core/agent-ids.ts';
import type { Decision } from '../core/decision.ts';

/** What an agent asks the guard about, in words of no agent's own. */
export type GuardEvent =
  | {
      readonly kind: 'before-tool';
      readonly tool: string;
      readonly input: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'after-tool';
      readonly tool: string;
      readonly input: Readonly<Record<string, unknown>>;
      readonly result: unknown;
    }
  | { readonly kind: 'after-batch'; readonly calls: readonly BatchCall[] }
  /** `command`: the name of a command whose own text joins the prompt. */
  | { readonly kind: 'prompt'; readonly text: string; readonly command?: string }
  /** Without a file any of the settings may have changed. */
  | { readonly kind: 'settings-change'; readonly file?: string }
  | { readonly kind: 'start' }
  | { readonly kind: 'other' };

export interface BatchCall {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly call: string;
  readonly result: unknown;
}

export interface GuardMessage {
  readonly event: GuardEvent;
  readonly eventName: string;
  readonly cwd: string;
  readonly session?: string;
  readonly call?: string;
  /** True where nobody is there to be asked, so that `ask` is `deny`. */
  readonly isUnattended: boolean;
}

export interface Reply {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** How an agent speaks with the guard. */
export interface GuardDialect {
  readonly id: AgentId;
  /** Throws nothing: what can not be understood is a problem. */
  parse(
    text: string,
  ): { readonly ok: true; readonly value: GuardMessage } | { readonly ok: false; readonly problem: string };
  /** `notice` is for the person, whatever is decided. */
  reply(message: GuardMessage, decision: Decision, notice?: string): Reply;
}
