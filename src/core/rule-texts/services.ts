import type { RuleText } from './rule-text.ts';

/** Local AI services and what agents are connected with. */
export const serviceTexts = {
  'service.cors': {
    title: 'A local AI service answers every web page',
    advice: 'Name the origins that may use it: any page in your browser can read its answers now.',
  },
  'service.exposed': {
    title: 'A local AI service listens beyond this machine',
    advice: 'Bind it to 127.0.0.1, or put it behind a password and a firewall.',
  },
  'service.mcp-root': {
    title: 'An MCP file server reaches into a locked folder',
    advice: 'Give it a narrower root: it reads the files by itself, without asking the policy.',
  },
  'service.mcp-secret': {
    title: 'A secret in the configuration of an MCP server',
    advice: 'Take it from an environment variable or the keychain, and replace it: agents can read this file.',
  },
  'service.no-auth': {
    title: 'A local AI service asks for no password',
    advice:
      'Set a key or password: every program and, where it listens to the network, every computer near can use it.',
  },
  'service.plain-http': {
    title: 'Prompts travel over plain http',
    advice: 'Use https, or a tunnel: everybody on the way reads notes and keys.',
  },
  'service.version': {
    title: 'A local AI service with known holes',
    advice: 'Update it.',
  },
} as const satisfies Record<string, RuleText>;
