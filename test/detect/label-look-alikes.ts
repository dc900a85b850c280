import { type Case, forms, labels } from './label-forms.ts';
import { b64, b64u, digits, fill, hex, upper } from './rules/making.ts';

/** What people, programs and documentation write under such labels, and is no secret; by what the label names. */
const instead: Readonly<Record<'password' | 'token' | 'code', Readonly<Record<string, () => string>>>> = {
  password: {
    'a word': () => 'required',
    'a word in German': () => 'vergessen',
    'a word in Spanish': () => 'obligatoria',
    'a name': () => 'Bitwarden',
    'two words': () => 'see vault',
    'a sentence': () => 'please enter your password',
    stars: () => '********',
    dots: () => '••••••••',
    'left out': () => '...',
    bracket: () => '<password>',
    variable: () => '${DB_PASSWORD}',
    template: () => '{{ vault.password }}',
    link: () => '[[Passwords]]',
    changeme: () => 'changeme',
    yours: () => 'your-password-here',
    redacted: () => '[REDACTED]',
    path: () => '/run/secrets/db_password',
    call: () => 'getpass()',
    'a manager': () => 'op://home/router/password',
    hash: () => `$2b$12$${fill(b64, 53).replaceAll('+', '.')}`,
    length: () => '12+',
    date: () => '2026-03-01',
    scheme: () => 'WPA2-Enterprise',
    algorithm: () => 'SHA-256',
    policy: () => 'min. 16 characters',
    'a file': () => 'secrets.kdbx',
    'an address': () => 'admin@example.org',
    'a product': () => '1Password',
    question: () => 'which one?',
    'a class': () => 'PasswordField2',
    hint: () => 'like the last one, with 7',
  },
  token: {
    'a word': () => 'required',
    'a type': () => 'string',
    'an identifier': () => 'getAccessTokenFromCache',
    'words with hyphens': () => 'my-service-account-name',
    'an option': () => '--token-file',
    variable: () => '$API_TOKEN',
    environment: () => 'process.env.API_TOKEN',
    percent: () => '%API_TOKEN%',
    placeholder: () => 'YOUR_API_KEY',
    xs: () => 'xxxxxxxxxxxxxxxxxxxxxxxx',
    sequence: () => '1234567890abcdef1234',
    path: () => '/etc/app/token',
    address: () => 'https://example.org/token',
    digest: () => `sha256:${fill(hex, 64)}`,
    'public key': () => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${fill(b64, 43)}`,
    number: () => fill(digits, 6),
    version: () => '2.14.3',
    'a constant': () => 'ACCESS_TOKEN_SECRET',
    sealed: () => `enc:v1:${fill(b64, 40)}`,
    'an ARN': () => 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:app/db',
    algorithm: () => 'RS256',
    scheme: () => 'OAuth2',
    shortcut: () => 'Ctrl+Shift+P',
    'a package': () => '@types/node@22.1.0',
    'a header': () => 'X-Request-Id-2',
    'a file': () => 'service-account-prod-eu-west-1.json',
    'a host': () => 'tokens-eu-west-1.example.com',
    'a branch': () => 'feature/token-refresh-2024-v2',
    'an image': () => 'registry/app:2.14.3-alpine3.20',
    'words and numbers': () => 'access-token-for-service-2024',
    'a class': () => 'OAuth2AccessTokenResponseClient',
  },
  code: {
    'a word': () => 'required',
    'an example': () => '1234',
    zeros: () => '0000',
    words: () => 'ask the neighbour',
    'one digit': () => fill('23456789', 1),
    stars: () => '****',
    letters: () => 'GPIO',
  },
};

/** Texts of programs and documentation as a whole. */
const texts: Readonly<Record<string, () => string>> = {
  'lock file': () => `"integrity": "sha512-${fill(b64, 86)}=="`,
  'git id': () => `commit ${fill(hex, 40)}\nkey: value`,
  'etag beside a key': () => `ETag: "${fill(hex, 32)}"`,
  'checksum of a key file': () => `key.gpg sha256: ${fill(hex, 64)}`,
  'fingerprint of a key': () => `Key fingerprint = ${fill(`${digits}ABCDEF`, 40)}`,
  'key of a map': () => `key: ${fill(hex, 8)}-${fill(hex, 4)}-4${fill(hex, 3)}-a${fill(hex, 3)}-${fill(hex, 12)}`,
  'page token': () => `"nextPageToken": "${fill(b64u, 32)}"`,
  'request token': () =>
    `ClientToken=${fill(hex, 8)}-${fill(hex, 4)}-4${fill(hex, 3)}-a${fill(hex, 3)}-${fill(hex, 12)}`,
  'public key setting': () => `PublicKey = ${fill(b64, 43)}=`,
  'password in i18n': () => '"password": "Passwort",\n"password.repeat": "Passwort wiederholen"',
  'forgot password': () => '"forgotPassword": "Vergessen?1"',
  'form field': () => '<input type="password" name="password" placeholder="Pass0rt">'.replace('0', 'w'),
  types: () => 'interface Login { user: string; password: string }',
  'test results': () => 'PASS: gas/i386/x86-64-align-branch-1a\nPASS: addr2line',
  'pass as a verb': () => 'not sufficient to pass `SSL_OP_NO_TLSv1`, one has to pass "AUTO_COMPILE=0"',
  'fields of a file': () => 'name:passwd:UID:GID:gecos\n/etc/passwd:eli:x:2098:1000',
  'a state': () => 'the password is locked\\&. The token is valid.',
  'Perl source': () => 'my $pwd = $ftp->pwd; pass => $self->{+PASS}; my $Token = qr/[\\x21\\x23-\\x27]/;',
  'printed tokens': () => 'print STDERR "-Got token ", $to_unget[-1]->dump, "\\n";',
  'PKCS #11': () => 'pkcs11:token=Root%20CA%20Certificates;serial=1',
  'an ARN': () => `"ARN": "arn:aws:secretsmanager:us-west-2:123456789012:secret:MyTestSecret-a1b2c3"`,
  'a document in the cloud': () => `https://docs.google.com/spreadsheet/ccc?key=${fill(b64u, 44)}&usp=sharing`,
  'closes a bug': () => 'Do getent group rather than getent passwd in postinst.  Closes: 444902',
  'pin of a board': () => 'LED pin: 13\nconst int PIN = 27;',
  'postal code': () => 'Postal code: 10115',
  'exit code': () => 'exit code: 2471',
  'error code': () => 'Error code: 4711, HTTP code 4042',
  'code of conduct': () => 'Code of conduct: 2024',
  'source code': () => 'source code: 48213 lines',
  'key of a piece': () => 'Key: A minor. The key is to rest the dough.',
  'a shortcut': () => '| Key | Action |\n|---|---|\n| Ctrl+K | delete |\n| Shift+F10 | menu |',
  'columns about passwords': () => '| App | Password |\n|---|---|\n| a | in Bitwarden |\n| b | ask me |\n| c | yes |',
  'example in a command': () => 'mysql -u root -psecret app\ncurl -u user:password https://example.org',
  'example in a header': () => `Authorization: Basic ${btoa('user:password')}\nAuthorization: Bearer <token>`,
  'example in netrc': () => 'machine ftp.example.org login anonymous password user@example.org',
  'registry without a password': () => `"auth": "${btoa('user:')}"`,
  'a list of words': () => '# METHOD can be "md5", "password", "scram-sha-256" or "x509-v3"',
  'public key in code': () => `key: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE${fill(b64, 86)}"`,
  'tokens of an RFC': () =>
    '"access_token":"2YotnFZFEjr1zCsicMWpAA"\nAuthorization: Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW',
  'an address of IPv6': () => 'Token=static:::1a:2b:3c:4d',
  'a Japanese sentence': () => 'パスワードは暗号化され、保存される。',
  'public token': () => `primary key: ${fill(upper, 8)}`,
};

/** Nothing must be found in any of these. */
export function* lookAlikes(): Iterable<Case> {
  for (const [language, kinds] of Object.entries(labels))
    for (const [kind, names] of Object.entries(kinds))
      for (const label of names)
        for (const [form, template] of Object.entries(forms))
          for (const [which, make] of Object.entries(instead[kind as keyof typeof instead])) {
            const value = make();
            if (value.includes('|') && /table/.test(form)) continue;
            const text = template.replaceAll('{L}', () => label).replaceAll('{V}', () => value);
            yield { name: `${language}, ${label}, ${form}, ${which}`, text, value: undefined };
          }
  for (const [name, make] of Object.entries(texts)) yield { name, text: make(), value: undefined };
}
