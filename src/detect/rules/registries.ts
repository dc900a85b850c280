import { checkCrcSuffix } from '../checksum.ts';
import type { Rule } from '../rule.ts';
import { keyed } from './keyed.ts';
import { alnum, token, type Verdict } from './token.ts';

const npm = 'https://docs.npmjs.com/about-access-tokens';
const npmrc = 'https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration';
const docker = 'https://docs.docker.com/security/access-tokens/';
const jfrog = 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens';
const vault = 'https://developer.hashicorp.com/vault/docs/concepts/tokens';
const doppler = 'https://docs.doppler.com/reference/auth-token-formats';
const swarm = 'https://docs.docker.com/engine/swarm/swarm-tutorial/add-nodes/';

/** Package registries, container registries, stores of secrets. */
export const registryRules: readonly Rule[] = [
  token({
    id: 'secret.npm.token',
    severity: 'high',
    docs: npm,
    prefixes: ['npm_'],
    body: '[A-Za-z0-9]{36}',
    alphabet: alnum,
    check: checkCrcSuffix,
    validation: 'its last six characters are a CRC-32 of the rest',
  }),
  token({
    id: 'secret.npm.token',
    severity: 'high',
    docs: npmrc,
    prefixes: [
      '_authtoken=',
      '_authtoken = ',
      '_authtoken": "',
      '_authtoken":"',
      '_auth=',
      '_auth = ',
      '_password=',
      '_password = ',
    ],
    body: '["\']?[A-Za-z0-9+/_.-]{16,400}={0,2}',
    alphabet: 'A-Za-z0-9+/=_.-',
    isLabel: true,
    check: npmSetting,
    validation: 'the value is no reference to the environment',
  }),
  keyed({
    id: 'secret.npm.token',
    severity: 'high',
    docs: npm,
    words: ['npm_token', 'npm token', 'npm_auth', 'npmjs'],
    body: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
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
    alphabet: alnum,
  }),
  token({
    id: 'secret.crates.token',
    severity: 'high',
    docs: 'https://doc.rust-lang.org/cargo/reference/publishing.html',
    prefixes: ['cio'],
    body: '[A-Za-z0-9]{32}',
    alphabet: alnum,
    check: (value) => (/[A-Z]/.test(value) && /\d/.test(value) && /[a-z]/.test(value.slice(3)) ? 'unknown' : 'reject'),
    validation: 'digits, capitals and small letters are in it',
  }),
  token({
    id: 'secret.nuget.api-key',
    severity: 'high',
    docs: 'https://learn.microsoft.com/nuget/nuget-org/publish-a-package#create-an-api-key',
    prefixes: ['oy2'],
    body: '[a-z0-9]{43}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.docker.token',
    severity: 'high',
    docs: docker,
    prefixes: ['dckr_pat_', 'dckr_oat_'],
    body: '[A-Za-z0-9_-]{27,32}',
  }),
  token({
    id: 'secret.docker.swarm-token',
    severity: 'high',
    docs: swarm,
    prefixes: ['SWMTKN-1-'],
    body: '[a-z0-9]{45,55}-[a-z0-9]{20,30}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.docker.swarm-token',
    severity: 'high',
    docs: swarm,
    prefixes: ['SWMKEY-1-'],
    body: '[A-Za-z0-9+/]{40,44}',
    alphabet: 'A-Za-z0-9+/',
  }),
  token({
    id: 'secret.jfrog.token',
    severity: 'high',
    docs: jfrog,
    prefixes: ['AKCp'],
    body: '[A-Za-z0-9]{68,70}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.jfrog.token',
    severity: 'high',
    docs: jfrog,
    prefixes: ['cmVmd'],
    body: '[A-Za-z0-9]{59}',
    alphabet: alnum,
  }),
  keyed({
    id: 'secret.jfrog.token',
    severity: 'high',
    docs: jfrog,
    words: ['jfrog', 'artifactory', 'bintray', 'xray'],
    body: '(?:[A-Za-z0-9]{73}|[A-Za-z0-9]{64})',
  }),
  token({
    id: 'secret.clojars.token',
    severity: 'high',
    docs: 'https://github.com/clojars/clojars-web/wiki/Deploy-Tokens',
    prefixes: ['CLOJARS_'],
    body: '[0-9a-z]{60}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.cloudsmith.api-key',
    severity: 'high',
    docs: 'https://help.cloudsmith.io/docs/api-key',
    prefixes: ['csa_'],
    body: '[0-9a-f]{30}[0-9A-Za-z]{6}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.terraform.token',
    severity: 'high',
    docs: 'https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens',
    prefixes: ['.atlasv1.'],
    before: '[A-Za-z0-9]{14}',
    body: '[A-Za-z0-9_=-]{60,70}',
    shows: 0,
  }),
  token({
    id: 'secret.vault.token',
    severity: 'high',
    docs: vault,
    prefixes: ['hvs.', 'hvb.', 'hvr.'],
    body: '[A-Za-z0-9_-]{24,300}',
  }),
  keyed({
    id: 'secret.vault.token',
    severity: 'high',
    docs: vault,
    words: ['vault'],
    body: String.raw`[sbr]\.[A-Za-z0-9_-]{24,120}`,
    alphabet: 'A-Za-z0-9_.-',
  }),
  keyed({
    id: 'secret.vault.unseal-key',
    severity: 'critical',
    docs: 'https://developer.hashicorp.com/vault/docs/concepts/seal',
    words: ['unseal'],
    body: '(?:[A-Za-z0-9+/]{44}|[A-Za-z0-9+/]{43}=|[0-9a-f]{66})',
    alphabet: 'A-Za-z0-9+/=',
    label: 'unseal|key|operator',
    validation: 'counts only under the words that the Vault prints before it',
  }),
  keyed({
    id: 'secret.vault.unseal-key',
    severity: 'critical',
    docs: 'https://developer.hashicorp.com/vault/docs/concepts/seal',
    words: ['unseal '],
    body: '(?:[A-Za-z0-9+/]{44}|[A-Za-z0-9+/]{43}=)',
    alphabet: 'A-Za-z0-9+/=',
    partner: /unseal {1,3}(?=[A-Za-z0-9+/]{43}[A-Za-z0-9+/=])/iy,
    validation: 'stands right behind the command `vault operator unseal`',
  }),
  token({
    id: 'secret.doppler.token',
    severity: 'high',
    docs: doppler,
    prefixes: ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.', 'dp.said.'],
    body: String.raw`(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}`,
    alphabet: alnum,
  }),
  token({
    id: 'secret.infisical.token',
    severity: 'high',
    docs: 'https://infisical.com/docs/documentation/platform/token',
    prefixes: ['st.'],
    body: String.raw`[0-9a-f]{24}\.[0-9a-f]{32}\.[0-9a-f]{32}`,
    alphabet: alnum,
  }),
];

function npmSetting(value: string): Verdict {
  const plain = value.replace(/^["']/, '');
  return /\d/.test(plain) && !plain.startsWith('npm_') ? 'unknown' : 'reject';
}
