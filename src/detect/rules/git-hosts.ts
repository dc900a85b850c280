import { checkCrcSuffix } from '../checksum.ts';
import type { Rule } from '../rule.ts';
import { token } from './token.ts';

const githubFormats =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats';

export const gitHostRules: readonly Rule[] = [
  token({
    id: 'secret.github.token',
    severity: 'high',
    docs: githubFormats,
    prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_'],
    body: '[A-Za-z0-9]{36}',
    alphabet: 'A-Za-z0-9',
    check: checkCrcSuffix,
  }),
  token({
    id: 'secret.github.token',
    severity: 'high',
    docs: githubFormats,
    prefixes: ['github_pat_'],
    body: '[A-Za-z0-9]{22}_[A-Za-z0-9]{59}',
    alphabet: 'A-Za-z0-9',
  }),
];
