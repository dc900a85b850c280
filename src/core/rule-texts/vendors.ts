import type { RuleText } from './rule-text.ts';
import { accessTexts } from './vendor-access.ts';
import { aiTexts } from './vendor-ai.ts';
import { buildTexts } from './vendor-build.ts';
import { businessTexts } from './vendor-business.ts';
import { cloudTexts } from './vendor-clouds.ts';
import { dataTexts } from './vendor-data.ts';
import { homeTexts } from './vendor-home.ts';
import { hostTexts } from './vendor-hosts.ts';
import { messageTexts } from './vendor-messages.ts';
import { observabilityTexts } from './vendor-observability.ts';
import { paymentTexts } from './vendor-payment.ts';
import { toolTexts } from './vendor-tools.ts';

/** The best known ones. */
const commonTexts = {
  'secret.1password.secret-key': {
    title: '1Password Secret Key',
    advice: 'Make a new one in your 1Password account settings, and keep it in the Emergency Kit only.',
  },
  'secret.1password.service-account-token': {
    title: '1Password service account token',
    advice: 'Rotate it in 1Password under Developer, Service Accounts.',
  },
  'secret.airtable.token': {
    title: 'Airtable personal access token',
    advice: 'Revoke it at airtable.com/create/tokens, then keep the new one in a password manager.',
  },
  'secret.anthropic.api-key': {
    title: 'Anthropic API key',
    advice: 'Delete it in the Anthropic Console under API keys, then keep the new one in a password manager.',
  },
  'secret.atlassian.token': {
    title: 'Atlassian API token',
    advice: 'Revoke it in your Atlassian account under Security, API tokens.',
  },
  'secret.aws.access-key-id': {
    title: 'AWS access key id',
    advice: 'It is public by itself: look for its secret nearby, and deactivate the pair in IAM if that was exposed.',
  },
  'secret.aws.bedrock-key': {
    title: 'Amazon Bedrock API key',
    advice: 'Delete it in the Amazon Bedrock console under API keys.',
  },
  'secret.aws.secret-access-key': {
    title: 'AWS secret access key',
    advice:
      'Deactivate the key in IAM under Security credentials, make a new one, and use a profile or role instead of a note.',
  },
  'secret.azure.storage-key': {
    title: 'Azure storage account key',
    advice: 'Rotate the key in the storage account under Access keys.',
  },
  'secret.bitbucket.app-password': {
    title: 'Bitbucket app password',
    advice: 'Revoke it in Bitbucket under Personal settings, App passwords.',
  },
  'secret.brevo.api-key': {
    title: 'Brevo API key',
    advice: 'Delete it in Brevo under SMTP & API.',
  },
  'secret.cloudflare.token': {
    title: 'Cloudflare API token',
    advice: 'Roll it in the Cloudflare dashboard under My Profile, API Tokens.',
  },
  'secret.databricks.token': {
    title: 'Databricks access token',
    advice: 'Revoke it in Databricks under Settings, Developer, Access tokens.',
  },
  'secret.digitalocean.token': {
    title: 'DigitalOcean token',
    advice: 'Delete it in the DigitalOcean control panel under API.',
  },
  'secret.discord.webhook': {
    title: 'Discord webhook address',
    advice: 'Delete the webhook in the channel settings under Integrations: whoever has the address can post.',
  },
  'secret.docker.token': {
    title: 'Docker access token',
    advice: 'Delete it at hub.docker.com under Account settings, Personal access tokens.',
  },
  'secret.doppler.token': {
    title: 'Doppler token',
    advice: 'Revoke it in the Doppler dashboard under Tokens.',
  },
  'secret.dropbox.token': {
    title: 'Dropbox access token',
    advice: 'Disconnect the app in Dropbox under Settings, Connected apps.',
  },
  'secret.figma.token': {
    title: 'Figma personal access token',
    advice: 'Revoke it in Figma under Settings, Security.',
  },
  'secret.fly.token': {
    title: 'Fly.io token',
    advice: 'Revoke it with `fly tokens revoke` or in the Fly.io dashboard.',
  },
  'secret.github.token': {
    title: 'GitHub token',
    advice: 'Delete it at github.com/settings/tokens, then keep the new one in a password manager.',
  },
  'secret.gitlab.token': {
    title: 'GitLab token',
    advice: 'Revoke it in GitLab under Preferences, Access tokens, or where the runner or deploy token was made.',
  },
  'secret.google.api-key': {
    title: 'Google API key',
    advice: 'Regenerate it in the Google Cloud console under Credentials, and restrict it to what needs it.',
  },
  'secret.google.oauth-client-secret': {
    title: 'Google OAuth client secret',
    advice: 'Reset it in the Google Cloud console under Credentials.',
  },
  'secret.google.oauth-token': {
    title: 'Google OAuth access token',
    advice: "Remove the app's access at myaccount.google.com/permissions.",
  },
  'secret.grafana.token': {
    title: 'Grafana token',
    advice: 'Delete it in Grafana under Administration, Service accounts or Access policies.',
  },
  'secret.groq.api-key': {
    title: 'Groq API key',
    advice: 'Delete it at console.groq.com/keys, then keep the new one in a password manager.',
  },
  'secret.heroku.api-key': {
    title: 'Heroku API key',
    advice: 'Regenerate it in your Heroku account settings.',
  },
  'secret.huggingface.token': {
    title: 'Hugging Face token',
    advice: 'Delete it at huggingface.co/settings/tokens, then keep the new one in a password manager.',
  },
  'secret.langsmith.api-key': {
    title: 'LangSmith API key',
    advice: 'Delete it in LangSmith under Settings, API keys.',
  },
  'secret.linear.api-key': {
    title: 'Linear API key',
    advice: 'Revoke it in Linear under Settings, Security & access.',
  },
  'secret.mailgun.api-key': {
    title: 'Mailgun API key',
    advice: 'Delete it in Mailgun under API security.',
  },
  'secret.neon.api-key': {
    title: 'Neon API key',
    advice: 'Revoke it in the Neon console under Account settings, API keys.',
  },
  'secret.netlify.token': {
    title: 'Netlify access token',
    advice: 'Delete it in Netlify under User settings, Applications.',
  },
  'secret.newrelic.user-key': {
    title: 'New Relic user key',
    advice: 'Delete it in New Relic under API keys.',
  },
  'secret.notion.token': {
    title: 'Notion integration token',
    advice: 'Refresh it at notion.so/profile/integrations, then keep the new one in a password manager.',
  },
  'secret.npm.token': {
    title: 'npm access token',
    advice: 'Revoke it with `npm token revoke` or at npmjs.com under Access Tokens.',
  },
  'secret.nuget.api-key': {
    title: 'NuGet API key',
    advice: 'Delete it at nuget.org under API Keys.',
  },
  'secret.nvidia.api-key': {
    title: 'NVIDIA API key',
    advice: 'Delete it at build.nvidia.com under API Keys.',
  },
  'secret.openai.api-key': {
    title: 'OpenAI API key',
    advice: 'Delete it at platform.openai.com/api-keys, then keep the new one in a password manager.',
  },
  'secret.openrouter.api-key': {
    title: 'OpenRouter API key',
    advice: 'Delete it at openrouter.ai/settings/keys, then keep the new one in a password manager.',
  },
  'secret.perplexity.api-key': {
    title: 'Perplexity API key',
    advice: 'Delete it in Perplexity under Settings, API.',
  },
  'secret.pinecone.api-key': {
    title: 'Pinecone API key',
    advice: 'Delete it in the Pinecone console under API keys.',
  },
  'secret.planetscale.token': {
    title: 'PlanetScale token or password',
    advice: 'Delete it in PlanetScale under Settings.',
  },
  'secret.posthog.personal-key': {
    title: 'PostHog personal API key',
    advice: 'Delete it in PostHog under Settings, Personal API keys.',
  },
  'secret.postman.api-key': {
    title: 'Postman API key',
    advice: 'Revoke it in Postman under Settings, API keys.',
  },
  'secret.pypi.token': {
    title: 'PyPI token',
    advice: 'Remove it at pypi.org/manage/account, then keep the new one in a password manager.',
  },
  'secret.replicate.token': {
    title: 'Replicate API token',
    advice: 'Disable it at replicate.com/account/api-tokens, then keep the new one in a password manager.',
  },
  'secret.resend.api-key': {
    title: 'Resend API key',
    advice: 'Delete it at resend.com/api-keys, then keep the new one in a password manager.',
  },
  'secret.rubygems.token': {
    title: 'RubyGems API key',
    advice: 'Delete it at rubygems.org/profile/api_keys.',
  },
  'secret.sendgrid.api-key': {
    title: 'SendGrid API key',
    advice: 'Delete it in SendGrid under Settings, API Keys.',
  },
  'secret.sentry.token': {
    title: 'Sentry auth token',
    advice: 'Revoke it in Sentry under Settings, Auth Tokens.',
  },
  'secret.shopify.token': {
    title: 'Shopify access token',
    advice: 'Uninstall the app or rotate its credentials in the Shopify admin.',
  },
  'secret.slack.token': {
    title: 'Slack token',
    advice: 'Revoke it at api.slack.com/apps under OAuth & Permissions.',
  },
  'secret.slack.webhook': {
    title: 'Slack webhook address',
    advice: 'Remove the webhook at api.slack.com/apps: whoever has the address can post.',
  },
  'secret.square.token': {
    title: 'Square access token',
    advice: 'Replace it in the Square Developer Console under Credentials.',
  },
  'secret.stripe.publishable-key': {
    title: 'Stripe publishable key',
    advice: 'It is made to be public; nothing needs to be done.',
  },
  'secret.stripe.secret-key': {
    title: 'Stripe secret key',
    advice: 'Roll it at dashboard.stripe.com/apikeys, then keep the new one in a password manager.',
  },
  'secret.stripe.webhook-secret': {
    title: 'Stripe webhook signing secret',
    advice: 'Roll it in the Stripe dashboard under Webhooks.',
  },
  'secret.supabase.token': {
    title: 'Supabase token',
    advice: "Revoke it at supabase.com/dashboard/account/tokens or in the project's API settings.",
  },
  'secret.tailscale.key': {
    title: 'Tailscale key',
    advice: 'Revoke it at login.tailscale.com/admin/settings/keys.',
  },
  'secret.tavily.api-key': {
    title: 'Tavily API key',
    advice: 'Delete it at app.tavily.com.',
  },
  'secret.telegram.bot-token': {
    title: 'Telegram bot token',
    advice: 'Send /revoke to @BotFather and use the new token.',
  },
  'secret.terraform.token': {
    title: 'Terraform token',
    advice: 'Delete it at app.terraform.io under User settings, Tokens.',
  },
  'secret.twilio.api-key': {
    title: 'Twilio API key',
    advice: 'Delete it in the Twilio console under API keys.',
  },
  'secret.vault.token': {
    title: 'HashiCorp Vault token',
    advice: 'Revoke it with `vault token revoke`.',
  },
  'secret.vercel.token': {
    title: 'Vercel token',
    advice: 'Delete it at vercel.com/account/tokens.',
  },
  'secret.xai.api-key': {
    title: 'xAI API key',
    advice: 'Delete it at console.x.ai under API Keys.',
  },
} as const satisfies Record<string, RuleText>;

/** Keys and tokens that a vendor's format gives away, by the kind of vendor; the ids of each part are in order. */
export const vendorTextParts = {
  access: accessTexts,
  ai: aiTexts,
  build: buildTexts,
  business: businessTexts,
  clouds: cloudTexts,
  common: commonTexts,
  data: dataTexts,
  home: homeTexts,
  hosts: hostTexts,
  messages: messageTexts,
  observability: observabilityTexts,
  payment: paymentTexts,
  tools: toolTexts,
} as const;

/** All of them in one. */
export const vendorTexts = {
  ...accessTexts,
  ...aiTexts,
  ...buildTexts,
  ...businessTexts,
  ...cloudTexts,
  ...commonTexts,
  ...dataTexts,
  ...homeTexts,
  ...hostTexts,
  ...messageTexts,
  ...observabilityTexts,
  ...paymentTexts,
  ...toolTexts,
} as const;
