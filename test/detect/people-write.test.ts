import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill, hex } from './rules/making.ts';
import { scanText, selected } from './scanning.ts';

/** Made up, in the ways people make them up. */
const words: Readonly<Record<string, string>> = {
  p: `Som${'mer'}!2024x`,
  y: `Gart${'en'}2021$`,
  j: ['velvet', 'lantern', 'puddle'].join('-'),
  d: ['velvet', 'lantern', 'puddle'].join('.'),
  t: ['Lampe', 'Wolke', '42'].join('.'),
  w: `sun${'flower'}`,
  r: `qx8Kd92m${'ZqPl7'}`,
  k: 'q8Kd92mZq0PlrT5vWn3bAAz',
  n: '52738196402751839264',
  b: Array.from({ length: 8 }, (_, index) => String(271_829 + index * 91_317)).join('-'),
  c: '5839',
  o: '17-42-26',
  s: ['k4wz', 'pq7d', 'm2xv', 'tj5r', 'hb3c', 'zn6f', 'w2gy', 'd7sk'].join(' '),
};

const finds: Readonly<Record<string, readonly string[]>> = {
  'words joined by hyphens or points': [
    'Password: {j}',
    'Passwort: {j}',
    '- **Mot de passe** : {j}',
    '| User | Password |\n|---|---|\n| bob | {d} |',
    'The password is now {t}, do not share it.',
    'curl -u bob:{j} https://ci.firm.de',
    'Login: bob / {j}',
  ],
  'a value before its label': [
    'Use `{p}` as password.',
    'Mit `{p}` als Passwort anmelden.',
    'Utilise `{p}` comme mot de passe.',
    'Usa `{p}` como contraseña.',
    'Используй `{p}` как пароль.',
  ],
  'a value with nothing but a blank or a bracket': [
    'A temporary password ({p}), change it soon.',
    '- rotate password (currently {p})',
    '- router admin password {p}',
    'username bob and password {p}.',
    '**Login** bob **Password** {p}',
    'Wifi key {p}',
    'user bob pass {p}',
  ],
  'marks at the end': ['password: {y}', '| Password | {y} |'],
  'an address and its password': [
    'anna@firm.de / {p}',
    'anna@firm.com:{r}',
    '- Fritzbox: admin / {p}',
    'root:{r} works',
  ],
  'blocks and lists': [
    'secrets:\n  mail: {r}',
    'secrets:\n  jwt: "{k}" # signs\nother: 1',
    '# Passwords\ngmail {p}\n',
    'Password\n========\n{p}\n',
  ],
  'everyday words beside a user': ['| Site | Login | Pass |\n|---|---|---|\n| NAS | admin | {w} |'],
  'the name of what it opens': [
    'Password Netflix: {p}',
    'Mot de passe Netflix : {p}',
    'Пароль Netflix: {p}',
    '**Root pw** `{r}`',
    '| Site | Username | PW |\n|---|---|---|\n| NAS | bob | {p} |',
  ],
  commands: [
    'lftp -u bob,{r} files.firm.de',
    'xfreerdp /u:bob /p:{r} /v:10.0.0.3',
    'htpasswd -b /etc/nginx/.htpasswd bob {p}',
    'echo "bob:{p}" | sudo chpasswd',
    'echo {r} | sudo -S apt update',
    'net use Z: \\\\nas\\share {p} /user:bob',
    'openssl enc -aes-256-cbc -k {p} -in a.tar',
    'mosquitto_pub -u bob -P {p} -t a -m b',
    'mongo -u admin -p {r} --authenticationDatabase admin',
    'ipmitool -H h -U ADMIN -P {r} chassis status',
    'zip -P {p} a.zip a.txt',
    '7z x -p{p} a.7z',
    'vault login {k}',
  ],
  'calls and definitions': [
    'auth=("bob", "{p}")',
    'smtp.login("bob", "{r}")',
    'WiFi.begin("Home", "{p}");',
    '#define WIFI_PASS "{y}"',
  ],
  'keys of networks and disks': ['WLAN-Schlüssel: {n}', 'Clé wifi : {n}', 'BitLocker recovery key: {b}'],
  codes: [
    'gate code {c}, then ring',
    '**PIN** {c}',
    'Alarmanlage Code {c}',
    'Set the PIN of the new bank card to {c} today.',
    'Pincode bankpas: {c}',
    'ПИН-код карты: {c}',
    'Tresorkombination: {o}',
  ],
  seeds: ['2FA setup key {s}'],
};

