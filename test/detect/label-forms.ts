import { b62, b64, digits, fill, hex, lower, upper } from './rules/making.ts';

/** A text made from a template, with the value that must be found in it or none. */
export interface Case {
  readonly name: string;
  readonly text: string;
  /** Undefined where nothing must be found. */
  readonly value: string | undefined;
  readonly path?: string;
}

/** Labels as people write them, by language and by what they name. */
export const labels: Readonly<Record<string, Readonly<Record<'password' | 'token' | 'code', readonly string[]>>>> = {
  en: {
    password: ['Password', 'password', 'Passphrase', 'Wi-Fi password', 'Passcode', 'pwd', 'Master password', 'PASSWD'],
    token: ['API key', 'Access key', 'Token', 'Secret', 'Auth key', 'License key', 'Client secret', 'Bot token'],
    code: ['PIN', 'CVV', 'Door code', 'Alarm code', 'Gate code', 'Safe code', 'SIM PIN'],
  },
  de: {
    password: ['Passwort', 'Kennwort', 'WLAN-Passwort', 'Master-Passwort'],
    token: ['API-Schlüssel', 'Zugangstoken', 'Lizenzschlüssel', 'Geheimer Schlüssel'],
    code: ['PIN', 'Türcode', 'Alarmcode', 'Geheimzahl', 'Tresor-Code'],
  },
  fr: {
    password: ['Mot de passe', 'mot de passe', 'Mdp'],
    token: ['Clé API', 'Clé secrète', 'Jeton', "Clé d'accès"],
    code: ['Code PIN', 'Code secret', "Code de l'alarme", 'Digicode', 'Code de la porte'],
  },
  es: {
    password: ['Contraseña', 'contraseña', 'Clave'],
    token: ['Clave API', 'Clave de acceso', 'Token de acceso'],
    code: ['PIN', 'Código de la alarma', 'Código de la puerta', 'Código secreto'],
  },
  pt: {
    password: ['Senha', 'senha', 'Palavra-passe'],
    token: ['Chave de API', 'Chave secreta', 'Token'],
    code: ['PIN', 'Código do alarme', 'Código do portão'],
  },
  it: {
    password: ['Password', "Parola d'ordine"],
    token: ['Chiave API', 'Chiave segreta', 'Token'],
    code: ['PIN', "Codice dell'allarme", 'Codice del cancello'],
  },
  nl: {
    password: ['Wachtwoord', 'wifi-wachtwoord'],
    token: ['API-sleutel', 'Toegangstoken', 'Geheime sleutel'],
    code: ['Pincode', 'Alarmcode', 'Deurcode'],
  },
  ru: {
    password: ['Пароль', 'пароль'],
    token: ['Ключ API', 'Токен', 'Секретный ключ'],
    code: ['ПИН-код', 'Код домофона', 'Код сигнализации'],
  },
  zh: { password: ['密码', 'WiFi密码', '口令'], token: ['密钥', 'API密钥', '令牌'], code: [] },
  ja: {
    password: ['パスワード', 'Wi-Fiパスワード'],
    token: ['トークン', 'APIキー', 'アクセスキー'],
    code: ['暗証番号'],
  },
};

/** Forms in which a label of any language stands; `{L}` is the label, `{V}` the value. */
export const forms: Readonly<Record<string, string>> = {
  colon: '{L}: {V}',
  'colon, blank before': '{L} : {V}',
  'full-width colon': '{L}：{V}',
  equals: '{L} = {V}',
  'list, bold': '- **{L}**: {V}',
  'bold with the colon': '**{L}:** {V}',
  'list, code': '* {L}: `{V}`',
  quotation: '> {L}: {V}',
  'table row': '| what | value |\n|---|---|\n| {L} | {V} |',
  'table column': '| Site | User | {L} |\n|---|---|---|\n| shop | me | {V} |\n| bank | me | |',
  'table column in code': '| {L} | Site |\n|:-:|---|\n| `{V}` | shop |',
  heading: '## {L}\n\n{V}\n',
  'heading and fence': '### {L}\n```\n{V}\n```\n',
  'bold line and code': '**{L}**\n`{V}`\n',
  callout: '> [!info] {L}\n> {V}\n',
  definition: '{L}\n: {V}\n',
  'front matter': '---\ntitle: x\n{L}: {V}\n---\ntext',
  Logseq: '- {L}:: {V}',
  'Dataview in a line': 'Router [{L}:: {V}] in the hall',
  'number in the list': '1. {L}: {V}',
  'in the middle of text': 'Some words before.\n{L}: {V}\nSome words behind.',
  'Windows lines': 'x\r\n{L}: {V}\r\ny',
  'JSON with this key': '{"{L}": "{V}"}',
};

