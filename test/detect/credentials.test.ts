import assert from 'node:assert/strict';
import { test } from 'node:test';
import { b62, b64, base32, digits, fill, hex, lower } from './rules/making.ts';
import { scanText, selected } from './scanning.ts';

const password = `kaT${'ze'}7!baum`;
const token = `q8Kd92mZq0Pl${'rT5vWn3bAAz'}`;

async function found(text: string, path = 'note.md'): Promise<{ rule: string; severity: string; value: string }[]> {
  const findings = (await scanText(text, { path })).filter(({ rule }) => rule.startsWith('secret.'));
  return findings.map((finding) => ({
    rule: finding.rule,
    severity: finding.severity,
    value: selected(text, finding),
  }));
}

/** A text gives one finding: this rule, with this value as its span. */
async function one(text: string, rule: string, value: string, path?: string): Promise<void> {
  const hits = await found(text, path);
  assert.deepEqual(
    hits.map((hit) => hit.rule),
    [rule],
    text,
  );
  assert.ok(hits[0]?.value === value, `${text}: another span`);
}

async function none(text: string, path?: string): Promise<void> {
  assert.deepEqual(
    (await found(text, path)).map(({ rule }) => rule),
    [],
    text,
  );
}

test('headers: what signs a request in', async () => {
  const basic = btoa(`me:${password}`);
  await one(`Authorization: Basic ${basic}`, 'secret.http.credentials', basic);
  await one(`curl -H "Authorization: Bearer ${token}" https://x.example`, 'secret.http.credentials', token);
  await one(`headers = {"Authorization": "Token ${token}"}`, 'secret.http.credentials', token);
  await one(`Authorization: ${token}`, 'secret.http.credentials', token);
  await one(`Cookie: theme=dark; session_id=${token}; lang=de`, 'secret.http.credentials', token);
  for (const text of [
    `Authorization: Basic ${btoa('user:password')}`,
    'Authorization: Basic <credentials>',
    'Authorization: Bearer YOUR_TOKEN',
    'Authorization: Bearer ${TOKEN}',
    'Authorization: required for all calls',
    'Cookie: theme=dark; lang=de-DE; consent=2024-01-01T00',
  ])
    await none(text);
});

test('commands that take a password', async () => {
  for (const text of [
    `sshpass -p ${password} ssh me@host`,
    `mysql -h db -u root -p${password} app`,
    `mysqldump -u root -p'${password}' app > x.sql`,
    `curl -s -u me:${password} https://files.example.org`,
    `curl --user "me:${password}" https://files.example.org`,
    `docker login -u me -p ${password} registry.example.org`,
    `smbclient //nas/share -U me%${password}`,
    `ldapsearch -x -D cn=admin -w ${password}`,
    `redis-cli -h cache -a ${password} ping`,
    `openssl rsa -in key.pem -passin pass:${password}`,
  ])
    await one(text, 'secret.command.password', password);
  for (const text of [
    'mysql -u root -p app',
    'mysql -u root -psecret app',
    'curl -u user:password https://x.example',
    'curl -u "$USER:$PASS" https://x.example',
    'sshpass -p "$PASS" ssh me@host',
    'docker login -u me -p $(cat token)',
    'openssl rsa -passin pass:example',
    'curl is a tool. Use -u: name and password.',
  ])
    await none(text);
});

test('files that hold credentials', async () => {
  await one(`machine git.example.org login me password ${password}`, 'secret.netrc.password', password);
  await one(`machine git.example.org\n  login me\n  password ${password}\n`, 'secret.netrc.password', password);
  await one(`db.example.org:5432:app:app:${password}\n`, 'secret.pgpass.password', password);
  const auth = btoa(`me:${password}`);
  await one(`{"auths":{"https://registry.example.org":{"auth":"${auth}"}}}`, 'secret.docker.registry-auth', auth);
  await one(`//registry.example.org/:_auth=${auth}`, 'secret.npm.token', auth);
  const pem = Buffer.from(`-----BEGIN ${'RSA PRIVATE KEY'}-----\n${fill(b64, 200)}`).toString('base64');
  await one(`    client-key-data: ${pem}\n`, 'secret.private-key', pem);
  await one(`WIFI:S:Home;T:WPA;P:${token};;`, 'secret.wifi.password', token);
  await none('machine ftp.example.org login anonymous password user@example.org');
  await none('localhost:5432:postgres:postgres:postgres');
  await none(`"auth": "${btoa('plain text')}"`);
  await none(`client-certificate-data: ${Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64')}`);
});

