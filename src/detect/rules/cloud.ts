import type { Rule } from '../rule.ts';
import { token } from './token.ts';

const googleKeys = 'https://cloud.google.com/docs/authentication/api-keys';

export const cloudRules: readonly Rule[] = [
  token({
    id: 'secret.aws.access-key-id',
    severity: 'medium',
    docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    prefixes: ['AKIA', 'ASIA'],
    body: '[A-Z2-7]{16}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.aws.bedrock-key',
    severity: 'high',
    docs: 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html',
    prefixes: ['ABSK'],
    body: '[A-Za-z0-9+/]{109,269}={0,2}',
    alphabet: 'A-Za-z0-9+/=',
  }),
  token({
    id: 'secret.google.api-key',
    severity: 'high',
    docs: googleKeys,
    prefixes: ['AIza'],
    body: '[A-Za-z0-9_-]{35}',
  }),
  token({
    id: 'secret.google.oauth-client-secret',
    severity: 'high',
    docs: 'https://developers.google.com/identity/protocols/oauth2',
    prefixes: ['GOCSPX-'],
    body: '[A-Za-z0-9_-]{28}',
  }),
  token({
    id: 'secret.google.oauth-token',
    severity: 'high',
    docs: 'https://developers.google.com/identity/protocols/oauth2',
    prefixes: ['ya29.'],
    body: '[A-Za-z0-9_-]{40,1000}',
  }),
  token({
    id: 'secret.azure.storage-key',
    severity: 'high',
    docs: 'https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage',
    prefixes: ['AccountKey='],
    body: '[A-Za-z0-9+/]{86}==',
    alphabet: 'A-Za-z0-9+/=',
    isLabel: true,
  }),
  token({
    id: 'secret.digitalocean.token',
    severity: 'high',
    docs: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
    prefixes: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    body: '[0-9a-f]{64}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.cloudflare.token',
    severity: 'high',
    docs: 'https://developers.cloudflare.com/fundamentals/api/get-started/create-token/',
    prefixes: ['cfk_', 'cfut_', 'cfat_'],
    body: '[A-Za-z0-9]{40}[0-9a-f]{8}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.vercel.token',
    severity: 'high',
    docs: 'https://vercel.com/docs/rest-api#authentication',
    prefixes: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
    body: '[A-Za-z0-9_-]{56}',
  }),
  token({
    id: 'secret.heroku.api-key',
    severity: 'high',
    docs: 'https://devcenter.heroku.com/articles/authentication',
    prefixes: ['HRKU-AA'],
    body: '[A-Za-z0-9_-]{58}',
  }),
  token({
    id: 'secret.fly.token',
    severity: 'high',
    docs: 'https://fly.io/docs/security/tokens/',
    prefixes: ['fo1_'],
    body: '[A-Za-z0-9_-]{43}',
  }),
  token({
    id: 'secret.netlify.token',
    severity: 'high',
    docs: 'https://docs.netlify.com/api/get-started/#authentication',
    prefixes: ['nfp_'],
    body: '[A-Za-z0-9]{36}',
    alphabet: 'A-Za-z0-9',
  }),
];
