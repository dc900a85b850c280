import { checkGrafanaToken } from '../checksum.ts';
import type { Rule } from '../rule.ts';
import { bytesOfBase64 } from './base64-text.ts';
import { keyed } from './keyed.ts';
import { alnum, token, type Verdict } from './token.ts';

const grafana = 'https://grafana.com/docs/grafana/latest/administration/service-accounts/';
const sentry = 'https://docs.sentry.io/account/auth-tokens/';
const newRelic = 'https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/';
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const datadog = 'https://docs.datadoghq.com/account_management/api-app-keys/';

/** Logs, metrics, errors, analytics. */
export const observabilityRules: readonly Rule[] = [
  token({
    id: 'secret.grafana.token',
    severity: 'high',
    docs: grafana,
    prefixes: ['glsa_'],
    body: '[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}',
    alphabet: alnum,
    check: checkGrafanaToken,
    validation: 'its last eight digits are a CRC-32 of the rest',
  }),
  token({
    id: 'secret.grafana.token',
    severity: 'high',
    docs: grafana,
    prefixes: ['glc_'],
    body: '[A-Za-z0-9+/]{32,400}={0,2}',
    alphabet: 'A-Za-z0-9+/=',
  }),
  token({
    id: 'secret.grafana.token',
    severity: 'high',
    docs: 'https://grafana.com/docs/grafana/latest/developers/http_api/auth/',
    // {"k":" opens the older API keys.
    prefixes: ['eyJrIjoi'],
    body: '[A-Za-z0-9+/]{60,400}={0,2}',
    alphabet: 'A-Za-z0-9+/=_.-',
    check: isGrafanaKey,
    validation: 'the JSON inside holds a key, a name and an organisation',
  }),
  token({
    id: 'secret.sentry.token',
    severity: 'high',
    docs: sentry,
    prefixes: ['sntryu_'],
    body: '[0-9a-f]{64}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.sentry.token',
    severity: 'high',
    docs: sentry,
    prefixes: ['sntrys_eyJ'],
    body: '[A-Za-z0-9+/=_-]{80,500}',
    alphabet: 'A-Za-z0-9+/=_-',
  }),
  keyed({
    id: 'secret.sentry.token',
    severity: 'high',
    docs: sentry,
    words: ['sentry'],
    body: '[0-9a-f]{64}',
  }),
  token({
    id: 'secret.newrelic.user-key',
    severity: 'high',
    docs: newRelic,
    prefixes: ['NRAK-', 'NRAA-'],
    body: '[A-Z0-9a-z]{27}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.newrelic.ingest-key',
    severity: 'medium',
    docs: newRelic,
    prefixes: ['NRII-', 'NRIQ-'],
    body: '[A-Za-z0-9_-]{32}',
  }),
  token({
    id: 'secret.newrelic.ingest-key',
    severity: 'medium',
    docs: newRelic,
    prefixes: ['NRRA-'],
    body: '[0-9a-f]{42}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.newrelic.ingest-key',
    severity: 'medium',
    docs: newRelic,
    prefixes: ['FFFFNRAL', 'NRAL'],
    before: '[0-9a-f]{32}|[0-9a-f]{36}',
    body: '',
    alphabet: alnum,
    shows: 0,
  }),
  token({
    id: 'secret.newrelic.browser-key',
    severity: 'low',
    docs: newRelic,
    prefixes: ['NRJS-'],
    body: '[0-9a-f]{19}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.newrelic.pixie-key',
    severity: 'high',
    docs: 'https://docs.px.dev/reference/admin/api-keys/',
    prefixes: ['px-api-', 'px-dep-'],
    body: uuid,
  }),
  token({
    id: 'secret.posthog.personal-key',
    severity: 'high',
    docs: 'https://posthog.com/docs/api',
    prefixes: ['phx_', 'phs_'],
    body: '[A-Za-z0-9_]{41,51}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.posthog.project-key',
    severity: 'low',
    docs: 'https://posthog.com/docs/api',
    prefixes: ['phc_'],
    body: '[A-Za-z0-9_-]{43}',
  }),
  keyed({
    id: 'secret.datadog.key',
    severity: 'high',
    docs: datadog,
    words: ['datadog', 'dd_api', 'dd_app', 'dd-api', 'dd-application', 'dd_token', 'ddog'],
    body: '(?:[A-Za-z0-9]{40}|[0-9a-f]{32})',
  }),
  token({
    id: 'secret.dynatrace.token',
    severity: 'high',
    docs: 'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
    prefixes: ['dt0c01.', 'dt0s01.', 'dt0s02.', 'dt0s16.'],
    body: String.raw`[A-Z0-9]{8,24}\.[A-Z0-9]{64}`,
    alphabet: alnum,
  }),
  token({
    id: 'secret.honeycomb.api-key',
    severity: 'high',
    docs: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
    prefixes: ['hcaik_', 'hcamk_', 'hcxik_', 'hcxmk_', 'hcalk_'],
    body: '[a-z0-9]{26,58}',
    alphabet: alnum,
  }),
  keyed({
    id: 'secret.honeycomb.api-key',
    severity: 'high',
    docs: 'https://docs.honeycomb.io/configure/environments/manage-api-keys/',
    words: ['honeycomb', 'x-honeycomb-team'],
    body: '(?:[0-9a-f]{32}|[A-Za-z0-9]{22})',
    label: 'key|token|team',
  }),
  keyed({
    id: 'secret.splunk.hec-token',
    severity: 'high',
    docs: 'https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector',
    words: ['splunk'],
    body: '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}',
    label: 'token|key|authorization|splunk|hec',
  }),
  token({
    id: 'secret.axiom.token',
    severity: 'high',
    docs: 'https://axiom.co/docs/reference/tokens',
    prefixes: ['xaat-', 'xapt-'],
    body: uuid,
  }),
  keyed({
    id: 'secret.betterstack.token',
    severity: 'high',
    docs: 'https://betterstack.com/docs/uptime/api/getting-started-with-uptime-api/',
    words: ['betterstack', 'betteruptime', 'logtail', 'better stack'],
    body: '[A-Za-z0-9]{24}',
  }),
  keyed({
    id: 'secret.pagerduty.api-key',
    severity: 'high',
    docs: 'https://support.pagerduty.com/main/docs/api-access-keys',
    words: ['pagerduty', 'pager_duty', 'pd_token'],
    body: '(?:[uy]\\+[A-Za-z0-9_+-]{18}|[A-Za-z0-9_+-]{20}|[0-9a-f]{32})',
    alphabet: 'A-Za-z0-9_+-',
  }),
  keyed({
    id: 'secret.opsgenie.api-key',
    severity: 'high',
    docs: 'https://support.atlassian.com/opsgenie/docs/api-key-management/',
    words: ['opsgenie', 'geniekey'],
    body: uuid,
    label: 'key|token|genie',
  }),
  keyed({
    id: 'secret.rollbar.access-token',
    severity: 'medium',
    docs: 'https://docs.rollbar.com/docs/access-tokens',
    words: ['rollbar'],
    body: '[0-9a-f]{32}',
  }),
  keyed({
    id: 'secret.bugsnag.api-key',
    severity: 'medium',
    docs: 'https://docs.bugsnag.com/api/',
    words: ['bugsnag'],
    body: '[0-9a-f]{32}',
  }),
  keyed({
    id: 'secret.airbrake.key',
    severity: 'medium',
    docs: 'https://docs.airbrake.io/docs/devops-tools/api/',
    words: ['airbrake'],
    body: '(?:[0-9a-f]{32}|[0-9a-f]{40})',
  }),
  keyed({
    id: 'secret.amplitude.secret-key',
    severity: 'medium',
    docs: 'https://amplitude.com/docs/apis/authentication',
    words: ['amplitude'],
    body: '[0-9a-f]{32}',
  }),
  keyed({
    id: 'secret.mixpanel.secret',
    severity: 'medium',
    docs: 'https://developer.mixpanel.com/reference/project-secret',
    words: ['mixpanel'],
    body: '[0-9a-f]{32}',
  }),
  keyed({
    id: 'secret.sumologic.access-key',
    severity: 'high',
    docs: 'https://help.sumologic.com/docs/manage/security/access-keys/',
    words: ['sumo'],
    body: '(?:[A-Za-z0-9]{64}|su[A-Za-z0-9]{12})',
    label: 'key|token|secret|id|access',
    named: true,
  }),
  keyed({
    id: 'secret.uptimerobot.api-key',
    severity: 'medium',
    docs: 'https://uptimerobot.com/api/v3/',
    words: ['uptimerobot', 'uptime robot', 'uptime_robot'],
    body: '[mu][0-9]{6,10}-[0-9a-f]{24,32}',
    check: () => true,
    validation: 'an account or monitor number and a hexadecimal key near the name of the service',
  }),
];

function isGrafanaKey(value: string): Verdict {
  // Cut or mangled, its beginning still says what it is.
  return /^\{"k":"[^"]{20,64}","n":"/.test(bytesOfBase64(value) ?? '') ? 'right' : 'wrong';
}
