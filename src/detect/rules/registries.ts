import { checkCrcSuffix } from '../checksum.ts';
import type { Rule } from '../rule.ts';
import { token } from './token.ts';

export const registryRules: readonly Rule[] = [
  token({
    id: 'secret.npm.token',
    severity: 'high',
    docs: 'https://docs.npmjs.com/about-access-tokens',
    prefixes: ['npm_'],
    body: '[A-Za-z0-9]{36}',
    alphabet: 'A-Za-z0-9',
    check: checkCrcSuffix,
  }),
  token({
    id: 'secret.pypi.token',
    severity: 'high',
    docs: 'https://pypi.org/help/#apitoken',
    prefixes: ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZ'],
    body: '[A-Za-z0-9_-]{50,300}',
  }),
  token({
    id: 'secret.rubygems.token',
    severity: 'high',
    docs: 'https://guides.rubygems.org/api-key-scopes/',
    prefixes: ['rubygems_'],
    body: '[0-9a-f]{48}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.nuget.api-key',
    severity: 'high',
    docs: 'https://learn.microsoft.com/nuget/nuget-org/publish-a-package#create-an-api-key',
    prefixes: ['oy2'],
    body: '[a-z0-9]{43}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.docker.token',
    severity: 'high',
    docs: 'https://docs.docker.com/security/access-tokens/',
    prefixes: ['dckr_pat_', 'dckr_oat_'],
    body: '[A-Za-z0-9_-]{27,32}',
  }),
  token({
    id: 'secret.terraform.token',
    severity: 'high',
    docs: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
    prefixes: ['.atlasv1.'],
    before: '[A-Za-z0-9]{14}',
    body: '[A-Za-z0-9_-]{60,70}',
    shows: 0,
  }),
  token({
    id: 'secret.vault.token',
    severity: 'high',
    docs: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
    prefixes: ['hvs.', 'hvb.', 'hvr.'],
    body: '[A-Za-z0-9_-]{24,300}',
  }),
  token({
    id: 'secret.doppler.token',
    severity: 'high',
    docs: 'https://docs.doppler.com/docs/service-tokens',
    prefixes: ['dp.pt.', 'dp.st.'],
    body: String.raw`(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}`,
    alphabet: 'A-Za-z0-9',
  }),
];
