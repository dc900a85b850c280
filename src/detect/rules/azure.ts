import type { Rule } from '../rule.ts';
import { keyed } from './keyed.ts';
import { alnum, token } from './token.ts';

const annotated = 'https://devblogs.microsoft.com/engineering-at-microsoft/common-annotated-security-keys/';
const devops =
  'https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate';
const sas = 'https://learn.microsoft.com/azure/storage/common/storage-sas-overview';

/** Microsoft Azure and Entra. */
export const azureRules: readonly Rule[] = [
  token({
    id: 'secret.azure.storage-key',
    severity: 'high',
    docs: 'https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage',
    prefixes: ['AccountKey='],
    // 64 bytes; the older form of the emulator's and of Cosmos DB's keys is as long.
    body: '[A-Za-z0-9+/]{40,120}={0,2}',
    alphabet: 'A-Za-z0-9+/=',
    isLabel: true,
  }),
  keyed({
    id: 'secret.azure.storage-key',
    severity: 'high',
    docs: 'https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage',
    words: ['azure', 'storage', 'cosmos', 'core.windows.net'],
    body: '[A-Za-z0-9+/]{86}==',
    alphabet: 'A-Za-z0-9+/=',
  }),
  token({
    id: 'secret.azure.shared-access-key',
    severity: 'high',
    docs: 'https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas',
    prefixes: ['SharedAccessKey=', 'sharedaccesskey='],
    body: '[A-Za-z0-9+/]{40,86}={1,2}',
    alphabet: 'A-Za-z0-9+/=',
    isLabel: true,
  }),
  token({
    id: 'secret.azure.client-secret',
    severity: 'high',
    docs: 'https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials',
    prefixes: [...'0123456789'].map((digit) => `${digit}Q~`),
    before: '[A-Za-z0-9_~.-]{3}',
    body: '[A-Za-z0-9_~.-]{30,33}[A-Za-z0-9_~-]',
    alphabet: 'A-Za-z0-9_~',
  }),
  // Keys in Microsoft's common annotated form: 52 random characters, a signature, the service's mark, a checksum.
  token({
    id: 'secret.azure.service-key',
    severity: 'high',
    docs: annotated,
    prefixes: ['JQQJ9'],
    before: '[A-Za-z0-9]{52}',
    body: '[A-Za-z0-9]{27}',
    alphabet: alnum,
    validation: 'holds the signature of the common annotated form at its place',
  }),
  token({
    id: 'secret.azure.devops-token',
    severity: 'high',
    docs: devops,
    prefixes: ['AZDO'],
    before: '[A-Za-z0-9]{76}',
    body: '[A-Za-z0-9]{4}',
    alphabet: alnum,
  }),
  keyed({
    id: 'secret.azure.devops-token',
    severity: 'high',
    docs: devops,
    words: [
      'azure devops',
      'azure_devops',
      'azuredevops',
      'dev.azure.com',
      'visualstudio.com',
      'azdo',
      'ado_pat',
      'personal access token',
      'personal_access_token',
      'personalaccesstoken',
    ],
    body: '[a-z2-7]{52}',
    check: (value) => (value.match(/[2-7]/g) ?? []).length >= 2,
    validation: '52 characters of base32 with digits among them, under a label near the name of the service',
  }),
  token({
    id: 'secret.azure.sas',
    severity: 'high',
    docs: sas,
    prefixes: ['&sig=', '?sig=', ';sig='],
    body: '[A-Za-z0-9%+/]{40,120}(?:={1,2}|%3[dD]){0,2}',
    alphabet: 'A-Za-z0-9%+/=',
    isLabel: true,
    near: /[?&](?:amp;)?(?:sv|se|sp|sr|st|skn)=|SharedAccessSignature|\.core\.windows\.net|\.azure-api\.net|logic\.azure\.com/i,
    check: (signature) =>
      /[A-Z]/.test(signature) && /[a-z]/.test(signature) && /\d/.test(signature) ? 'unknown' : 'reject',
    validation: 'stands beside the other parameters of a shared access signature',
  }),
  token({
    id: 'secret.azure.function-key',
    severity: 'high',
    docs: 'https://learn.microsoft.com/azure/azure-functions/function-keys-how-to',
    prefixes: ['AzFu'],
    before: '[A-Za-z0-9_-]{44}',
    body: '[A-Za-z0-9_-]{5,8}={0,2}',
    alphabet: 'A-Za-z0-9_=-',
  }),
  token({
    id: 'secret.azure.search-key',
    severity: 'high',
    docs: 'https://learn.microsoft.com/azure/search/search-security-api-keys',
    prefixes: ['AzSe'],
    before: '[A-Za-z0-9]{42}',
    body: '[A-Za-z0-9]{6}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.azure.container-registry-password',
    severity: 'high',
    docs: 'https://learn.microsoft.com/azure/container-registry/container-registry-authentication',
    prefixes: ['+ACR'],
    before: '[A-Za-z0-9+/]{42}',
    body: '[A-Za-z0-9]{6}',
    alphabet: 'A-Za-z0-9+/=',
  }),
  keyed({
    id: 'secret.azure.ai-key',
    severity: 'high',
    docs: 'https://learn.microsoft.com/azure/ai-services/authentication',
    words: ['azure', 'ocp-apim-subscription-key', 'cognitiveservices', 'openai.azure.com', 'bing'],
    body: '[0-9a-f]{32}',
  }),
];
