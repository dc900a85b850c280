import type { RuleText } from './rule-text.ts';

/** Databases and search. */
export const dataTexts = {
  'secret.aiven.api-token': {
    title: 'Aiven API token',
    advice: 'Revoke it in the Aiven console under User information, Tokens.',
  },
  'secret.aiven.service-password': {
    title: 'Aiven service password',
    advice: "Reset the user's password in the Aiven console.",
  },
  'secret.algolia.api-key': {
    title: 'Algolia API key',
    advice: 'Delete it in the Algolia dashboard under API keys.',
  },
  'secret.clickhouse.cloud-secret': {
    title: 'ClickHouse Cloud key secret',
    advice: 'Delete the API key in the ClickHouse Cloud console.',
  },
  'secret.cockroach.api-key': {
    title: 'CockroachDB Cloud API key',
    advice: 'Delete it in the Cloud console under the service account.',
  },
  'secret.confluent.secret': {
    title: 'Confluent Cloud API secret',
    advice: 'Delete the API key in Confluent Cloud under API keys.',
  },
  'secret.contentful.token': {
    title: 'Contentful token',
    advice: 'Revoke it in Contentful under Settings, CMA tokens or API keys.',
  },
  'secret.convex.deploy-key': {
    title: 'Convex deploy key',
    advice: "Delete it in the Convex dashboard under the deployment's settings.",
  },
  'secret.datastax.token': {
    title: 'Astra DB application token',
    advice: 'Delete it in Astra under Settings, Tokens.',
  },
  'secret.elastic.api-key': {
    title: 'Elastic API key',
    advice: 'Invalidate it in Kibana under Stack management, API keys.',
  },
  'secret.fauna.secret': {
    title: 'Fauna key secret',
    advice: 'Delete the key in the Fauna dashboard.',
  },
  'secret.influxdb.token': {
    title: 'InfluxDB token',
    advice: 'Delete it in InfluxDB under Load data, API tokens.',
  },
  'secret.mongodb.api-key': {
    title: 'MongoDB Atlas private key',
    advice: 'Delete the API key in Atlas under Access manager.',
  },
  'secret.mongodb.service-account-secret': {
    title: 'MongoDB Atlas service account secret',
    advice: 'Revoke it in Atlas under Access manager, Service accounts.',
  },
  'secret.sanity.token': {
    title: 'Sanity token',
    advice: "Delete it at sanity.io/manage under the project's API settings.",
  },
  'secret.snowflake.password': {
    title: 'Snowflake password',
    advice: 'Change it with `ALTER USER`, and sign in with a key pair or single sign-on.',
  },
  'secret.upstash.token': {
    title: 'Upstash REST token',
    advice: 'Reset the credentials in the Upstash console.',
  },
  'secret.xata.api-key': {
    title: 'Xata API key',
    advice: 'Delete it in Xata under Account settings.',
  },
} as const satisfies Record<string, RuleText>;
