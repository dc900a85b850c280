import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { rules as preset } from '@secretlint/secretlint-rule-preset-recommend';
import type { RuleId } from '../core/rule-texts.ts';
import type { Severity } from '../core/severity.ts';
import type { Note, Rank, Source, SourceHit } from '../detect/rule.ts';

/** How one of secretlint's messages becomes a finding. */
interface Mapped {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly rank?: Rank;
  /** Where the message's range is not the value's: finds the value as group 1, from the range's start. Needs `dy`. */
  readonly value?: RegExp;
}

interface Scanner {
  /** Every text that the scanner reports holds one of these. */
  readonly literals: readonly string[];
  /** Messages by their id; one that is not here is no secret. */
  readonly messages: Readonly<Record<string, Mapped>>;
  /** Cheap look at a text whose literals say little, before the scanner is asked. */
  readonly worthwhile?: RegExp;
}

const high = (id: RuleId): Mapped => ({ id, severity: 'high' });
const postgres = high('secret.database.connection-string');
const tailscale = high('secret.tailscale.key');
const vault = high('secret.vault.token');
const vercel = high('secret.vercel.token');
const cloudflare = high('secret.cloudflare.token');
const stripe = high('secret.stripe.secret-key');
const stripeTest: Mapped = { id: 'secret.stripe.secret-key', severity: 'low' };

/**
 * The preset's scanners by the last part of their id. Some are not asked: `filter-comments` lets a comment in a note
 * silence findings, `gcp` reports a whole file for the private key that our own rule finds at its place, of `aws`
 * the account number is no secret, and what `basicauth` says of passwords in addresses our own rule judges with more care.
 */
