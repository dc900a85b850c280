import type { RuleText } from './rule-text.ts';

/** Chat, mail, text messages. */
export const messageTexts = {
  'secret.apple.app-password': {
    title: 'Apple app-specific password',
    advice: 'Revoke it at account.apple.com under Sign-In and Security, App-Specific Passwords.',
  },
  'secret.customerio.api-key': {
    title: 'Customer.io API key',
    advice: 'Delete it in Customer.io under Settings, API credentials.',
  },
  'secret.dingtalk.webhook': {
    title: 'DingTalk webhook address',
    advice: 'Remove the robot from the group: whoever has the address can post.',
  },
  'secret.discord.token': {
    title: 'Discord bot token or client secret',
    advice: 'Reset it at discord.com/developers/applications under Bot or OAuth2.',
  },
  'secret.google-chat.webhook': {
    title: 'Google Chat webhook address',
    advice: "Remove the webhook in the space's settings: whoever has the address can post.",
  },
  'secret.klaviyo.private-key': {
    title: 'Klaviyo private API key',
    advice: 'Delete it in Klaviyo under Settings, API keys.',
  },
  'secret.lark.webhook': {
    title: 'Lark webhook address',
    advice: 'Remove the bot from the group: whoever has the address can post.',
  },
  'secret.line.channel-token': {
    title: 'LINE channel access token',
    advice: 'Reissue it in the LINE Developers console under Messaging API.',
  },
  'secret.mailchimp.api-key': {
    title: 'Mailchimp API key',
    advice: 'Revoke it in Mailchimp under Profile, Extras, API keys.',
  },
  'secret.mailersend.api-token': {
    title: 'MailerSend API token',
    advice: 'Delete it in MailerSend under Integrations, API tokens.',
  },
  'secret.mailjet.key': {
    title: 'Mailjet key or secret',
    advice: 'Reset it in Mailjet under Account settings, API key management.',
  },
  'secret.mandrill.api-key': {
    title: 'Mandrill API key',
    advice: 'Delete it at mandrillapp.com/settings.',
  },
  'secret.matrix.access-token': {
    title: 'Matrix access token',
    advice: 'Sign out that session in your Matrix client under Settings, Sessions.',
  },
  'secret.mattermost.token': {
    title: 'Mattermost access token',
    advice: 'Delete it in Mattermost under Profile, Security, Personal access tokens.',
  },
  'secret.messagebird.api-key': {
    title: 'MessageBird (Bird) API key',
    advice: 'Delete it in the dashboard under Developers, API access.',
  },
  'secret.ntfy.token': {
    title: 'ntfy access token',
    advice: 'Remove it with `ntfy token remove` or in the account page.',
  },
  'secret.postmark.token': {
    title: 'Postmark token',
    advice: 'Regenerate it in Postmark under the server or account, API Tokens.',
  },
  'secret.pushbullet.token': {
    title: 'Pushbullet access token',
    advice: 'Reset all tokens at pushbullet.com under Settings, Account.',
  },
  'secret.pushover.key': {
    title: 'Pushover user key or app token',
    advice: 'Reset it at pushover.net.',
  },
  'secret.sparkpost.api-key': {
    title: 'SparkPost API key',
    advice: 'Delete it in SparkPost under Account, API keys.',
  },
  'secret.teams.webhook': {
    title: 'Microsoft Teams webhook address',
    advice: 'Remove the connector or workflow from the channel: whoever has the address can post.',
  },
  'secret.telnyx.api-key': {
    title: 'Telnyx API key',
    advice: 'Delete it in the Telnyx portal under API keys.',
  },
  'secret.twilio.account-sid': {
    title: 'Twilio account SID',
    advice: 'It is public by itself: look for the auth token nearby.',
  },
  'secret.twilio.api-secret': {
    title: 'Twilio API key secret',
    advice: 'Delete the API key in the Twilio console.',
  },
  'secret.twilio.auth-token': {
    title: 'Twilio auth token',
    advice: 'Promote a secondary auth token in the Twilio console under Account, API keys & tokens.',
  },
  'secret.vonage.api-secret': {
    title: 'Vonage API secret',
    advice: 'Revoke it in the Vonage dashboard under API settings.',
  },
  'secret.wecom.webhook': {
    title: 'WeCom webhook address',
    advice: 'Remove the robot from the group: whoever has the address can post.',
  },
  'secret.zulip.api-key': {
    title: 'Zulip API key',
    advice: 'Generate a new one in Zulip under Settings, Account & privacy.',
  },
} as const satisfies Record<string, RuleText>;
