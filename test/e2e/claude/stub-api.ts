import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** One tool call that the model makes. */
export interface Call {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The calls of each of the model's turns; those of one turn run in parallel. Then it says `done`. */
export type Script = readonly (readonly Call[])[];

/** What a call came back with, as the model sees it. */
export interface ToolResult {
  readonly tool: string;
  readonly text: string;
  readonly isError: boolean;
}

export interface Stub {
  readonly url: string;
  /** The raw body of every request to the model. */
  readonly requests: readonly string[];
  /** By the id of the call. */
  readonly results: ReadonlyMap<string, ToolResult>;
  close(): Promise<void>;
}

/** Stands in the prompt of a subagent: a conversation that begins with it plays the second script. */
export const subagentMarker = 'SUBAGENT-SCRIPT';

type Json = Readonly<Record<string, unknown>>;

/**
 * A model on this machine that plays a script. It keeps no state: the turn that it is in is the number of assistant
 * messages in the request, so that a client's retries do no harm.
 */
export async function startStub(script: Script, subagent: Script = []): Promise<Stub> {
  const requests: string[] = [];
  const results = new Map<string, ToolResult>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0] ?? '';
    if (request.method !== 'POST') return reply(response, path === '/' ? 200 : 404, notFound);
    let raw = '';
    request.setEncoding('utf8');
    for await (const chunk of request) raw += chunk;
    requests.push(raw);
    if (path.endsWith('/count_tokens')) return reply(response, 200, { input_tokens: 100 });
    if (!path.endsWith('/messages')) return reply(response, 404, notFound);
    const body = object(JSON.parse(raw));
    const messages = list(body['messages']);
    collect(messages, results);
    const message = nextMessage(body, messages);
    if (body['stream'] !== true) return reply(response, 200, message);
    response.setHeader('content-type', 'text/event-stream');
    for (const event of events(message)) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    response.end();
  }

  function nextMessage(body: Json, messages: readonly Json[]): Message {
    const turn = messages.filter(({ role }) => role === 'assistant').length;
    const first = messages.find(({ role }) => role === 'user');
    const isSubagent = JSON.stringify(first?.['content'] ?? '').includes(subagentMarker);
    // A request without tools is one that the client makes for itself, such as for a title.
    const isSide = list(body['tools']).length === 0;
    const calls = isSide ? [] : ((isSubagent ? subagent : script)[turn] ?? []);
    const prefix = `toolu_${isSubagent ? 'sub_' : ''}${turn}`;
    return {
      id: `msg_${requests.length}`,
      type: 'message',
      role: 'assistant',
      model: String(body['model']),
      content:
        calls.length === 0
          ? [{ type: 'text', text: 'done' }]
          : calls.map(({ tool, input }, index) => ({ type: 'tool_use', id: `${prefix}_${index}`, name: tool, input })),
      stop_reason: calls.length === 0 ? 'end_turn' : 'tool_use',
      stop_sequence: null,
      usage: { input_tokens: 10, output_tokens: 10 },
    };
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    results,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Block = { type: 'text'; text: string } | { type: 'tool_use'; id: string; name: string; input: object };

interface Message {
  readonly id: string;
  readonly type: 'message';
  readonly role: 'assistant';
  readonly model: string;
  readonly content: readonly Block[];
  readonly stop_reason: string;
  readonly stop_sequence: null;
  readonly usage: object;
}

const notFound = { type: 'error', error: { type: 'not_found_error', message: 'stub' } };

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** The message as the stream of events that the client takes. */
function* events(message: Message): Generator<{ type: string } & Json> {
  const { content, stop_reason, usage } = message;
  yield { type: 'message_start', message: { ...message, content: [], stop_reason: null } };
  for (const [index, block] of content.entries()) {
    const isText = block.type === 'text';
    yield {
      type: 'content_block_start',
      index,
      content_block: isText ? { type: 'text', text: '' } : { ...block, input: {} },
    };
    const delta = isText
      ? { type: 'text_delta', text: block.text }
      : { type: 'input_json_delta', partial_json: JSON.stringify(block.input) };
    yield { type: 'content_block_delta', index, delta };
    yield { type: 'content_block_stop', index };
  }
  yield { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage };
  yield { type: 'message_stop' };
}

/** Keeps the results of tools that a conversation holds. */
function collect(messages: readonly Json[], results: Map<string, ToolResult>): void {
  const tools = new Map<string, string>();
  for (const { content } of messages) {
    for (const block of list(content)) {
      if (block['type'] === 'tool_use') tools.set(String(block['id']), String(block['name']));
      if (block['type'] !== 'tool_result') continue;
      const id = String(block['tool_use_id']);
      const isText = typeof block['content'] === 'string';
      const text = isText
        ? String(block['content'])
        : list(block['content'])
            .map((each) => String(each['text'] ?? ''))
            .join('\n');
      results.set(id, { tool: tools.get(id) ?? '', text, isError: block['is_error'] === true });
    }
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}
