import type { RuleText } from './rule-text.ts';

/** Logs, metrics, errors, analytics. */
export const observabilityTexts = {
  'secret.airbrake.key': {
    title: 'Airbrake key',
    advice: 'Regenerate it in Airbrake under the project or profile settings.',
  },
  'secret.amplitude.secret-key': {
    title: 'Amplitude key',
    advice: 'Rotate it in Amplitude under Settings, Projects.',
  },
  'secret.axiom.token': {
    title: 'Axiom token',
    advice: 'Delete it in Axiom under Settings, API tokens.',
  },
  'secret.betterstack.token': {
    title: 'Better Stack token',
    advice: 'Delete it in Better Stack under API tokens.',
  },
  'secret.bugsnag.api-key': {
    title: 'BugSnag API key',
    advice: "Regenerate it in the project's settings.",
  },
  'secret.datadog.key': {
    title: 'Datadog API or application key',
    advice: 'Revoke it in Datadog under Organization settings, API keys or Application keys.',
  },
  'secret.dynatrace.token': {
    title: 'Dynatrace token',
    advice: 'Delete it in Dynatrace under Access tokens.',
  },
  'secret.honeycomb.api-key': {
    title: 'Honeycomb API key',
    advice: 'Disable it in Honeycomb under Environment settings, API keys.',
  },
  'secret.mixpanel.secret': {
    title: 'Mixpanel secret',
    advice: 'Reset it in Mixpanel under Project settings.',
  },
  'secret.newrelic.browser-key': {
    title: 'New Relic browser key',
    advice: 'It is made to be public; nothing needs to be done.',
  },
  'secret.newrelic.ingest-key': {
    title: 'New Relic ingest or license key',
    advice: 'Delete it in New Relic under API keys.',
  },
  'secret.newrelic.pixie-key': {
    title: 'Pixie API or deploy key',
    advice: 'Delete it in the Pixie admin console.',
  },
  'secret.opsgenie.api-key': {
    title: 'Opsgenie API key',
    advice: 'Delete it in Opsgenie under Settings, API key management.',
  },
  'secret.pagerduty.api-key': {
    title: 'PagerDuty API key',
    advice: 'Delete it in PagerDuty under Integrations, API access keys.',
  },
  'secret.posthog.project-key': {
    title: 'PostHog project key',
    advice: 'It is made to be public; nothing needs to be done.',
  },
  'secret.rollbar.access-token': {
    title: 'Rollbar access token',
    advice: 'Disable it in Rollbar under Project access tokens.',
  },
  'secret.splunk.hec-token': {
    title: 'Splunk event collector token',
    advice: 'Disable it in Splunk under Data inputs, HTTP event collector.',
  },
  'secret.sumologic.access-key': {
    title: 'Sumo Logic access key',
    advice: 'Deactivate it in Sumo Logic under Access keys.',
  },
  'secret.uptimerobot.api-key': {
    title: 'UptimeRobot API key',
    advice: 'Delete it in UptimeRobot under Integrations & API.',
  },
} as const satisfies Record<string, RuleText>;
