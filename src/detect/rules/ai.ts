import type { Rule } from '../rule.ts';
import { keyed } from './keyed.ts';
import { token } from './token.ts';

const openai = 'https://platform.openai.com/docs/api-reference/authentication';
const anthropic = 'https://docs.anthropic.com/en/api/overview#authentication';

export const aiRules: readonly Rule[] = [
  token({
    id: 'secret.openai.api-key',
    severity: 'high',
    docs: openai,
    prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-'],
    body: '[A-Za-z0-9_-]{20,74}T3BlbkFJ[A-Za-z0-9_-]{20,74}',
  }),
  // The older form has no prefix but `sk-`, which is too short to look for: its marker stands in the middle.
  token({
    id: 'secret.openai.api-key',
    severity: 'high',
    docs: openai,
    prefixes: ['T3BlbkFJ'],
    before: 'sk-[A-Za-z0-9]{20}',
    body: '[A-Za-z0-9]{20}',
  }),
  keyed({
    id: 'secret.openai.api-key',
    severity: 'high',
    docs: openai,
    longest: 200,
    words: ['openai', 'chatgpt'],
    body: 'sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{40,170}',
  }),
  token({
    id: 'secret.anthropic.api-key',
    severity: 'high',
    docs: anthropic,
    prefixes: ['sk-ant-api03-', 'sk-ant-admin01-', 'sk-ant-oat01-', 'sk-ant-ort01-'],
    body: '[A-Za-z0-9_-]{80,120}',
    check: (key) => (key.endsWith('AA') ? 'unknown' : 'reject'),
    validation: 'ends in `AA`',
  }),
  token({
    id: 'secret.huggingface.token',
    severity: 'high',
    docs: 'https://huggingface.co/docs/hub/security-tokens',
    prefixes: ['hf_', 'api_org_'],
    body: '[A-Za-z]{34}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.groq.api-key',
    severity: 'high',
    docs: 'https://console.groq.com/docs/quickstart',
    prefixes: ['gsk_'],
    body: '[A-Za-z0-9]{52}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.xai.api-key',
    severity: 'high',
    docs: 'https://docs.x.ai/docs/overview',
    prefixes: ['xai-'],
    body: '[A-Za-z0-9_-]{80}',
  }),
  token({
    id: 'secret.openrouter.api-key',
    severity: 'high',
    docs: 'https://openrouter.ai/docs/api-reference/authentication',
    prefixes: ['sk-or-v1-'],
    body: '[0-9a-f]{64}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.perplexity.api-key',
    severity: 'high',
    docs: 'https://docs.perplexity.ai/getting-started/quickstart',
    prefixes: ['pplx-'],
    body: '[A-Za-z0-9]{48}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.replicate.token',
    severity: 'high',
    docs: 'https://replicate.com/docs/topics/security/api-tokens',
    prefixes: ['r8_'],
    body: '[A-Za-z0-9]{37}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.langsmith.api-key',
    severity: 'high',
    docs: 'https://docs.langchain.com/langsmith/create-account-api-key',
    prefixes: ['lsv2_pt_', 'lsv2_sk_'],
    body: '[0-9a-f]{32}_[0-9a-f]{10}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.nvidia.api-key',
    severity: 'high',
    docs: 'https://docs.api.nvidia.com/',
    prefixes: ['nvapi-'],
    body: '[A-Za-z0-9_-]{64}',
  }),
  token({
    id: 'secret.tavily.api-key',
    severity: 'high',
    docs: 'https://docs.tavily.com/documentation/quickstart',
    prefixes: ['tvly-'],
    body: '(?:dev-|prod-)?[A-Za-z0-9]{32}',
    alphabet: 'A-Za-z0-9',
  }),
  keyed({
    id: 'secret.pinecone.api-key',
    severity: 'high',
    docs: 'https://docs.pinecone.io/guides/projects/manage-api-keys',
    words: ['pinecone'],
    body: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  }),
  token({
    id: 'secret.pinecone.api-key',
    severity: 'high',
    docs: 'https://docs.pinecone.io/guides/projects/manage-api-keys',
    prefixes: ['pcsk_'],
    body: '[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}',
    alphabet: 'A-Za-z0-9',
  }),
];