/** Forms of programs and configuration; the label is ours. */
export const settings: Readonly<Record<'password' | 'token', Readonly<Record<string, string>>>> = {
  password: {
    env: 'DB_PASSWORD={V}',
    'env in quotes': 'DB_PASSWORD="{V}"',
    export: 'export PGPASSWORD={V}',
    camel: "const dbPassword = '{V}';",
    'with a type': 'const password: string = "{V}";',
    Go: 'password := "{V}"',
    Rust: 'let password: &str = "{V}";',
    Ruby: ":password => '{V}'",
    INI: '[client]\nuser=root\npassword={V}\n',
    TOML: '[db]\npassword = "{V}"\n',
    YAML: 'db:\n  user: app\n  password: {V}\n',
    'YAML in quotes': 'spring:\n  datasource:\n    password: "{V}"\n',
    'YAML block': 'password: |\n  {V}\n',
    'YAML folded': 'password: >-\n  {V}\nuser: x\n',
    properties: 'spring.datasource.password={V}',
    JSON: '{\n  "user": "app",\n  "password": "{V}"\n}',
    'JSON in JSON': '{"config": "{\\"password\\": \\"{V}\\"}"}',
    XML: '<password>{V}</password>',
    'XML attribute': '<user name="x" password="{V}"/>',
    'XML key and value': '<add key="SmtpPassword" value="{V}" />',
    'name and value': '- name: DB_PASSWORD\n  value: "{V}"\n',
    'JSON name and value': '{"name": "DB_PASSWORD", "value": "{V}"}',
    call: 'client.setPassword("{V}");',
    'call with a name': 'props.setProperty("db.password", "{V}");',
    define: "define('DB_PASSWORD', '{V}');",
    SQL: "CREATE USER app WITH PASSWORD '{V}';",
    PowerShell: '$env:DB_PASSWORD = "{V}"',
    cmd: 'set DB_PASSWORD={V}',
    'docker run': 'docker run -d -e POSTGRES_PASSWORD={V} postgres',
    systemd: '[Service]\nEnvironment=DB_PASSWORD={V}\n',
    option: 'tool login --user me --password {V}',
    'option with a sign': 'tool login --password={V} --verbose',
    'SQL Server': 'Server=db;Database=app;User Id=sa;Password={V};Encrypt=true',
    JDBC: 'jdbc:mysql://db:3306/app?user=app&password={V}&useSSL=true',
    ODBC: 'Driver={PostgreSQL};Server=db;Uid=app;Pwd={V};',
    wpa: 'network={\n  ssid="home"\n  psk="{V}"\n}',
    sshpass: "sshpass -p '{V}' ssh me@host",
    mysql: 'mysql -u root -p{V} app',
    curl: 'curl -u me:{V} https://files.example.org',
    netrc: 'machine files.example.org login me password {V}',
    'netrc in lines': 'machine files.example.org\n  login me\n  password {V}\n',
    pgpass: 'db.example.org:5432:app:app:{V}',
    'a pair on one line': 'Login: me / password: {V}',
    'user and password': 'user/password: me / {V}',
    'in brackets': 'Router (user: admin, password: {V})',
    'for what': 'Password for the router: {V}',
  },
  token: {
    env: 'GITHUB_TOKEN_2={V}',
    'env in quotes': 'OPENAI_API_KEY="{V}"',
    export: 'export API_TOKEN={V}',
    camel: "const apiKey = '{V}';",
    snake: 'client_secret = "{V}"',
    kebab: 'api-key: {V}',
    YAML: 'auth:\n  token: {V}\n',
    JSON: '{"openAIApiKey": "{V}"}',
    XML: '<apiKey>{V}</apiKey>',
    Bearer: 'curl -H "Authorization: Bearer {V}" https://api.example.org',
    'X-Api-Key': 'X-Api-Key: {V}',
    'header in curl': "curl -H 'X-Api-Key: {V}' https://api.example.org",
    'Authorization token': 'Authorization: Token {V}',
    'Authorization in code': 'headers: { "Authorization": "Bearer {V}" }',
    cookie: 'Cookie: theme=dark; session_id={V}; lang=de',
    query: 'https://api.example.org/v1/items?api_key={V}&page=2',
    npmrc: '//registry.example.org/:_authToken={V}',
    kubeconfig: 'users:\n- name: me\n  user:\n    token: {V}\n',
    option: 'tool --token {V}',
    'secret key base': 'secret_key_base: {V}',
    'a sentence': 'The API key is {V}, keep it',
    'private key': 'PRIVATE_KEY={V}',
    'encryption key': 'encryptionKey: "{V}"',
  },
};

