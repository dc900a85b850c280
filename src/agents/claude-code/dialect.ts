import type { Decision } from '../../core/decision.ts';
import { hasDoubtfulKeys } from '../../core/json-keys.ts';
import { reasonText } from '../../core/reason-texts.ts';
import type { GuardDialect, GuardEvent, GuardMessage, Reply } from '../agent.ts';

type Fields = Readonly<Record<string, unknown>>;

const deepest = 64;

/** Claude Code's hooks (https://code.claude.com/docs/en/hooks), as client 2.1.330 speaks them. */
export const claudeCodeDialect: GuardDialect = {
  id: 'claude-code',
  parse(text) {
    let value: unknown;
    try {
      value = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
    } catch (error) {
      if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
      return { ok: false, problem: 'it is no JSON' };
    }
    if (!isFields(value)) return { ok: false, problem: 'it is no object' };
    if (isDeeper(value, deepest)) return { ok: false, problem: 'it is nested too deeply' };
    if (hasDoubtfulKeys(text)) return { ok: false, problem: 'a key stands twice in it' };
    return parseMessage(value);
  },
  reply,
};

function parseMessage(fields: Fields): ReturnType<GuardDialect['parse']> {
  const name = fields['hook_event_name'];
  if (typeof name !== 'string') return { ok: false, problem: 'it names no event' };
  const cwd = fields['cwd'];
  if (typeof cwd !== 'string' || !cwd.startsWith('/')) return { ok: false, problem: 'it names no folder' };
  const event = parseEvent(name, fields);
  if (typeof event === 'string') return { ok: false, problem: event };
  const mode = fields['permission_mode'];
  const [session, call] = [fields['session_id'], fields['tool_use_id']];
  return {
    ok: true,
    value: {
      event,
      eventName: name,
      cwd,
      ...(typeof session === 'string' ? { session } : {}),
      ...(typeof call === 'string' ? { call } : {}),
      isUnattended: mode !== 'default' && mode !== 'acceptEdits' && mode !== 'plan',
    },
  };
}

function parseEvent(name: string, fields: Fields): GuardEvent | string {
  const tool = fields['tool_name'];
  const input = fields['tool_input'];
  switch (name) {
    case 'PreToolUse':
    case 'PostToolUse':
      if (typeof tool !== 'string' || tool === '') return 'it names no tool';
      if (!isFields(input)) return 'the input of the tool is no object';
      return name === 'PreToolUse'
        ? { kind: 'before-tool', tool, input }
        : { kind: 'after-tool', tool, input, result: fields['tool_response'] };
    case 'PostToolBatch': {
      const calls = fields['tool_calls'];
      if (!Array.isArray(calls)) return 'it has no list of calls';
      return {
        kind: 'after-batch',
        calls: calls.filter(isFields).map((each) => ({
          tool: String(each['tool_name']),
          input: isFields(each['tool_input']) ? each['tool_input'] : {},
          call: String(each['tool_use_id']),
          result: each['tool_response'],
        })),
      };
    }
    case 'UserPromptSubmit':
    case 'UserPromptExpansion': {
      const [text, command] = [fields['prompt'], fields['command_name']];
      if (typeof text !== 'string') return 'it has no prompt';
      return { kind: 'prompt', text, ...(typeof command === 'string' ? { command } : {}) };
    }
    case 'ConfigChange':
      return typeof fields['file_path'] === 'string'
        ? { kind: 'settings-change', file: fields['file_path'] }
        : { kind: 'settings-change' };
    case 'SessionStart':
      return { kind: 'start' };
    default:
      return { kind: 'other' };
  }
}

function reply(message: GuardMessage, decision: Decision, notice?: string): Reply {
  const { eventName, isUnattended } = message;
  if (decision.verdict === 'allow' || decision.verdict === 'redact')
    return notice === undefined ? { stdout: '', stderr: '', exit: 0 } : json({ systemMessage: notice });
  if (decision.verdict === 'rewrite') {
    const output =
      eventName === 'PreToolUse' ? { updatedInput: decision.input } : { updatedToolOutput: decision.input['result'] };
    return json({ hookSpecificOutput: { hookEventName: eventName, ...output } });
  }
  const reason = reasonText(decision.reason);
  if (eventName === 'PreToolUse') {
    const verdict = decision.verdict === 'ask' && !isUnattended ? 'ask' : 'deny';
    return json({
      hookSpecificOutput: { hookEventName: eventName, permissionDecision: verdict, permissionDecisionReason: reason },
    });
  }
  if (eventName === 'UserPromptSubmit' || eventName === 'UserPromptExpansion')
    return json({
      decision: 'block',
      reason,
      hookSpecificOutput: { hookEventName: eventName, suppressOriginalPrompt: true },
    });
  if (eventName === 'PostToolUse' || eventName === 'PostToolBatch')
    return json({ continue: false, stopReason: reason, decision: 'block', reason });
  return json({ decision: 'block', reason });
}

function json(value: object): Reply {
  return { stdout: JSON.stringify(value), stderr: '', exit: 0 };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}