const scanners: Readonly<Record<string, Scanner>> = {
  aws: {
    literals: ['AKIA', 'ASIA', 'A3T', 'secret_access_key', 'secretaccesskey', 'secret_accesskey', 'secretaccess_key'],
    messages: {
      AWSAccessKeyID: { id: 'secret.aws.access-key-id', severity: 'medium' },
      AWSSecretAccessKey: {
        id: 'secret.aws.secret-access-key',
        severity: 'high',
        value: /[^A-Za-z]?[A-Za-z_]{1,24}["']?\s*(?::|=>|=)\s*["']?([A-Za-z0-9/+=]{40})/dy,
      },
    },
  },
  privatekey: {
    literals: ['-----BEGIN '],
    messages: { PrivateKey: { id: 'secret.private-key', severity: 'critical' } },
  },
  npm: {
    literals: ['npm_', '_authtoken=', ':x-oauth-basic@github.com'],
    // Variables of npm begin like its tokens.
    worthwhile: /npm_[A-Za-z0-9_]{36}|_authtoken=|:x-oauth-basic/i,
    messages: {
      NPM_ACCESS_TOKEN: high('secret.npm.token'),
      Npmrc_authToken: { ...high('secret.npm.token'), value: /_authToken=([^\s$]+)/dy },
      PackageJSON_xOauthToken: { ...high('secret.github.token'), value: /https?:\/\/([^\s:@]{1,256}):x-oauth-basic/dy },
    },
  },
  slack: {
    literals: ['xoxb-', 'xoxp-', 'xapp-', 'xoxa-', 'xoxo-', 'xoxr-', 'hooks.slack.com/services/'],
    messages: { SLACK_TOKEN: high('secret.slack.token'), IncomingWebhook: high('secret.slack.webhook') },
  },
  sendgrid: { literals: ['SG.'], messages: { SENDGRID_KEY: high('secret.sendgrid.api-key') } },
  shopify: {
    literals: ['shppa_', 'shpca_', 'shpat_', 'shpss_'],
    messages: { SHOPIFY_KEY: high('secret.shopify.token') },
  },
  stripe: {
    literals: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'],
    messages: {
      STRIPE_SECRET_KEY_LIVE: stripe,
      STRIPE_RESTRICTED_KEY_LIVE: stripe,
      STRIPE_SECRET_KEY_TEST: stripeTest,
      STRIPE_RESTRICTED_KEY_TEST: stripeTest,
    },
  },
  github: {
    literals: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    messages: { GITHUB_TOKEN: high('secret.github.token') },
  },
  gitlab: { literals: ['glpat-'], messages: { GITLAB_PERSONAL_ACCESS_TOKEN: high('secret.gitlab.token') } },
  grafana: {
    literals: ['glc_', 'glsa_'],
    messages: {
      GRAFANA_CLOUD_API_TOKEN: high('secret.grafana.token'),
      GRAFANA_SERVICE_ACCOUNT_TOKEN: high('secret.grafana.token'),
    },
  },
  openai: { literals: ['T3BlbkFJ'], messages: { OPENAI_TOKEN: high('secret.openai.api-key') } },
  anthropic: { literals: ['sk-ant-api0'], messages: { ANTHROPIC_API_KEY: high('secret.anthropic.api-key') } },
  groq: { literals: ['gsk_'], messages: { GROQ_API_KEY: high('secret.groq.api-key') } },
  huggingface: {
    literals: ['hf_'],
    messages: { HUGGINGFACE_USER_ACCESS_TOKEN: high('secret.huggingface.token') },
    worthwhile: /hf_[A-Za-z0-9]{20}/,
  },
  linear: { literals: ['lin_api_'], messages: { LINEAR_API_TOKEN: high('secret.linear.api-key') } },
  notion: { literals: ['ntn_'], messages: { NOTION_INTEGRATION_TOKEN: high('secret.notion.token') } },
  '1password': { literals: ['ops_ey'], messages: { OPS_TOKEN: high('secret.1password.service-account-token') } },
  'database-connection-string': {
    literals: ['mongodb://', 'mongodb+srv://', 'mysql://', 'mysqlx://', 'postgres://', 'postgresql://'],
    messages: { MongoDBConnection: postgres, MySQLConnection: postgres, PostgreSQLConnection: postgres },
    worthwhile: /:\/\/[^\s:@/]{1,256}:[^\s:@/]{1,256}@/,
  },
  'hashicorp-vault': {
    literals: ['hvs.', 'hvb.', 'hvr.'],
    messages: {
      HASHICORP_VAULT_SERVICE_TOKEN: vault,
      HASHICORP_VAULT_BATCH_TOKEN: vault,
      HASHICORP_VAULT_RECOVERY_TOKEN: vault,
    },
  },
  vercel: {
    literals: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
    messages: {
      VERCEL_PERSONAL_ACCESS_TOKEN: vercel,
      VERCEL_INTEGRATION_TOKEN: vercel,
      VERCEL_APP_ACCESS_TOKEN: vercel,
      VERCEL_APP_REFRESH_TOKEN: vercel,
      VERCEL_AI_GATEWAY_API_KEY: vercel,
    },
  },
  databricks: {
    literals: ['dapi'],
    messages: { DATABRICKS_PERSONAL_ACCESS_TOKEN: high('secret.databricks.token') },
    worthwhile: /dapi[0-9a-z]{16}/i,
  },
  docker: { literals: ['dckr_pat_'], messages: { DOCKER_PERSONAL_ACCESS_TOKEN: high('secret.docker.token') } },
  figma: { literals: ['figd_'], messages: { FIGMA_PERSONAL_ACCESS_TOKEN: high('secret.figma.token') } },
  cloudflare: {
    literals: ['cfk_', 'cfut_', 'cfat_'],
    messages: {
      CLOUDFLARE_GLOBAL_API_KEY: cloudflare,
      CLOUDFLARE_USER_API_TOKEN: cloudflare,
      CLOUDFLARE_ACCOUNT_API_TOKEN: cloudflare,
    },
  },
  tailscale: {
    literals: ['tskey-'],
    messages: {
      TAILSCALE_API_KEY: tailscale,
      TAILSCALE_AUTH_KEY: tailscale,
      TAILSCALE_CLIENT_KEY: tailscale,
      TAILSCALE_SCIM_KEY: tailscale,
      TAILSCALE_WEBHOOK_KEY: tailscale,
      TAILSCALE_KEY: tailscale,
    },
  },
};

/** Scanners of the preset that are left out on purpose; a test holds the preset against both lists. */
export const unaskedScanners: readonly string[] = ['gcp', 'filter-comments', 'basicauth'];

// Its profiler is on for users of the library: it halves the speed and keeps what it measured.
secretLintProfiler.setEnabled(false);

const shortId = (id: string): string => id.replace('@secretlint/secretlint-rule-', '');

interface Asked extends Scanner {
  readonly config: Parameters<typeof lintSource>[0]['options']['config']['rules'][number];
}

const asked: readonly Asked[] = preset.flatMap((rule) => {
  const id = shortId(rule.meta.id);
  const scanner = scanners[id];
  if (scanner === undefined) return [];
  // Access key ids are off by default.
  const options = id === 'aws' ? { enableIDScanRule: true } : {};
  return [{ ...scanner, config: { id: rule.meta.id, rule, options } }];
});

/** Ids of the preset's scanners, without their common beginning, and of those that are asked. */
export const presetScanners: readonly string[] = preset.map((rule) => shortId(rule.meta.id));
export const askedScanners: readonly string[] = Object.keys(scanners);

const owners = asked.flatMap((scanner) => scanner.literals.map(() => scanner));
const ownerOfMessage = new Map(asked.map((scanner) => [scanner.config.id, scanner]));

/** Text on each side of a literal that a scanner is given, and the longest text that it is given whole. */
const margin = 4096;
const shortText = 1 << 15;

/**
 * secretlint's recommended preset as a source of findings (https://github.com/secretlint/secretlint). Of what it says
 * only the message's id and range are taken: its texts hold the value.
 */
export const secretlint: Source = {
  literals: asked.flatMap((scanner) => scanner.literals),
  async find(text, at, which, note) {
    const hits: SourceHit[] = [];
    for (const { from, to, scanners: wanted } of pieces(text, at, which)) {
      const content = text.slice(from, to);
      const rules = wanted.filter(({ worthwhile }) => worthwhile?.test(content) ?? true).map(({ config }) => config);
      if (rules.length > 0) hits.push(...(await ask(content, from, rules, note)));
    }
    return hits;
  },
};

interface Piece {
  readonly from: number;
  to: number;
  readonly scanners: Asked[];
}

/** A short text whole, of a long one what lies around literals; each with the scanners that it is for. */
function pieces(text: string, at: readonly number[], which: readonly number[]): Piece[] {
  const found: Piece[] = [];
  for (const [index, offset] of at.entries()) {
    const scanner = owners[which[index] ?? -1];
    if (scanner === undefined) continue;
    const isShort = text.length <= shortText;
    const from = isShort ? 0 : Math.max(0, offset - margin);
    const to = isShort ? text.length : Math.min(text.length, offset + margin);
    let piece = found.at(-1);
    // Pieces that meet become one, up to a length at which the scanners' patterns are still quick.
    if (piece === undefined || from > piece.to || to - piece.from > 2 * shortText) {
      piece = { from, to, scanners: [] };
      found.push(piece);
    }
    piece.to = Math.max(piece.to, to);
    if (!piece.scanners.includes(scanner)) piece.scanners.push(scanner);
  }
  return found;
}

async function ask(content: string, from: number, rules: Asked['config'][], note: Note): Promise<SourceHit[]> {
  const { messages } = await lintSource({
    source: { content, filePath: note.path, ext: '', contentType: 'text' },
    options: { config: { rules }, noPhysicFilePath: true, maskSecrets: true },
  });
  return messages.flatMap(({ ruleId, messageId, range }) => {
    const mapped = ownerOfMessage.get(ruleId)?.messages[messageId];
    if (mapped === undefined) return [];
    const [start, end] = mapped.value === undefined ? range : (locate(mapped.value, content, range[0]) ?? range);
    const { id, severity, rank = 'base' } = mapped;
    return [{ id, severity, rank, start: from + start, end: from + end }];
  });
}

function locate(pattern: RegExp, content: string, at: number): readonly [number, number] | undefined {
  pattern.lastIndex = at;
  return pattern.exec(content)?.indices?.[1];
}
