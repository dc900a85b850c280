// A server of the Model Context Protocol over standard input and output, as people install them for their notes: its
// tools read the folder in VAULT on their own, without any of the client's rules.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const vault = process.env['VAULT'] ?? '.';
const text = { type: 'string' };
const tools = [
  {
    name: 'read_file',
    description: 'Reads a note',
    inputSchema: { type: 'object', properties: { path: text }, required: ['path'] },
  },
  {
    name: 'search',
    description: 'Searches all notes',
    inputSchema: { type: 'object', properties: { query: text, folder: text }, required: ['query'] },
  },
];

function call({ name, arguments: input }) {
  if (name === 'read_file') return readFileSync(resolve(vault, input.path), 'utf8');
  const folder = resolve(vault, input.folder ?? '.');
  const files = readdirSync(folder, { recursive: true }).filter((path) => /\.md$/.test(path) && !/^\.git\//.test(path));
  return files
    .flatMap((path) =>
      readFileSync(resolve(folder, path), 'utf8')
        .split('\n')
        .map((line) => `${path}: ${line}`),
    )
    .filter((line) => line.toLowerCase().includes(input.query.toLowerCase()))
    .join('\n');
}

function answer({ method, params }) {
  if (method === 'initialize')
    return {
      protocolVersion: params.protocolVersion,
      capabilities: { tools: {}, resources: {} },
      serverInfo: { name: 'vault', version: '1.0.0' },
    };
  if (method === 'tools/list') return { tools };
  if (method === 'resources/list')
    return { resources: [{ uri: 'note:///journal/x.md', name: 'x', mimeType: 'text/markdown' }] };
  if (method === 'resources/read') {
    const path = new URL(params.uri).pathname.slice(1);
    return {
      contents: [{ uri: params.uri, mimeType: 'text/markdown', text: readFileSync(resolve(vault, path), 'utf8') }],
    };
  }
  if (method === 'tools/call') return { content: [{ type: 'text', text: call(params) }] };
  return {};
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (request.id === undefined) continue;
  let body;
  try {
    body = { result: answer(request) };
  } catch (error) {
    body = { error: { code: -32000, message: String(error) } };
  }
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id: request.id, ...body })}\n`);
}
