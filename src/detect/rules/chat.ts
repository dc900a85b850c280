import { entropy, isRandom } from '../randomness.ts';
import type { Rule } from '../rule.ts';
import { bytesOfBase64 } from './base64-text.ts';
import { keyed } from './keyed.ts';
import { alnum, token, type Verdict } from './token.ts';

const slackTokens = 'https://docs.slack.dev/authentication/tokens';
const discord = 'https://docs.discord.com/developers/reference#authentication';
const discordWebhook = 'https://docs.discord.com/developers/resources/webhook';
const teams = 'https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook';
const telegram = 'https://core.telegram.org/bots/features#botfather';
const uuid = '[A-Za-z0-9]{8}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{4}-[A-Za-z0-9]{12}';

/** Chat and push messages. */
export const chatRules: readonly Rule[] = [
  token({
    id: 'secret.slack.token',
    severity: 'high',
    docs: slackTokens,
    prefixes: [
      'xoxb-',
      'xoxp-',
      'xoxa-',
      'xoxr-',
      'xoxs-',
      'xoxo-',
      'xoxe-',
      'xoxc-',
      'xoxd-',
      'xoxe.xoxb-',
      'xoxe.xoxp-',
      'xapp-',
    ],
    body: '[A-Za-z0-9%+/.-]{9,500}[A-Za-z0-9%+/=]',
    alphabet: 'A-Za-z0-9-',
    check: slackShape,
    validation: 'holds the numbers of workspace and user, or random characters in number',
  }),
  token({
    id: 'secret.slack.webhook',
    severity: 'high',
    docs: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
    prefixes: ['hooks.slack.com/services/', 'hooks.slack.com/workflows/', 'hooks.slack.com/triggers/'],
    before: '(?:https?://)?',
    body: '[A-Za-z0-9/]{40,80}',
    alphabet: alnum,
    shows: 0,
  }),
  token({
    id: 'secret.discord.webhook',
    severity: 'high',
    docs: discordWebhook,
    prefixes: ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/', 'discord.com/api/v10/webhooks/'],
    before: '(?:https?://)?(?:canary\\.|ptb\\.)?',
    body: '[0-9]{17,20}/[A-Za-z0-9_-]{60,80}',
    shows: 0,
  }),
  token({
    id: 'secret.discord.token',
    severity: 'high',
    docs: discord,
    prefixes: discordStarts(),
    body: String.raw`[A-Za-z0-9_-]{20,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}`,
    shows: 1,
    check: discordShape,
    validation: "the first part is the bot's number in base64",
  }),
  keyed({
    id: 'secret.discord.token',
    severity: 'high',
    docs: discord,
    words: ['discord'],
    body: String.raw`[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}`,
    alphabet: 'A-Za-z0-9_.-',
  }),
  keyed({
    id: 'secret.discord.token',
    severity: 'high',
    docs: discord,
    words: ['discord'],
    body: '(?:[A-Za-z0-9_-]{32}|[0-9a-f]{64})',
    label: 'client["\'\\s_-]{0,3}secret|token|secret',
    named: false,
  }),
  token({
    id: 'secret.telegram.bot-token',
    severity: 'high',
    docs: telegram,
    prefixes: telegramStarts(),
    // The bot's number stands before the colon.
    before: '(?:bot)?[0-9]{5,16}',
    body: '[A-Za-z0-9_-]{33}',
    shows: 0,
  }),
  keyed({
    id: 'secret.telegram.bot-token',
    severity: 'high',
    docs: telegram,
    words: ['telegram', 'tgram://'],
    body: '[0-9]{5,16}:[A-Za-z0-9_-]{35}',
    label: 'telegram|key|token|bot|secret|tgram',
    check: (value) => isRandom(value.slice(value.indexOf(':') + 1)),
    validation: "the bot's number, a colon and 35 random characters near the vendor's name",
  }),
  token({
    id: 'secret.teams.webhook',
    severity: 'high',
    docs: teams,
    prefixes: ['.webhook.office.com/webhookb2/', 'outlook.office.com/webhook/', 'outlook.office365.com/webhook/'],
    before: '(?:https://)?[A-Za-z0-9-]{0,48}',
    body: `${uuid}@${uuid}/(?:IncomingWebhook|[A-Za-z]{4,30})/[A-Za-z0-9]{32}/${uuid}(?:/[A-Za-z0-9_-]{20,60})?`,
    alphabet: alnum,
    shows: 0,
  }),
  token({
    id: 'secret.google-chat.webhook',
    severity: 'high',
    docs: 'https://developers.google.com/workspace/chat/quickstart/webhooks',
    prefixes: ['chat.googleapis.com/v1/spaces/'],
    before: '(?:https://)?',
    body: String.raw`[A-Za-z0-9_-]{8,20}/messages\?key=[A-Za-z0-9_-]{39}&(?:amp;)?token=[A-Za-z0-9_-]{40,60}(?:%3D)?`,
    shows: 0,
  }),
  token({
    id: 'secret.matrix.access-token',
    severity: 'high',
    docs: 'https://spec.matrix.org/latest/client-server-api/#using-access-tokens',
    prefixes: ['syt_', 'mat_', 'mct_'],
    body: '[A-Za-z0-9+/=]{1,80}_[A-Za-z]{16,30}_[A-Za-z0-9]{6}',
    alphabet: alnum,
    check: (value) => (value.startsWith('syt_') || value.length > 30 ? 'unknown' : 'reject'),
  }),
  keyed({
    id: 'secret.mattermost.token',
    severity: 'high',
    docs: 'https://developers.mattermost.com/integrate/reference/personal-access-token/',
    words: ['mattermost'],
    body: '[a-z0-9]{26}',
  }),
  keyed({
    id: 'secret.zulip.api-key',
    severity: 'high',
    docs: 'https://zulip.com/api/api-keys',
    words: ['zulip'],
    body: '[A-Za-z0-9]{32}',
  }),
  keyed({
    id: 'secret.pushover.key',
    severity: 'high',
    docs: 'https://pushover.net/api',
    words: ['pushover'],
    body: '[au][a-z0-9]{29}',
  }),
  token({
    id: 'secret.pushbullet.token',
    severity: 'high',
    docs: 'https://docs.pushbullet.com/#api-overview',
    prefixes: alnumStarts('o.'),
    body: '[A-Za-z0-9]{31}',
    alphabet: alnum,
    near: /pushbullet/i,
    shows: 2,
  }),
  token({
    id: 'secret.ntfy.token',
    severity: 'high',
    docs: 'https://docs.ntfy.sh/config/#access-tokens',
    prefixes: ['tk_'],
    body: '[a-z0-9]{29}',
    alphabet: alnum,
    check: (value) => (/\d.*\d.*\d/.test(value) ? 'unknown' : 'reject'),
    validation: 'holds several digits',
  }),
  token({
    id: 'secret.lark.webhook',
    severity: 'high',
    docs: 'https://open.larksuite.com/document/client-docs/bot-v3/add-custom-bot',
    prefixes: ['open.feishu.cn/open-apis/bot/v2/hook/', 'open.larksuite.com/open-apis/bot/v2/hook/'],
    before: '(?:https://)?',
    body: uuid,
    shows: 0,
  }),
  token({
    id: 'secret.wecom.webhook',
    severity: 'high',
    docs: 'https://developer.work.weixin.qq.com/document/path/91770',
    prefixes: ['qyapi.weixin.qq.com/cgi-bin/webhook/send?key='],
    before: '(?:https://)?',
    body: uuid,
    shows: 0,
  }),
  token({
    id: 'secret.dingtalk.webhook',
    severity: 'high',
    docs: 'https://open.dingtalk.com/document/orgapp/custom-bot-creation-and-installation',
    prefixes: ['oapi.dingtalk.com/robot/send?access_token='],
    before: '(?:https://)?',
    body: '[0-9a-f]{64}',
    alphabet: alnum,
    shows: 0,
  }),
  keyed({
    id: 'secret.line.channel-token',
    longest: 200,
    severity: 'high',
    docs: 'https://developers.line.biz/en/docs/basics/channel-access-token/',
    words: ['line_channel', 'line messaging', 'channel access token', 'channel_access_token'],
    body: '[A-Za-z0-9+/]{150,180}={0,2}',
    alphabet: 'A-Za-z0-9+/=',
    label: 'token|line_channel|channel',
  }),
];

