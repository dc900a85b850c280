import type { secretTexts } from '../../../src/core/rule-texts/secrets.ts';
import type { DetectionRuleId } from '../../../src/core/rule-texts.ts';
import { accessFixtures } from './fixtures/access.ts';
import { aiFixtures } from './fixtures/ai.ts';
import { buildFixtures } from './fixtures/build.ts';
import { businessFixtures } from './fixtures/business.ts';
import { cloudsFixtures } from './fixtures/clouds.ts';
import { dataFixtures } from './fixtures/data.ts';
import { homeFixtures } from './fixtures/home.ts';
import { hostsFixtures } from './fixtures/hosts.ts';
import { claims, type Fixtures, fixed, header, joined } from './fixtures/kinds.ts';
import { messagesFixtures } from './fixtures/messages.ts';
import { observabilityFixtures } from './fixtures/observability.ts';
import { paymentFixtures } from './fixtures/payment.ts';
import { toolsFixtures } from './fixtures/tools.ts';
import { b62, b64, b64u, base32, digits, fill, hex, jsonPart, lower, upper, withCrc } from './making.ts';

/** Rules with tests of their own: labels, addresses, key blocks, wallets, personal data, notes as a whole. */
type Elsewhere =
  | Extract<DetectionRuleId, `note.${string}` | `personal.${string}`>
  | Exclude<keyof typeof secretTexts, 'secret.age.identity' | 'secret.jwt' | 'secret.otpauth.uri'>;

const awsId = `AKIA${fill(base32, 16)}`;

