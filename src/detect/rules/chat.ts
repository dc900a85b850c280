import type { Rule } from '../rule.ts';
import { token } from './token.ts';

const slackTokens = 'https://docs.slack.dev/authentication/tokens';

export const chatRules: readonly Rule[] = [
  token({
    id: 'secret.slack.token',
    severity: 'high',
    docs: slackTokens,
    prefixes: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxe-', 'xoxc-', 'xoxd-', 'xoxe.xox', 'xapp-'],
    body: '[A-Za-z0-9%-]{20,400}',
    alphabet: 'A-Za-z0-9',
    // The shape alone: `xoxb-` in prose has no digits behind it.
    check: (value) => (/\d{6}/.test(value) || value.startsWith('xoxd-') ? 'unknown' : 'reject'),
  }),
  token({
    id: 'secret.slack.webhook',
    severity: 'high',
    docs: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    prefixes: [
      'https://hooks.slack.com/services/',
      'https://hooks.slack.com/workflows/',
      'https://hooks.slack.com/triggers/',
    ],
    body: '[A-Za-z0-9]{8,12}/[A-Za-z0-9]{8,20}/[A-Za-z0-9]{18,46}',
    alphabet: 'A-Za-z0-9',
  }),
  token({
    id: 'secret.discord.webhook',
    severity: 'high',
    docs: 'https://docs.discord.com/developers/resources/webhook',
    prefixes: [
      'https://discord.com/api/webhooks/',
      'https://discordapp.com/api/webhooks/',
      'https://canary.discord.com/api/webhooks/',
    ],
    body: '[0-9]{17,20}/[A-Za-z0-9_-]{60,80}',
  }),
  token({
    id: 'secret.telegram.bot-token',
    severity: 'high',
    docs: 'https://core.telegram.org/bots/features#botfather',
    prefixes: [':AA'],
    // The bot's number stands before the colon.
    before: '[0-9]{8,10}',
    body: '[A-Za-z0-9_-]{33}',
  }),
];