/** `xoxb-` in prose has no digits behind it; placeholders have few, all alike, or break off at a dash. */
function slackShape(value: string): Verdict {
  const body = value.replace(/^x\w{3}(?:\.x\w{3})?-/, '');
  const groups = body.split('-');
  if (groups.some((group) => /^(\w)\1{7,}$/.test(group))) return 'reject';
  if (value.startsWith('xoxd-')) return body.length >= 40 && entropy(body) >= 3.5 ? 'unknown' : 'reject';
  const digits = body.replace(/\D/g, '').length;
  if (groups.length === 1 && !/[A-Za-z]/.test(body)) return 'reject';
  if (/^\d{2,7}$/.test(groups[0] ?? '') || groups.at(-1) === '') return 'reject';
  return digits >= 6 || (digits >= 2 && !/your|token|here/i.test(body)) ? 'unknown' : 'reject';
}

function discordShape(value: string): Verdict {
  const first = value.slice(0, value.indexOf('.'));
  return /^\d{16,20}$/.test(bytesOfBase64(first) ?? '') ? 'right' : 'unknown';
}

/** What a number's first two digits are in base64, with what the third one always adds. */
function discordStarts(): string[] {
  return [...'MNO'].flatMap((first) =>
    [...'DTjz'].flatMap((second) => [...'AEIMQUYcgk'].map((third) => first + second + third)),
  );
}

/** `:A` alone is too short for a literal. */
function telegramStarts(): string[] {
  return alnumStarts(':A').concat(':A_', ':A-');
}

function alnumStarts(prefix: string): string[] {
  return [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'].map((next) => prefix + next);
}
