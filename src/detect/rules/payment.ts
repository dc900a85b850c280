import type { Rule } from '../rule.ts';
import { token } from './token.ts';

const stripe = 'https://docs.stripe.com/keys';

export const paymentRules: readonly Rule[] = [
  token({
    id: 'secret.stripe.secret-key',
    severity: 'high',
    docs: stripe,
    prefixes: ['sk_live_', 'rk_live_'],
    body: '[A-Za-z0-9]{20,120}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.stripe.secret-key',
    severity: 'low',
    docs: stripe,
    prefixes: ['sk_test_', 'rk_test_'],
    body: '[A-Za-z0-9]{20,120}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.stripe.publishable-key',
    severity: 'low',
    docs: stripe,
    prefixes: ['pk_live_', 'pk_test_'],
    body: '[A-Za-z0-9]{20,120}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.stripe.webhook-secret',
    severity: 'high',
    docs: 'https://docs.stripe.com/webhooks#verify-events',
    prefixes: ['whsec_'],
    body: '[A-Za-z0-9+/]{32,64}={0,2}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.shopify.token',
    severity: 'high',
    docs: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
    prefixes: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    body: '[0-9A-Fa-f]{32}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.square.token',
    severity: 'high',
    docs: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    prefixes: ['sq0atp-'],
    body: '[A-Za-z0-9_-]{22}',
  }),
  token({
    id: 'secret.square.token',
    severity: 'high',
    docs: 'https://developer.squareup.com/docs/build-basics/access-tokens',
    prefixes: ['sq0csp-'],
    body: '[A-Za-z0-9_-]{43}',
  }),
];
