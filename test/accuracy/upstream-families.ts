/**
 * How the development data's rule names map to Cloister's families (the second part of a rule id: `secret.github.…`).
 * Names are the upstream scanners' own; read and mapped by hand.
 */

/** Families that the design's list of vendors names ("Vendor families"), as Cloister's ids call them. */
export const listedFamilies: ReadonlySet<string> = new Set(
  `1password age airtable anthropic apple atlassian aws azure bitbucket bitwarden brevo cerebras clickup cloudflare cohere
   coinbase crates cursor databricks database datadog deepseek digitalocean discord docker doppler dropbox elevenlabs
   figma firecrawl fireworks fly gitea github gitlab google grafana groq hetzner heroku home-assistant huggingface jfrog
   jina jwt langsmith linear linode mailchimp mailersend mailgun mistral mongodb moonshot mullvad neon netlify newrelic
   notion npm nuget nvidia ollama openai openrouter openvpn paypal perplexity pinecone plaid planetscale posthog postman
   postmark private-key pypi readwise replicate resend rubygems sendgrid sentry shopify slack spotify square stability
   stripe supabase tailscale tavily teams telegram terraform todoist together twilio twitch vault vercel wandb wireguard
   xai`.split(/\s+/),
);

/** Upstream names whose first word is not the family's. */
const aliases: Readonly<Record<string, string>> = {
  adafruitio: 'adafruit',
  alibabacloud: 'alibaba',
  artifactory: 'jfrog',
  asanaoauth: 'asana',
  azureopenai: 'azure',
  azuresearch: 'azure',
  azurestorage: 'azure',
  cratesio: 'crates',
  dockerhub: 'docker',
  'frame.io': 'frameio',
  gcp: 'google',
  gitalk: 'github',
  'hashicorp-tf': 'terraform',
  hashicorp: 'vault',
  hubspotapi: 'hubspot',
  'azure-ad': 'azure',
  jira: 'atlassian',
  langchain: 'langsmith',
  microsoftteamswebhook: 'teams',
  'microsoft-teams': 'teams',
  msteams: 'teams',
  'new-relic': 'newrelic',
  nvapi: 'nvidia',
  particleio: 'particle',
  pem: 'private-key',
  'private-key': 'private-key',
  privkey: 'private-key',
  'sidekiq-sensitive-url': 'url',
  sonarcloud: 'sonar',
  sonarqube: 'sonar',
  squareup: 'square',
  twitter: 'x',
  'weights-and-biases': 'wandb',
  youneedabudget: 'ynab',
  zapierwebhook: 'zapier',
};

/**
 * Rules whose samples are no secrets by the vendor's own word: names, addresses, public halves and ids. Upstream needs
 * them to check the secret beside them. What Cloister says of them is not counted.
 */
export const publicValues: Readonly<Record<string, string>> = {
  'artifactory-jfrog-url': 'an address',
  'bitbucket-client-id': "an OAuth client's public id",
  'canva-client-id': "an OAuth client's public id",
  'clickhouse-cloud-key-id': 'the public half of a key',
  'cloudinary-cloud-name': 'a name that stands in every picture’s address',
  'kingfisher.age.1': 'an age recipient: the public half',
  'kingfisher.algolia.2': 'a public application id',
  'kingfisher.azuresearch.url.1': 'an address',
  'kingfisher.azurestorage.1a': 'the name of an account',
  'kingfisher.azurestorage.1b': 'an address',
  'kingfisher.azurestorage.1c': 'the name of an account',
  'kingfisher.azurestorage.name.1': 'the name or address of an account',
  'kingfisher.bitbucket.1': "an OAuth client's public id",
  'kingfisher.databricks.3': 'an address',
  'kingfisher.facebook.1': 'a public application id',
  'kingfisher.launchdarkly.2': 'an id that is made for web pages',
  'kingfisher.mongodb.2': 'the public half of a key',
  'kingfisher.okta.2': 'an address',
  'kingfisher.paypal.1': "an OAuth client's public id",
  'kingfisher.planetscale.2': 'the name of a user',
  'kingfisher.salesforce.2': 'an address',
  'kingfisher.shopify.2': 'an address',
  'kingfisher.snowflake.2': 'the name of a user',
  'kingfisher.sonarqube.2': 'an address',
  'kingfisher.spotify.2': "an OAuth client's public id",
  'np.age.1': 'an age recipient: the public half',
  'np.linkedin.1': 'an application id, and prose',
  'np.reactapp.1': 'the name of a user',
  'np.twitter.1': 'a consumer key: the public half',
  'plaid-client-id': 'the id of a customer, which stands beside the secret',
  'planetscale-id': 'the name of a user',
  'snowflake-account-host.1': 'an address',
  'supabase-project-url': 'an address',
  'tableau-personal-access-token-name.1': 'the name of a token',
};

/** The family of an upstream rule. */
export function familyOf(rule: string): string {
  // Any value under the label of a secret that signs web tokens.
  if (rule === 'np.jwt.3') return 'generic';
  const name = rule.replace(/^(?:kingfisher|np)\./, '').replace(/(?:\.[a-z_0-9]+)?\.\d+[a-z]?$|\.\d+$/, '');
  for (const [alias, family] of Object.entries(aliases))
    if (name === alias || name.startsWith(`${alias}-`)) return family;
  const first = name.split(/[-.]/, 1)[0] ?? name;
  return aliases[first] ?? first;
}