export const fixtures: Readonly<Record<Exclude<DetectionRuleId, Elsewhere>, Fixtures>> = {
  ...accessFixtures,
  ...aiFixtures,
  ...buildFixtures,
  ...businessFixtures,
  ...cloudsFixtures,
  ...dataFixtures,
  ...homeFixtures,
  ...hostsFixtures,
  ...messagesFixtures,
  ...observabilityFixtures,
  ...paymentFixtures,
  ...toolsFixtures,
  'secret.1password.secret-key': {
    ng: [
      `A3-${fill(upper, 6)}-${fill(upper, 6)}-${fill(upper, 5)}-${fill(upper, 5)}-${fill(upper, 5)}-${fill(upper, 5)}`,
      `A3-${fill(upper, 6)}-${fill(upper, 11)}-${fill(upper, 5)}-${fill(upper, 5)}-${fill(upper, 5)}`,
    ],
    ok: [`A3-${fill(upper, 6)}`, 'A3-paper'],
  },
  'secret.1password.service-account-token': { ng: [`ops_eyJ${fill(b62, 400)}`], ok: [`ops_eyJ${fill(b62, 100)}`] },
  'secret.age.identity': {
    ng: [`AGE-SECRET-KEY-1${fill('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}`],
    ok: [`AGE-SECRET-KEY-1${fill('QPZRY9X8', 40)}`, `age1${fill(lower, 58)}`],
  },
  'secret.airtable.token': {
    ng: [`pat${fill(b62, 14)}.${fill(hex, 64)}`],
    ok: [`pat${fill(b62, 13)}.${fill(hex, 64)}`, `pattern.${fill(hex, 64)}`],
  },
  'secret.anthropic.api-key': {
    ng: ['sk-ant-api03-', 'sk-ant-admin01-', 'sk-ant-oat01-'].map((prefix) => `${prefix}${fill(b64u, 93)}AA`),
    ok: [`sk-ant-api03-${fill(b64u, 20)}`, 'sk-ant-api03-...'],
  },
  'secret.atlassian.token': {
    ng: [`ATATT3${fill(b64u, 177)}=${fill(hex, 8).toUpperCase()}`],
    ok: [`ATATT3${fill(b64u, 40)}`],
  },
  'secret.aws.access-key-id': joined(fixed('AKIA', base32, 16), {
    ng: [`ASIA${fill(base32, 16)}`],
    ok: [`AKIAIOSFODNN7${'EXAMPLE'}`],
  }),
  'secret.aws.bedrock-key': { ng: [`ABSK${fill(b64, 128)}`], ok: [`ABSK${fill(b64, 60)}`] },
  'secret.aws.secret-access-key': {
    ng: [`${fill(b64, 18)}x/${fill(b62, 20)}`],
    ok: [fill(hex, 40), `wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'EXAMPLEKEY'}`],
    around: `Secret access key: @`,
  },
  'secret.azure.storage-key': {
    ng: [`${fill(b64, 86)}==`],
    ok: [`${fill(b64, 20)}==`],
    around: 'AccountName=x;AccountKey=@;Suffix',
  },
  'secret.bitbucket.app-password': fixed('ATBB', b62, 32),
  'secret.brevo.api-key': { ng: [`xkeysib-${fill(hex, 64)}-${fill(b62, 16)}`], ok: [`xkeysib-${fill(hex, 64)}`] },
  'secret.cloudflare.token': {
    ng: ['cfk_', 'cfut_', 'cfat_'].map((prefix) => prefix + fill(b62, 40) + fill(hex, 8)),
    ok: [`cfut_${fill(b62, 30)}`],
  },
  'secret.databricks.token': { ng: [`dapi${fill(hex, 32)}`, `dapi${fill(hex, 32)}-2`], ok: [`dapi${fill(hex, 20)}`] },
  'secret.digitalocean.token': joined(fixed('dop_v1_', hex, 64), { ng: [`doo_v1_${fill(hex, 64)}`], ok: [] }),
  'secret.discord.webhook': {
    ng: [`https://discord.com/api/webhooks/${fill(digits, 18)}/${fill(b64u, 68)}`],
    ok: [`https://discord.com/api/webhooks/${fill(digits, 18)}`],
  },
  'secret.docker.token': {
    ng: [`dckr_pat_${fill(b62, 27)}`, `dckr_oat_${fill(b62, 32)}`],
    ok: [`dckr_pat_${fill(b62, 12)}`],
  },
  'secret.doppler.token': {
    ng: [`dp.pt.${fill(b62, 43)}`, `dp.st.prod.${fill(b62, 43)}`],
    ok: [`dp.pt.${fill(b62, 10)}`],
  },
  'secret.dropbox.token': { ng: [`sl.${fill(b64u, 135)}`], ok: [`sl.${fill(b64u, 60)}`] },
  'secret.figma.token': { ng: [`figd_${fill(b64u, 40)}`], ok: [`figd_${fill(b64u, 12)}`] },
  'secret.fly.token': { ng: [`fo1_${fill(b64u, 43)}`], ok: [`fo1_${fill(b64u, 12)}`] },
  'secret.github.token': {
    ng: [
      withCrc('ghp_', 36),
      withCrc('gho_', 36),
      `ghu_${fill(b62, 36)}`,
      `ghr_${fill(b62, 76)}`,
      `ghs_12345_${header}.${claims}.${fill(b64u, 86)}`,
      `github_pat_${fill(b62, 22)}_${fill(b62, 59)}`,
    ],
    ok: [`ghp_${fill(b62, 35)}`, `ghp_${fill(b62, 37)}`, `ghp_${'x'.repeat(36)}`, 'ghp_…', `xghp_${fill(b62, 36)}`],
  },
  'secret.gitlab.token': {
    ng: [
      `glpat-${fill(b62, 20)}`,
      `glpat-${fill(b62, 27)}.01.${fill(digits + lower, 9)}`,
      `glptt-${fill(hex, 40)}`,
      `GR1348941${fill(b62, 20)}`,
    ],
    ok: [`glpat-${fill(b62, 10)}`],
  },
  'secret.google.api-key': fixed('AIza', b62, 35),
  'secret.google.oauth-client-secret': fixed('GOCSPX-', b62, 28),
  'secret.google.oauth-token': { ng: [`ya29.${fill(b64u, 120)}`], ok: [`ya29.${fill(b64u, 12)}`] },
  'secret.grafana.token': {
    ng: [`glsa_${fill(b62, 32)}_${fill(hex, 8)}`, `glc_eyJ${fill(b62, 90)}`],
    ok: [`glsa_${fill(b62, 32)}`],
  },
  'secret.groq.api-key': fixed('gsk_', b62, 52),
  'secret.heroku.api-key': { ng: [`HRKU-AA${fill(b64u, 58)}`], ok: [`HRKU-AA${fill(b64u, 20)}`] },
  'secret.huggingface.token': {
    ng: [`hf_${fill(lower + upper, 34)}`],
    ok: [`hf_${fill(lower, 20)}`, 'hf_hub_download_with_a_long_name_here'],
  },
  'secret.jwt': {
    ng: [`${header}.${claims}.${fill(b64u, 43)}`, `${jsonPart({ alg: 'RS256' })}.${claims}.${fill(b64u, 342)}`],
    ok: [
      `${header}.${claims}.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c`,
      `${header}.${claims}`,
      `eyJ${fill(b62, 30)}.eyJ${fill(b62, 30)}.${fill(b64u, 43)}`,
      `${jsonPart({ typ: 'JWT' })}.${claims}.${fill(b64u, 43)}`,
    ],
  },
  'secret.langsmith.api-key': { ng: [`lsv2_pt_${fill(hex, 32)}_${fill(hex, 10)}`], ok: [`lsv2_pt_${fill(hex, 32)}`] },
  'secret.linear.api-key': fixed('lin_api_', b62, 40),
  'secret.mailgun.api-key': { ng: [`key-${fill(hex, 32)}`], ok: [`key-${fill(hex, 20)}`], around: 'Mailgun: @' },
  'secret.neon.api-key': fixed('napi_', b62, 64),
  'secret.netlify.token': fixed('nfp_', b62, 36),
  'secret.newrelic.user-key': fixed('NRAK-', upper + digits, 27),
  'secret.notion.token': {
    ng: [`ntn_${fill(digits, 11)}${fill(b62, 35)}`, `secret_${fill(b62, 43)}`],
    ok: [`ntn_${fill(b62, 20)}`],
  },
  'secret.npm.token': {
    ng: [withCrc('npm_', 36), `npm_${fill(b62, 36)}`],
    ok: [`npm_${fill(b62, 35)}`, 'npm_config_registry'],
  },
  'secret.nuget.api-key': { ng: [`oy2${fill(lower + digits, 43)}`], ok: [`oy2${fill(lower, 20)}`] },
  'secret.nvidia.api-key': { ng: [`nvapi-${fill(b64u, 64)}`], ok: [`nvapi-${fill(b64u, 20)}`] },
  'secret.openai.api-key': {
    ng: [
      `sk-proj-${fill(b64u, 74)}T3BlbkFJ${fill(b64u, 74)}`,
      `sk-svcacct-${fill(b62, 20)}T3BlbkFJ${fill(b62, 20)}`,
      `sk-${fill(b62, 20)}T3BlbkFJ${fill(b62, 20)}`,
    ],
    ok: ['sk-proj-...', `sk-${fill(b62, 10)}T3BlbkFJ${fill(b62, 20)}`],
  },
  'secret.openrouter.api-key': fixed('sk-or-v1-', hex, 64),
  'secret.otpauth.uri': {
    ng: [`otpauth://totp/Shop:me@example.com?secret=${fill(base32, 32)}&issuer=Shop`],
    ok: ['otpauth://totp/Shop:me?issuer=Shop', `otpauth://totp/x?secret=${'A'.repeat(32)}`],
  },
  'secret.perplexity.api-key': fixed('pplx-', b62, 48),
  'secret.pinecone.api-key': { ng: [`pcsk_${fill(b62, 6)}_${fill(b62, 63)}`], ok: [`pcsk_${fill(b62, 6)}`] },
  'secret.planetscale.token': {
    ng: [`pscale_tkn_${fill(b62, 43)}`, `pscale_pw_${fill(b62, 43)}`],
    ok: [`pscale_tkn_${fill(b62, 8)}`],
  },
  'secret.posthog.personal-key': { ng: [`phx_${fill(b62, 43)}`], ok: [`phc_${fill(b62, 43)}`, `phx_${fill(b62, 10)}`] },
  'secret.postman.api-key': { ng: [`PMAK-${fill(hex, 24)}-${fill(hex, 34)}`], ok: [`PMAK-${fill(hex, 24)}`] },
  'secret.pypi.token': { ng: [`pypi-AgEIcHlwaS5vcmc${fill(b64u, 150)}`], ok: ['pypi-AgEIcHlwaS5vcmc'] },
  'secret.replicate.token': fixed('r8_', b62, 37),
  'secret.resend.api-key': {
    ng: [`re_${fill(b62, 8)}_${fill(b62, 24)}`],
    ok: ['re_name_me', `re_${fill(b62, 8)}_${fill(b62, 10)}`],
  },
  'secret.rubygems.token': fixed('rubygems_', hex, 48),
  'secret.sendgrid.api-key': { ng: [`SG.${fill(b64u, 22)}.${fill(b64u, 43)}`], ok: [`SG.${fill(b64u, 22)}`] },
  'secret.sentry.token': {
    ng: [`sntryu_${fill(hex, 64)}`, `sntrys_eyJ${fill(b64u, 150)}`],
    ok: [`sntryu_${fill(hex, 20)}`],
  },
  'secret.shopify.token': {
    ng: ['shpat_', 'shpca_', 'shppa_', 'shpss_'].map((prefix) => prefix + fill(hex, 32)),
    ok: [`shpat_${fill(hex, 31)}`],
  },
  'secret.slack.token': {
    ng: [
      `xoxb-${fill(digits, 12)}-${fill(digits, 13)}-${fill(b62, 24)}`,
      `xapp-1-A${fill(upper, 10)}-${fill(digits, 13)}-${fill(hex, 64)}`,
    ],
    ok: ['xoxb-your-bot-token-goes-here', 'xoxb-'],
  },
  'secret.slack.webhook': {
    ng: [`https://hooks.slack.com/services/T${fill(upper, 9)}/B${fill(upper, 9)}/${fill(b62, 24)}`],
    ok: [
      'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
      'https://hooks.slack.com/services/',
    ],
  },
  'secret.square.token': {
    ng: [`sq0atp-${fill(b62, 22)}`, `sq0csp-${fill(b62, 43)}`],
    ok: [`sq0atp-${fill(b62, 12)}`],
  },
  'secret.stripe.publishable-key': { ng: [`pk_live_${fill(b62, 24)}`], ok: ['pk_live_key', `pk_${fill(b62, 24)}`] },
  'secret.stripe.secret-key': {
    ng: [`sk_live_${fill(b62, 24)}`, `rk_live_${fill(b62, 99)}`, `sk_test_${fill(b62, 24)}`],
    ok: ['sk_live_', `sk_test_4eC39HqLyjWDarjtT1zdp7dc`],
  },
  'secret.stripe.webhook-secret': { ng: [`whsec_${fill(b62, 32)}`], ok: ['whsec_…', `whsec_${fill(b62, 10)}`] },
  'secret.supabase.token': {
    ng: [`sbp_${fill(hex, 40)}`, `sb_secret_${fill(b62, 31)}`],
    ok: [`sb_publishable_${fill(b62, 31)}`, `sbp_${fill(hex, 20)}`],
  },
  'secret.tailscale.key': {
    ng: [`tskey-auth-${fill(b62, 17)}-${fill(b62, 32)}`],
    ok: ['tskey-auth-', `tskey-${fill(b62, 17)}`],
  },
  'secret.tavily.api-key': {
    ng: [`tvly-${fill(b62, 32)}`, `tvly-dev-${fill(b62, 32)}`],
    ok: [`tvly-${fill(b62, 10)}`],
  },
  'secret.telegram.bot-token': {
    ng: [`${fill(digits, 10)}:AA${fill(b64u, 33)}`],
    ok: [`12:AA${fill(b62, 33)}`, `${fill(digits, 10)}:AA${fill(b62, 12)}`],
  },
  'secret.terraform.token': { ng: [`${fill(b62, 14)}.atlasv1.${fill(b62, 65)}`], ok: [`.atlasv1.${fill(b62, 65)}`] },
  'secret.twilio.api-key': { ng: [`SK${fill(hex, 32)}`], ok: [`SK${fill(hex, 20)}`], around: 'twilio @' },
  'secret.vault.token': { ng: [`hvs.${fill(b64u, 95)}`, `hvb.${fill(b64u, 150)}`], ok: ['hvs.token'] },
  'secret.vercel.token': { ng: [`vcp_${fill(b64u, 56)}`], ok: [`vcp_${fill(b64u, 20)}`] },
  'secret.xai.api-key': fixed('xai-', b62, 80),
};

/** Text beside a rule's own that shows what its nearness needs. */
export const besideAwsId = `${awsId}\n`;
