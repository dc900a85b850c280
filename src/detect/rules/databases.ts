import type { Rule } from '../rule.ts';
import { token } from './token.ts';

export const databaseRules: readonly Rule[] = [
  token({
    id: 'secret.supabase.token',
    severity: 'high',
    docs: 'https://supabase.com/docs/guides/api/api-keys',
    prefixes: ['sbp_'],
    body: '[0-9a-f]{40}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.supabase.token',
    severity: 'high',
    docs: 'https://supabase.com/docs/guides/api/api-keys',
    prefixes: ['sb_secret_'],
    body: '[A-Za-z0-9_-]{31}',
  }),
  token({
    id: 'secret.planetscale.token',
    severity: 'high',
    docs: 'https://planetscale.com/docs/api/reference/service-tokens',
    prefixes: ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'],
    body: '[A-Za-z0-9_.=-]{31,63}[A-Za-z0-9_=-]',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.neon.api-key',
    severity: 'high',
    docs: 'https://neon.com/docs/manage/api-keys',
    prefixes: ['napi_'],
    body: '[A-Za-z0-9]{64}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.databricks.token',
    severity: 'high',
    docs: 'https://docs.databricks.com/aws/en/dev-tools/auth/pat',
    prefixes: ['dapi'],
    body: '[0-9a-f]{32}(?:-[0-9])?',
    alphabet: 'A-Za-z0-9',
  }),
];