/** Sentences. */
export const sentences: Readonly<Record<string, readonly string[]>> = {
  en: ['The password is {V}.', 'The wifi password for guests is {V}', 'my password was {V} until May'],
  de: ['Das Passwort lautet {V}.', 'Das WLAN-Passwort ist {V}'],
  fr: ['Le mot de passe est {V}.'],
  es: ['La contraseña es {V}.'],
  pt: ['A senha é {V}.'],
  it: ['La password è {V}.'],
  nl: ['Het wachtwoord is {V}.'],
  zh: ['密码是{V}', '密码为{V}。'],
  ja: ['パスワードは{V}です。'],
};

/** Values as people and programs make them, anew at each call, the same in every run. */
export const values = {
  'words and digits': () => `${fill(lower, 2)}Baum${fill(digits, 3)}wolle!`,
  'mixed, with marks': () => `${fill(upper, 1)}${fill(lower, 4)}${fill('#%+=!&?', 1)}${fill(b62, 5)}${fill(digits, 1)}`,
  'letters and digits': () => `${fill(lower, 6)}${fill(digits, 3)}`,
  'small letters': () => `${fill('bcdfghjkmpqvwxz', 5)}${fill(lower, 5)}`,
} as const;

export const tokens = {
  b62: () => `${fill(b62, 16)}${fill(digits, 1)}${fill(b62, 15)}`,
  hex: () => fill(hex, 32),
  b64: () => `${fill(b64, 40)}`,
  short: () => `${fill(b62, 18)}${fill(digits, 2)}`,
} as const;

const wrap = (template: string, label: string, value: string) =>
  template.replaceAll('{L}', () => label).replaceAll('{V}', () => value);

/** All languages in all forms with all kinds of values. */
export function* positives(): Iterable<Case> {
  for (const [language, kinds] of Object.entries(labels))
    for (const [kind, names] of Object.entries(kinds))
      for (const label of names)
        for (const [form, template] of Object.entries(forms)) {
          const makers = kind === 'password' ? values : kind === 'token' ? tokens : { pin: () => codeFor(label) };
          for (const [which, make] of Object.entries(makers)) {
            if (kind === 'code' && /heading|callout|definition|bold line/.test(form)) continue;
            if (which === 'small letters' && /heading|callout|definition|bold line|front|Dataview/.test(form)) continue;
            const value = make();
            yield { name: `${language}, ${label}, ${form}, ${which}`, text: wrap(template, label, value), value };
          }
        }
  for (const [kind, templates] of Object.entries(settings))
    for (const [form, template] of Object.entries(templates))
      for (const [which, make] of Object.entries(kind === 'password' ? values : tokens)) {
        if (which === 'hex' && /cookie/.test(form)) continue;
        const value = make();
        if (/&/.test(value) && /JDBC/.test(form)) continue;
        yield { name: `${kind}, ${form}, ${which}`, text: wrap(template, '', value), value };
      }
  for (const [language, templates] of Object.entries(sentences))
    for (const template of templates) {
      const value = values['words and digits']();
      yield { name: `${language}, sentence`, text: wrap(template, '', value), value };
    }
}

/** Made-up digits that are nobody's example. */
function codeFor(label: string): string {
  return label === 'CVV' ? fill('2479', 3) : fill('24793', 4);
}
