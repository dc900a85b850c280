import { checkCrcSuffix } from '../checksum.ts';
import type { Rule } from '../rule.ts';
import { token } from './token.ts';

const githubFormats =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats';
const gitlabFormats = 'https://docs.gitlab.com/security/tokens/#token-prefixes';

export const gitHostRules: readonly Rule[] = [
  token({
    id: 'secret.github.token',
    severity: 'high',
    docs: githubFormats,
    prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
    body: '[A-Za-z0-9]{36}',
    alphabet: 'A-Za-z0-9',
    check: checkCrcSuffix,
  }),
  // Refresh tokens are longer; installation tokens since 2026 hold the app's number and a signed web token.
  token({
    id: 'secret.github.token',
    severity: 'high',
    docs: githubFormats,
    prefixes: ['ghr_'],
    body: '[A-Za-z0-9]{76}',
  }),
  token({
    id: 'secret.github.token',
    severity: 'high',
    docs: githubFormats,
    prefixes: ['ghs_'],
    body: String.raw`[0-9]{1,20}_[A-Za-z0-9_-]{10,1000}\.[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{10,1000}`,
  }),
  token({
    id: 'secret.github.token',
    severity: 'high',
    docs: githubFormats,
    prefixes: ['github_pat_'],
    body: '[A-Za-z0-9]{22}_[A-Za-z0-9]{59}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.gitlab.token',
    severity: 'high',
    docs: gitlabFormats,
    prefixes: ['glpat-', 'gldt-', 'glrt-', 'glft-', 'glsoat-', 'glffct-', 'glimt-', 'glagent-', 'gloas-', 'glcbt-'],
    body: String.raw`[A-Za-z0-9_-]{20,300}(?:\.[0-9a-z]{2}\.[0-9a-z]{7,9}|\.[0-9a-z]{9})?`,
  }),
  token({
    id: 'secret.gitlab.token',
    severity: 'high',
    docs: gitlabFormats,
    prefixes: ['glptt-'],
    body: '[0-9a-f]{40}',
  }),
  token({
    id: 'secret.gitlab.token',
    severity: 'high',
    docs: gitlabFormats,
    prefixes: ['GR1348941'],
    body: '[A-Za-z0-9_-]{20}',
  }),
  token({
    id: 'secret.atlassian.token',
    severity: 'high',
    docs: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
    prefixes: ['ATATT3'],
    body: '[A-Za-z0-9_=-]{180,200}',
    alphabet: 'A-Za-z0-9_=-',
  }),
  token({
    id: 'secret.bitbucket.app-password',
    severity: 'high',
    docs: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
    prefixes: ['ATBB'],
    body: '[A-Za-z0-9]{32}',
    alphabet: 'A-Za-z0-9',
  }),
];