test('settings of plugins and agents: the name of a setting decides', async () => {
  const path = '.config-phone/plugins/some-plugin/data.json';
  const text = '{"openAIApiKey":"blue 7","nested":[{"syncPassword":"x1"}],"maxTokens":"4000"}';
  const hits = await scanText(text, { path });
  assert.deepEqual(
    hits.map(({ rule, severity }) => [rule, severity]),
    [
      ['secret.plugin-settings', 'high'],
      ['secret.plugin-settings', 'high'],
    ],
  );
  assert.deepEqual(
    hits.map(({ args }) => args['plugin']),
    ['some-plugin', 'some-plugin'],
  );
  await one('{"env":{"SERVICE_API_KEY":"abc"}}', 'secret.plugin-settings', 'abc', '.mcp.json');
  for (const empty of [
    '{"apiKey":""}',
    '{"apiKeyKeychainId":"openai-key"}',
    '{"tokenSecretId":"readwise"}',
    `{"apiKey":"enc:v1:${fill(b64, 30)}"}`,
    '{"apiKey":"${API_KEY}"}',
    '{"token":"true"}',
  ])
    await none(empty, path);
  await none('{"openAIApiKey":"blue 7"}', 'notes/data.json');
});

test('a pair is one finding, and more than its halves', async () => {
  const id = `AKIA${fill(base32, 16)}`;
  const secret = `${fill(b64, 18)}x/${fill(b62, 20)}`;
  const [hit, ...more] = await found(`aws_access_key_id = ${id}\naws_secret_access_key = ${secret}`);
  assert.deepEqual([hit?.rule, hit?.severity, more.length], ['secret.aws.secret-access-key', 'high', 0]);
  assert.deepEqual(
    (await found(id)).map(({ rule }) => rule),
    ['secret.aws.access-key-id'],
  );
  const twilio = await found(`TWILIO_ACCOUNT_SID=AC${fill(hex, 32)}\nTWILIO_AUTH_TOKEN=${fill(hex, 32)}`);
  assert.deepEqual(
    twilio.map(({ rule }) => rule),
    ['secret.twilio.auth-token'],
  );
  const far = `${id}\n${'word '.repeat(200)}\naws_secret_access_key = ${secret}`;
  assert.deepEqual(
    (await found(far)).map(({ rule }) => rule),
    ['secret.aws.access-key-id', 'secret.aws.secret-access-key'],
  );
  const severities = async (text: string) => (await found(text)).map(({ severity }) => severity);
  assert.deepEqual(await severities(`Password: ${password}`), ['medium']);
  assert.deepEqual(await severities(`User: me\nPassword: ${password}`), ['high']);
  assert.deepEqual(await severities(`| Site | User | Password |\n|---|---|---|\n| shop | me | ${password} |`), [
    'high',
  ]);
  assert.deepEqual(await severities(`client_id: ${fill(hex, 20)}\nclient_secret: ${token}`), ['high']);
  assert.deepEqual(await severities(`Account: 4711 0815\nPIN: ${fill('2479', 4)}`), ['high']);
  assert.deepEqual(await severities(`Zugangsdaten: max / ${password}`), ['high']);
});

test('short numbers that open something', async () => {
  const code = fill('24793', 4);
  for (const text of [
    `PIN: ${code}`,
    `PIN ${code}`,
    `The door code is ${code}.`,
    `Alarm code: ${code}`,
    `Code de l'alarme : ${code}`,
    `Código de la puerta: ${code}`,
    `Türcode: ${code}`,
    `暗証番号：${code}`,
    `| Safe code | ${code} |`,
  ])
    await one(text, 'secret.generic.code', code);
  const recovery = `${fill(lower, 4)}-${fill(digits, 4)}-${fill(lower, 4)}`;
  await one(`Recovery code: ${recovery}`, 'secret.generic.code', recovery);
  for (const text of ['exit code: 2471', 'PIN: 1234', 'pin: 13', 'Area code: 0301', 'spinning: 2479', 'HTTP code 4042'])
    await none(text);
});

test('a list under a heading that says what it holds', async () => {
  const list = `# Passwords\n\n- GitHub: ${password}\n- Region: us-east-1\n- Since: 2024-05-01\n`;
  await one(list, 'secret.generic.password', password);
  await one(`## Meine Passwörter\nNetflix – ${password}\n`, 'secret.generic.password', password);
  await none(`# Passwords\n\n# Hardware\n- Model: ${password}\n`);
  await none('# Passwords\n\n- length: at least 12\n- cost: bcrypt-12\n- see: chapter-4.2\n');
});

test('cells of HTML, arrows, the key of a network, a number behind the word', async () => {
  await one(`<tr><td>Password</td><td>${password}</td></tr>`, 'secret.generic.password', password);
  await one(`Password → ${password}`, 'secret.generic.password', password);
  await one(`SSID: Home\nKey: ${token}`, 'secret.generic.token', token);
  await none('<password>\nnext line');
  await none('DB_PASSWORD=<your-password>\nLOG_LEVEL=info');
});
