import type { Rule } from '../rule.ts';
import { keyed } from './keyed.ts';
import { alnum, token } from './token.ts';

const awsIds = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids';
const bedrock = 'https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys.html';
const googleKeys = 'https://cloud.google.com/docs/authentication/api-keys';
const googleOauth = 'https://developers.google.com/identity/protocols/oauth2';
const alibaba = 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair';
const tencent = 'https://www.tencentcloud.com/document/product/598/34228';
const yandex = 'https://yandex.cloud/en/docs/iam/concepts/authorization/';

/** AWS, Google and the clouds of Alibaba, Tencent, Yandex, IBM. */
export const bigCloudRules: readonly Rule[] = [
  token({
    id: 'secret.aws.access-key-id',
    severity: 'medium',
    docs: awsIds,
    prefixes: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    body: '[A-Z0-9]{16}',
    alphabet: alnum,
    check: (id) => (/\d/.test(id) ? 'unknown' : 'reject'),
    validation: 'holds a digit',
  }),
  token({
    id: 'secret.aws.bedrock-key',
    severity: 'high',
    docs: bedrock,
    prefixes: ['ABSK'],
    body: '[A-Za-z0-9+/]{109,269}={0,2}',
    alphabet: 'A-Za-z0-9+/=',
  }),
  token({
    id: 'secret.aws.bedrock-key',
    severity: 'high',
    docs: bedrock,
    prefixes: ['bedrock-api-key-'],
    body: '[A-Za-z0-9+/_-]{100,2000}={0,2}',
    alphabet: 'A-Za-z0-9+/=_-',
  }),
  token({
    id: 'secret.aws.session-token',
    severity: 'high',
    docs: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html',
    prefixes: ['IQoJb3JpZ2luX2Vj', 'FwoGZXIvYXdzE', 'FQoGZXIvYXdzE', 'FQoDYXdzE'],
    body: '[A-Za-z0-9+/]{100,2000}={0,2}',
    alphabet: 'A-Za-z0-9+/=',
  }),
  token({
    id: 'secret.amazon.mws-token',
    severity: 'high',
    docs: 'https://developer-docs.amazon.com/sp-api/docs/self-authorization',
    prefixes: ['amzn.mws.'],
    body: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  }),
  token({
    id: 'secret.amazon.login-secret',
    severity: 'high',
    docs: 'https://developer.amazon.com/docs/login-with-amazon/documentation-overview.html',
    prefixes: ['amzn1.oa2-cs.v1.'],
    body: '[0-9a-f]{64}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.google.api-key',
    severity: 'high',
    docs: googleKeys,
    prefixes: ['AIza'],
    body: '[A-Za-z0-9_-]{35}',
  }),
  token({
    id: 'secret.google.api-key',
    severity: 'high',
    docs: 'https://ai.google.dev/gemini-api/docs/api-key',
    prefixes: ['AQ.Ab8RN6'],
    body: '[A-Za-z0-9_-]{44}',
  }),
  token({
    id: 'secret.google.oauth-client-secret',
    severity: 'high',
    docs: googleOauth,
    prefixes: ['GOCSPX-'],
    body: '[A-Za-z0-9_-]{28}',
  }),
  // Client secrets made before 2021 have no prefix: their client id stands near.
  keyed({
    id: 'secret.google.oauth-client-secret',
    severity: 'high',
    docs: googleOauth,
    words: ['apps.googleusercontent.com', 'google'],
    body: '[A-Za-z0-9_-]{24}',
    label: 'client["\'\\s_-]{0,3}secret',
    named: false,
  }),
  token({
    id: 'secret.google.oauth-token',
    severity: 'high',
    docs: googleOauth,
    prefixes: ['ya29.'],
    body: '[A-Za-z0-9_-]{40,1000}',
  }),
  token({
    id: 'secret.google.refresh-token',
    severity: 'high',
    docs: googleOauth,
    prefixes: ['1//0'],
    body: '[A-Za-z0-9_-]{40,500}',
  }),
  token({
    id: 'secret.firebase.server-key',
    severity: 'high',
    docs: 'https://firebase.google.com/docs/cloud-messaging/auth-server',
    prefixes: [':APA91b'],
    before: 'AAAA[A-Za-z0-9_-]{7}',
    body: '[A-Za-z0-9_-]{100,180}',
  }),
  keyed({
    id: 'secret.google.recaptcha-secret',
    severity: 'medium',
    docs: 'https://developers.google.com/recaptcha/docs/verify',
    words: ['recaptcha'],
    body: '6L[A-Za-z0-9_-]{38}',
    label: 'secret|private|key',
    named: false,
    check: (value) => new Set(value).size >= 12,
  }),
  keyed({
    id: 'secret.google.app-password',
    severity: 'high',
    docs: 'https://support.google.com/accounts/answer/185833',
    words: ['google', 'gmail', 'app password', 'app-password', 'app_password', 'app-passwort'],
    body: '[a-z]{4} [a-z]{4} [a-z]{4} [a-z]{4}',
    alphabet: 'A-Za-z0-9',
    label: 'pass(?:word|wort|wd)?|app[ _-]?pw',
    // Four short words of a sentence are words: random letters hold pairs that no word holds.
    check: isFourRandomBlocks,
    named: false,
    validation:
      'four blocks of four small letters that are no words, under a password label near Google, Gmail or "app password"',
  }),
  token({
    id: 'secret.alibaba.access-key-id',
    severity: 'medium',
    docs: alibaba,
    prefixes: ['LTAI'],
    body: '[A-Za-z0-9]{12,20}',
    alphabet: alnum,
    check: (id) => (/\d/.test(id) && /[a-z]/.test(id) ? 'unknown' : 'reject'),
    validation: 'holds digits and small letters',
  }),
  keyed({
    id: 'secret.alibaba.access-key-secret',
    severity: 'high',
    docs: alibaba,
    words: ['alibaba', 'aliyun', 'LTAI'],
    body: '[A-Za-z0-9]{30}',
    label: 'secret',
  }),
  token({
    id: 'secret.alibaba.sts-token',
    severity: 'high',
    docs: 'https://www.alibabacloud.com/help/en/ram/product-overview/what-is-sts',
    prefixes: ['STS.N', 'STS.F', 'STS.L'],
    body: '[A-Za-z0-9]{20,30}',
    alphabet: alnum,
  }),
  token({
    id: 'secret.tencent.secret-id',
    severity: 'medium',
    docs: tencent,
    prefixes: ['AKID'],
    body: '[A-Za-z0-9]{32}',
    alphabet: alnum,
  }),
  keyed({
    id: 'secret.tencent.secret-key',
    severity: 'high',
    docs: tencent,
    words: ['tencent', 'AKID'],
    body: '[A-Za-z0-9]{32}',
    label: 'secret[ _-]?key',
    named: false,
  }),
  token({
    id: 'secret.yandex.api-key',
    severity: 'high',
    docs: yandex,
    prefixes: ['AQVN'],
    body: '[A-Za-z0-9_-]{35,38}',
  }),
  token({
    id: 'secret.yandex.oauth-token',
    severity: 'high',
    docs: 'https://yandex.cloud/en/docs/iam/concepts/authorization/oauth-token',
    prefixes: ['y0_', 'y1_', 'y2_', 'y3_'],
    body: '[A-Za-z0-9_-]{55}',
  }),
  token({
    id: 'secret.yandex.iam-token',
    severity: 'high',
    docs: 'https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token',
    prefixes: ['t1.'],
    body: String.raw`[A-Za-z0-9_-]{2,300}={0,2}\.[A-Za-z0-9_-]{86}={0,2}`,
    alphabet: 'A-Za-z0-9_=-',
  }),
  token({
    id: 'secret.yandex.static-key',
    severity: 'high',
    docs: 'https://yandex.cloud/en/docs/iam/concepts/authorization/access-key',
    prefixes: ['YCAJE', 'YCO', 'YCM', 'YCN', 'YCP'],
    body: '[A-Za-z0-9_-]{35,37}',
    check: (key) => (key.length === 40 && /\d/.test(key) ? 'unknown' : 'reject'),
    validation: '40 characters in all',
  }),
  keyed({
    id: 'secret.yandex.static-key',
    severity: 'high',
    docs: 'https://yandex.cloud/en/docs/iam/concepts/authorization/access-key',
    words: ['yandex'],
    body: 'YC[A-Za-z0-9_-]{38}',
  }),
  keyed({
    id: 'secret.ibm.api-key',
    severity: 'high',
    docs: 'https://cloud.ibm.com/docs/account?topic=account-userapikey',
    words: ['ibm', 'bluemix', 'watson'],
    body: '[A-Za-z0-9_-]{44}',
  }),
];

/**
 * True where four blocks of letters are no words of a sentence: nearly every such block of an English, German or French
 * text holds a vowel beside a consonant in a common pair; random ones fail at least twice in four.
 */
function isFourRandomBlocks(value: string): boolean {
  const odd = value
    .split(' ')
    .filter(
      (block) =>
        !/[aeiouy]/.test(block) ||
        /[bcdfghjklmnpqrstvwxz]{3}|[jqxzvk][bcdfghjklmnpqrstvwxz]|[aeiou]{3}|[^u]q|q[^u]/.test(block),
    );
  return odd.length >= 2 && new Set(value).size >= 8;
}
