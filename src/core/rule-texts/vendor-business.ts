import type { RuleText } from './rule-text.ts';

/** Customers, identity, social networks, automation. */
export const businessTexts = {
  'secret.activecampaign.api-key': {
    title: 'ActiveCampaign API key',
    advice: 'Reset it in ActiveCampaign under Settings, Developer.',
  },
  'secret.auth0.client-secret': {
    title: 'Auth0 client secret',
    advice: "Rotate it in the Auth0 dashboard under the application's settings.",
  },
  'secret.bitly.token': {
    title: 'Bitly access token',
    advice: 'Reset it at app.bitly.com/settings/api.',
  },
  'secret.bluesky.app-password': {
    title: 'Bluesky app password',
    advice: 'Revoke it in Bluesky under Settings, Privacy and security, App passwords.',
  },
  'secret.cal.api-key': {
    title: 'Cal.com API key',
    advice: 'Revoke it in Cal.com under Settings, Developer, API keys.',
  },
  'secret.calendly.token': {
    title: 'Calendly personal access token',
    advice: 'Revoke it in Calendly under Integrations, API & Webhooks.',
  },
  'secret.clerk.secret-key': {
    title: 'Clerk secret key',
    advice: 'Rotate it in the Clerk dashboard under API keys.',
  },
  'secret.etsy.api-key': {
    title: 'Etsy API key',
    advice: "Replace the app's keys at etsy.com/developers/your-apps.",
  },
  'secret.facebook.access-token': {
    title: 'Meta access token',
    advice: 'Remove the app at facebook.com/settings under Business integrations, or reset the app secret.',
  },
  'secret.facebook.app-secret': {
    title: 'Meta app secret or app token',
    advice: 'Reset it at developers.facebook.com under App settings, Basic.',
  },
  'secret.freshdesk.api-key': {
    title: 'Freshdesk API key',
    advice: 'Reset it in Freshdesk under Profile settings.',
  },
  'secret.hibp.api-key': {
    title: 'Have I Been Pwned API key',
    advice: 'Regenerate it at haveibeenpwned.com/API/Key.',
  },
  'secret.hubspot.token': {
    title: 'HubSpot token',
    advice: 'Rotate it in HubSpot under Settings, Integrations, Private apps.',
  },
  'secret.ifttt.webhook-key': {
    title: 'IFTTT webhook key',
    advice: 'Regenerate it at ifttt.com/maker_webhooks/settings: whoever has it can trigger your applets.',
  },
  'secret.instagram.access-token': {
    title: 'Instagram access token',
    advice: 'Remove the app in Instagram under Website permissions.',
  },
  'secret.intercom.access-token': {
    title: 'Intercom access token',
    advice: 'Regenerate it in the Intercom Developer Hub under Authentication.',
  },
  'secret.linkedin.client-secret': {
    title: 'LinkedIn client secret',
    advice: 'Generate a new one at linkedin.com/developers/apps under Auth.',
  },
  'secret.make.webhook': {
    title: 'Make webhook address',
    advice: 'Delete the webhook in Make: whoever has the address can start the scenario.',
  },
  'secret.mastodon.access-token': {
    title: 'Mastodon access token',
    advice: "Revoke it in your account's preferences under Development or Authorized apps.",
  },
  'secret.okta.api-token': {
    title: 'Okta API token',
    advice: 'Revoke it in the Okta admin console under Security, API, Tokens.',
  },
  'secret.onelogin.client-secret': {
    title: 'OneLogin client secret',
    advice: 'Delete the credential in OneLogin under Developers, API credentials.',
  },
  'secret.pinterest.access-token': {
    title: 'Pinterest access token',
    advice: 'Remove the app in Pinterest under Settings, Security.',
  },
  'secret.pipedrive.api-token': {
    title: 'Pipedrive API token',
    advice: 'Regenerate it in Pipedrive under Personal preferences, API.',
  },
  'secret.reddit.client-secret': {
    title: 'Reddit client secret',
    advice: 'Delete the app at reddit.com/prefs/apps and make a new one.',
  },
  'secret.salesforce.access-token': {
    title: 'Salesforce access token',
    advice: 'End the session in Salesforce under Setup, Session Management.',
  },
  'secret.segment.api-token': {
    title: 'Segment API token',
    advice: 'Delete it in Segment under Settings, Access Management, Tokens.',
  },
  'secret.sendbird.api-token': {
    title: 'Sendbird API token',
    advice: 'Revoke it in the Sendbird dashboard under Settings, API tokens.',
  },
  'secret.shodan.api-key': {
    title: 'Shodan API key',
    advice: 'Reset it at account.shodan.io.',
  },
  'secret.virustotal.api-key': {
    title: 'VirusTotal API key',
    advice: 'Regenerate it in your VirusTotal profile under API key.',
  },
  'secret.x.api-secret': {
    title: 'X (Twitter) API key or secret',
    advice: 'Regenerate it at developer.x.com under Keys and tokens.',
  },
  'secret.x.bearer-token': {
    title: 'X (Twitter) bearer token',
    advice: 'Revoke it at developer.x.com under Keys and tokens.',
  },
  'secret.zapier.webhook': {
    title: 'Zapier webhook address',
    advice: 'Delete the webhook step in Zapier: whoever has the address can start the Zap.',
  },
  'secret.zendesk.api-token': {
    title: 'Zendesk API token',
    advice: 'Delete it in the Zendesk Admin Center under Apps and integrations, API tokens.',
  },
  'secret.zoho.token': {
    title: 'Zoho OAuth token',
    advice: 'Revoke it at accounts.zoho.com under Connected apps.',
  },
} as const satisfies Record<string, RuleText>;
