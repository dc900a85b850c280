import assert from 'node:assert/strict';
import { test } from 'node:test';
import { genericPassword, genericToken } from '../../src/detect/rules/labels.ts';
import { scanText, selected } from './scanning.ts';

const rules = [genericPassword, genericToken];
/** Made up, in the ways people make them up. */
const words = {
  p: `Som${'mer'}!2024x`,
  q: `kaTze${'77'}baum`,
  u: `grün${'er'}Baum42`,
  t: 'q8Kd92mZq0PlrT5vWn3bAAz',
  h: '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
};

/** What is found in a text in which `{p}`, `{q}`, `{u}`, `{t}` and `{h}` stand for values, as the letters again. */
async function found(template: string): Promise<string[]> {
  const text = template.replace(/\{([pquth])\}/g, (_, key: keyof typeof words) => words[key]);
  const findings = await scanText(text, { rules });
  return findings.map((finding) => {
    const value = selected(text, finding);
    // A wrong span is told by its length, not by its text.
    return Object.entries(words).find(([, word]) => word === value)?.[0] ?? `${value.length} characters`;
  });
}

const finds: Readonly<Record<string, readonly string[]>> = {
  'a label and a colon': [
    'Password: {p}',
    'password:{q}',
    'PASSWORD: {p}',
    'pwd: {p}',
    'Wifi password: {q}',
    'Passphrase: {q}',
  ],
  'list items and emphasis': [
    '- Password: {p}',
    '- **Password**: {p}',
    '- **Password:** {p}',
    '* __Password__: `{p}`',
    '1. *Passwort:* {q}',
    '> Password: {p}',
    '- [ ] password: **{p}**',
  ],
  'other languages': [
    'Passwort: {p}',
    'WLAN-Passwort: {u}',
    'Kennwort = {p}',
    'Mot de passe : {p}',
    'Contraseña: {p}',
    'contraseña = {q}',
    'Senha: {p}',
    'Wachtwoord: {q}',
    'API-Schlüssel: {t}',
    'Clé API : {t}',
    'clave de API: {t}',
  ],
  'what it is for': [
    'Password for the router: {p}',
    'Passwort für Netflix: {p}',
    'API key for the weather service: {t}',
    'Password (guest): {p}',
  ],
  'a sentence': [
    'The password is {q}.',
    'The wifi password for guests is {q}',
    'Das Passwort lautet {q}.',
    'the token is {t}, keep it',
  ],
  'code and configuration': [
    'password = "{p}"',
    "const apiKey = '{t}';",
    'DB_PASSWORD={p}',
    'export API_TOKEN={t}',
    'MY_API_KEY="{h}"',
    '"password": "{p}",',
    '{"openAIApiKey":"{t}","n":1}',
    '  api_key: {t}',
    'dbPassword := "{p}"',
    ":password => '{p}'",
    'secret_key_base: {h}',
    'client_secret={t}',
    'GITHUB_TOKEN_2={t}',
    'password = {p} ; comment',
  ],
  'a Dataview or Logseq property': ['password:: {p}', '[password:: {p}]', '- token:: {t}'],
  'a command': [
    'mysql -u root --password {p} db',
    'tool --token={t}',
    'curl -H "Authorization: Bearer {t}" https://example.org',
  ],
  XML: ['<password>{p}</password>', '<user password="{p}"/>'],
  'JSON in JSON': ['"{\\"password\\": \\"{p}\\"}"'],
  'a table row': ['| Wifi password | {p} |', '| API key | `{t}` |', '|Passwort|**{q}**|'],
};
for (const [name, templates] of Object.entries(finds)) {
  test(`finds the value under ${name}`, async () => {
    for (const template of templates) {
      const expected = [...template.matchAll(/\{([pquth])\}/g)].map((match) => match[1]);
      assert.deepEqual(await found(template), expected, template);
      assert.deepEqual(
        await found(`Some text before, é 😀\n\n${template}\nand behind`),
        expected,
        `embedded: ${template}`,
      );
    }
  });
}

test('finds the values of a column, and stops where the table does', async () => {
  const table =
    '| Site | User | Password |\n|:---|---|---:|\n| a | me | {p} |\n| b | me | in Bitwarden |\n| c | | - |\n| d | me | `{q}` |\n\n| x | y | {u} |';
  assert.deepEqual(await found(table), ['p', 'q']);
  assert.deepEqual(await found('Site | Token\n--- | ---\na | {t}\n'), ['t']);
  assert.deepEqual(await found('> | Password |\n> |---|\n> | {p} |\n'), ['p']);
});

const nothing: Readonly<Record<string, readonly string[]>> = {
  'prose about passwords': [
    'Password: see the red notebook',
    'The password is in the drawer.',
    'Passwort vergessen? Link unten',
    'My password is strong enough.',
    'password policy: at least 12 characters',
    'Passwords: 14 of them',
    'password-less login',
    'Forgot your password? Reset it.',
    'secret: brown the butter first',
    'The secret is to rest the dough.',
    'pass: the ball',
    'The compass: {p}',
    'passport: {p}',
    'Secretary: {t}',
  ],
  'other things of that name': [
    'max_tokens: 4096',
    'tokens = 128000',
    'token limit: 128000',
    'token_count: {t}',
    'passwordHash: {h}',
    'password_file = {p}',
    'tokenizer: {t}',
    'apiKeyKeychainId: {t}',
    'secretName: {t}',
    'token_url: {t}',
    'password length: 16',
  ],
  references: [
    'password: ${DB_PASSWORD}',
    'api_key = process.env.OPENAI_API_KEY',
    "token = os.environ['API_TOKEN']",
    'password: {{ vault.password }}',
    'password: op://home/wifi/password',
    'token: $(pass show api/token)',
    'password = getpass()',
    'secret: !vault |',
    'password: [[Passwords]]',
    'password: [in the vault](vault.md)',
    'API_KEY=YOUR_API_KEY',
    'user.password = config.get("x")',
  ],
  placeholders: [
    'password: changeme',
    'password: <your password>',
    'api_key: xxxxxxxxxxxxxxxxxxxxxxxx',
    'token: ********',
    'password: ••••••••',
    'token: 1234567890abcdef1234567890abcdef'.replace(/[a-f]/g, '0'),
    'password: example123',
    'api_key = "your-api-key-here"',
    'password = "password123"'.replace('123', ''),
  ],
  'hashes and addresses': [
    'password: $2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
    'Password reset: me@example.org',
    'token: https://example.org/token',
    'password: /etc/passwd',
    'secret: sha256:{h}',
  ],
  'empty places': ['password:', 'password: ""', '| Password |  |', '| Password | - |', 'token =', 'password: |'],
  'numbers, dates, colours': [
    'token: 2024-05-03',
    'password: 12345678',
    'secret: #a1b2c3',
    'token: 12px',
    'api key: 1.2.3',
  ],
};
for (const [name, templates] of Object.entries(nothing)) {
  test(`finds nothing in ${name}`, async () => {
    for (const template of templates) assert.deepEqual(await found(template), [], template);
  });
}

test('a column headed Password of a table that holds none', async () => {
  assert.deepEqual(
    await found('| App | Password |\n|---|---|\n| a | in Bitwarden |\n| b | ask me |\n| c | yes |\n'),
    [],
  );
});