for (const [name, templates] of Object.entries(finds))
  test(`as people write it: ${name}`, async () => {
    for (const template of templates) {
      const value = words[/\{(\w)\}/.exec(template)?.[1] ?? ''] ?? '';
      const text = template.replace(/\{(\w)\}/, () => value);
      const findings = await scanText(text);
      assert.deepEqual(
        findings.map((finding) => selected(text, finding) === value),
        [true],
        template,
      );
    }
  });

const passes: Readonly<Record<string, readonly string[]>> = {
  'words joined': [
    'password: user-provided-value',
    'password: login.form.placeholder',
    'The password is case-sensitive and end-to-end encrypted.',
    'password: ingress-controller-metrics',
  ],
  'about passwords': [
    'Password Strength: 84/100',
    'Password Manager: KeePassXC-2.7.9',
    'passphrase: four-random-words',
    'Password\n--------\nRequirements',
  ],
  'before a label': [
    'Use `bcrypt12` for password hashing.',
    'Use `argon2id` as password hash.',
    'Use `--stdin2` as password source.',
    'Mit `bcrypt2` als Passwort-Hash speichern.',
  ],
  'beside a label': [
    'This archive is password protected (AES256).',
    'Enable password auth (SHA512) in the settings.',
    'Hash the password with PBKDF2-SHA256',
    'Fixed: wrong password crashed App2Go (Bug1234)',
    'Passwort vergessen (Ticket4711)',
    'Wifi key features: WPA3, 802.11ax',
  ],
  'beside an address': [
    'anna@firm.de / Marketing',
    'anna@firm.de / Room-204',
    'tom@firm.de / tom.b@firm.de',
    'scp notes.md bob@host1.firm.de:backup2024',
    'git clone git@git.firm.de:team/app2.git',
    'root:x:0:0:root:/root:/bin/bash',
  ],
  'in blocks': [
    'secrets:\n  enabled: true\n  path: kv/app2',
    'secrets:\n  token: ${{ secrets.DEPLOY_TOKEN }}\n  region: eu-central-1',
    `credentials:\n  id: ${fill(hex, 8)}-${fill(hex, 4)}-4${fill(hex, 3)}-a${fill(hex, 3)}-${fill(hex, 12)}`,
    'tokens:\n  font-body: Inter-Regular400',
    '# Passwords\ngmail in Bitwarden\nbank KeePassXC-2.7.9\n',
  ],
  'words in a column of passwords': [
    '| User | Password |\n|---|---|\n| anna | Bitwarden |\n| tom | unchanged |\n| kim | required |\n| eva | obligatoria |',
    '| User | Pass | Fail |\n|---|---|---|\n| tom | sunflower | 3 |',
    '| Course | Pass |\n|---|---|\n| sums | sunflower |',
  ],
  'commands without a password': [
    'htpasswd -c /etc/nginx/.htpasswd anna',
    'chpasswd < users.txt',
    'net use Z: \\\\nas\\share /persistent:yes',
    'openssl enc -aes-256-cbc -kfile key.bin -in a.tar',
    'vault login -method=github',
    'zip -r a.zip notes2024/',
    'echo $PASSWORD | sudo -S apt update',
  ],
  calls: ['auth=("user", "pass")', 'page.login("bob", "password123")', 'WiFi.begin(ssid, password);'],
  'numbers that open nothing': [
    'gate code review at 1430',
    'PIN of the sensor board connected to 4',
    'Combination: 3-2-1 backups',
  ],
};

for (const [name, texts] of Object.entries(passes))
  test(`as people write it, no secret: ${name}`, async () => {
    for (const text of texts) assert.deepEqual((await scanText(text)).length, 0, text);
  });

test('a Twilio account and its token are one finding', async () => {
  const text = `Account SID: AC${fill(hex, 32)}\nAuth token: ${fill(hex, 32)}\n`;
  assert.deepEqual(
    (await scanText(text)).map(({ rule, severity }) => ({ rule, severity })),
    [{ rule: 'secret.twilio.auth-token', severity: 'high' }],
  );
});
