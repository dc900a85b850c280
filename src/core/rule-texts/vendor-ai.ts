import type { RuleText } from './rule-text.ts';

/** Models, search and tools for agents. */
export const aiTexts = {
  'secret.apify.api-token': {
    title: 'Apify API token',
    advice: 'Revoke it in the Apify Console under Settings, API & Integrations.',
  },
  'secret.assemblyai.api-key': {
    title: 'AssemblyAI API key',
    advice: 'Delete it in the AssemblyAI dashboard under API keys.',
  },
  'secret.baseten.api-key': {
    title: 'Baseten API key',
    advice: 'Revoke it in Baseten under Settings, API keys.',
  },
  'secret.brave-search.api-key': {
    title: 'Brave Search API key',
    advice: 'Delete it at api-dashboard.search.brave.com under API keys.',
  },
  'secret.browserbase.api-key': {
    title: 'Browserbase API key',
    advice: 'Replace it in the Browserbase settings.',
  },
  'secret.cerebras.api-key': {
    title: 'Cerebras API key',
    advice: 'Delete it at cloud.cerebras.ai under API keys.',
  },
  'secret.cohere.api-key': {
    title: 'Cohere API key',
    advice: 'Delete it at dashboard.cohere.com/api-keys.',
  },
  'secret.cursor.api-key': {
    title: 'Cursor API key',
    advice: 'Delete it at cursor.com/dashboard under Integrations or API keys.',
  },
  'secret.dashscope.api-key': {
    title: 'Alibaba Model Studio (DashScope) API key',
    advice: 'Delete it in the Model Studio console under API keys.',
  },
  'secret.deepgram.api-key': {
    title: 'Deepgram API key',
    advice: 'Delete it in the Deepgram console under API keys.',
  },
  'secret.deepl.api-key': {
    title: 'DeepL API key',
    advice: 'Deactivate it in your DeepL account under API keys.',
  },
  'secret.deepseek.api-key': {
    title: 'DeepSeek API key',
    advice: 'Delete it at platform.deepseek.com/api_keys.',
  },
  'secret.devin.api-key': {
    title: 'Devin API key',
    advice: 'Revoke it in Devin under Settings, API keys or Service users.',
  },
  'secret.e2b.api-key': {
    title: 'E2B API key or access token',
    advice: 'Delete it in the E2B dashboard under Keys.',
  },
  'secret.elevenlabs.api-key': {
    title: 'ElevenLabs API key',
    advice: 'Delete it at elevenlabs.io/app/settings/api-keys.',
  },
  'secret.exa.api-key': {
    title: 'Exa API key',
    advice: 'Delete it at dashboard.exa.ai/api-keys.',
  },
  'secret.firecrawl.api-key': {
    title: 'Firecrawl API key',
    advice: 'Delete it at firecrawl.dev/app/api-keys.',
  },
  'secret.fireworks.api-key': {
    title: 'Fireworks AI API key',
    advice: 'Delete it at fireworks.ai under Settings, API keys.',
  },
  'secret.friendli.token': {
    title: 'Friendli token',
    advice: 'Delete it in the Friendli Suite under Personal settings, Tokens.',
  },
  'secret.helicone.api-key': {
    title: 'Helicone API key',
    advice: 'Delete it in Helicone under Settings, API keys.',
  },
  'secret.jina.api-key': {
    title: 'Jina AI API key',
    advice: 'Replace it at jina.ai/api-dashboard.',
  },
  'secret.kagi.api-key': {
    title: 'Kagi API key',
    advice: 'Generate a new one at kagi.com/settings/api, which ends the old one.',
  },
  'secret.langfuse.secret-key': {
    title: 'Langfuse secret key',
    advice: "Delete it in Langfuse under the project's settings, API keys.",
  },
  'secret.llamacloud.api-key': {
    title: 'LlamaCloud API key',
    advice: 'Revoke it at cloud.llamaindex.ai under API keys.',
  },
  'secret.mem0.api-key': {
    title: 'Mem0 API key',
    advice: 'Delete it at app.mem0.ai under API keys.',
  },
  'secret.mistral.api-key': {
    title: 'Mistral API key',
    advice: 'Delete it at console.mistral.ai/api-keys.',
  },
  'secret.modal.token': {
    title: 'Modal token secret',
    advice: 'Revoke it at modal.com/settings/tokens.',
  },
  'secret.moonshot.api-key': {
    title: 'Moonshot (Kimi) API key',
    advice: 'Delete it at platform.moonshot.ai under API keys.',
  },
  'secret.ollama.api-key': {
    title: 'Ollama API key',
    advice: 'Delete it at ollama.com/settings/keys.',
  },
  'secret.runpod.api-key': {
    title: 'Runpod API key',
    advice: 'Disable it in the Runpod console under Settings, API keys.',
  },
  'secret.scale.api-key': {
    title: 'Scale API key',
    advice: 'Replace it in the Scale dashboard under API keys.',
  },
  'secret.serpapi.api-key': {
    title: 'SerpApi key',
    advice: 'Regenerate it at serpapi.com/manage-api-key.',
  },
  'secret.serper.api-key': {
    title: 'Serper API key',
    advice: 'Delete it at serper.dev/api-keys.',
  },
  'secret.siliconflow.api-key': {
    title: 'SiliconFlow API key',
    advice: 'Delete it in the SiliconFlow console under API keys.',
  },
  'secret.stability.api-key': {
    title: 'Stability AI API key',
    advice: 'Delete it at platform.stability.ai/account/keys.',
  },
  'secret.together.api-key': {
    title: 'Together AI API key',
    advice: 'Delete it at api.together.ai/settings/api-keys.',
  },
  'secret.upstage.api-key': {
    title: 'Upstage API key',
    advice: 'Delete it at console.upstage.ai/api-keys.',
  },
  'secret.vast.api-key': {
    title: 'Vast.ai API key',
    advice: 'Delete it at cloud.vast.ai under Keys.',
  },
  'secret.voyage.api-key': {
    title: 'Voyage AI API key',
    advice: 'Delete it at dashboard.voyageai.com under API keys.',
  },
  'secret.wandb.api-key': {
    title: 'Weights & Biases API key',
    advice: 'Delete it at wandb.ai/settings under API keys.',
  },
  'secret.zhipu.api-key': {
    title: 'Zhipu (Z.ai) API key',
    advice: 'Delete it at z.ai/manage-apikey or open.bigmodel.cn.',
  },
} as const satisfies Record<string, RuleText>;
