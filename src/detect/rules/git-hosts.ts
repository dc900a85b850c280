import { checkCrcSuffix, checkGitlabToken } from '../checksum.ts';
import { entropy } from '../randomness.ts';
import type { Rule } from '../rule.ts';
import { keyed } from './keyed.ts';
import { alnum, token } from './token.ts';

const githubFormats =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats';
const atlassianTokens =
  'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/';
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
    validation: 'its last six characters are a CRC-32 of the rest',
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
  // Installation tokens of the first form, and secrets of OAuth apps.
  keyed({
    id: 'secret.github.oauth-secret',
    severity: 'high',
    docs: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
    words: ['github', 'gitalk'],
    body: '[0-9a-f]{40}',
    label: 'client["\'\\s_-]{0,3}secret|secret|token',
    named: false,
  }),
  token({
    id: 'secret.gitlab.token',
    severity: 'high',
    docs: gitlabFormats,
    prefixes: [
      'glpat-',
      'gldt-',
      'glrt-',
      'glrtr-',
      'glft-',
      'glsoat-',
      'glffct-',
      'glimt-',
      'glagent-',
      'gloas-',
      'glwt-',
      'glcbt-',
    ],
    body: String.raw`[A-Za-z0-9_-]{20,300}(?:\.[0-9]{2})?(?:\.[0-9a-z]{9})?`,
    check: checkGitlabToken,
    validation: 'a routable one ends in a CRC-32 of the rest',
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
    id: 'secret.gitlab.session-cookie',
    severity: 'high',
    docs: 'https://docs.gitlab.com/user/profile/#sign-in-services',
    prefixes: ['_gitlab_session='],
    body: '[0-9a-f]{32}',
    alphabet: alnum,
    isLabel: true,
  }),
  token({
    id: 'secret.atlassian.token',
    severity: 'high',
    docs: atlassianTokens,
    prefixes: ['ATATT3', 'ATCTT3', 'ATSTT3'],
    body: '[A-Za-z0-9_=-]{90,230}',
    alphabet: 'A-Za-z0-9_=-',
    check: (value) => (/=[0-9A-F]{8}$/.test(value) ? 'unknown' : 'wrong'),
    validation: 'ends in `=` and eight hexadecimal digits',
  }),
  keyed({
    id: 'secret.atlassian.token',
    severity: 'high',
    docs: atlassianTokens,
    words: ['atlassian', 'jira', 'confluence'],
    body: '[A-Za-z0-9]{24}',
  }),
  token({
    id: 'secret.bitbucket.app-password',
    severity: 'high',
    docs: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
    prefixes: ['ATBB'],
    body: '[A-Za-z0-9_=.-]{32}',
    alphabet: alnum,
    shows: 4,
  }),
  keyed({
    id: 'secret.bitbucket.oauth-secret',
    severity: 'high',
    docs: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/',
    words: ['bitbucket'],
    body: '(?:[A-Za-z0-9_-]{44,64}|[A-Za-z0-9]{32})',
  }),
  keyed({
    id: 'secret.gitea.token',
    severity: 'high',
    docs: 'https://docs.gitea.com/development/api-usage',
    words: ['gitea', 'forgejo', 'codeberg', 'gogs'],
    body: '[0-9a-f]{40}',
    named: false,
  }),
  token({
    id: 'secret.sourcegraph.token',
    severity: 'high',
    docs: 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
    prefixes: ['sgp_', 'slk_'],
    body: '(?:(?:[0-9a-fA-F]{16}|local)_){0,2}[0-9a-fA-F]{40}(?:[0-9a-f]{24})?',
    alphabet: alnum,
    check: (value) => (entropy(value.slice(4).toLowerCase()) >= 3 ? 'unknown' : 'reject'),
    validation: 'its digits are spread like random ones',
  }),
];
