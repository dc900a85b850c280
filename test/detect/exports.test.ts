import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEngine } from '../../src/detect/engine.ts';
import { passwordExports } from '../../src/detect/rules/password-exports.ts';
import { recoveryCodeFiles, recoveryCodes } from '../../src/detect/rules/recovery-codes.ts';
import { cpuTime } from '../cpu-time.ts';
import { b62, digits, fill, hex, lower } from './rules/making.ts';
import { selected } from './scanning.ts';

const engine = createEngine({
  rules: [recoveryCodes, ...passwordExports],
  sources: [recoveryCodeFiles],
  hash: (text) => String(text.length),
});
const scan = async (text: string, path = 'note.md') =>
  (await engine.scan({ path, bytes: new TextEncoder().encode(text) })).findings;
const kinds = async (text: string, path?: string) =>
  (await scan(text, path)).map(({ rule, severity, args }) => `${rule} ${severity} ${args['kind'] ?? args['count']}`);
const exported = (kind: string): string[] => [`secret.password-export critical ${kind}`];

/** Headers as the programs write them, and where in a row the password stands. */
const headers: Readonly<Record<string, string>> = {
  Chrome: 'name,url,username,password,note',
  Firefox:
    '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"',
  Safari: 'Title,URL,Username,Password,Notes,OTPAuth',
  LastPass: 'url,username,password,totp,extra,name,grouping,fav',
  '1Password': 'Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes',
  KeePass: '"Account","Login Name","Password","Web Site","Comments"',
  KeePassXC: '"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"',
  Bitwarden: 'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp',
  Dashlane: 'username,username2,username3,title,password,note,url,category,otpUrl',
  'Proton Pass': 'type,name,url,email,username,password,note,totp,createTime,modifyTime,vault',
  NordPass: 'name,url,username,password,note,cardholdername,cardnumber,cvc,expirydate,zipcode,folder',
  RoboForm: 'Name,Url,MatchUrl,Login,Pwd,Note,Folder,RfFieldsV2',
  'password manager': 'website;user;password',
};

const cells = (header: string): string[] => header.replaceAll('"', '').split(/[,;]/);
const isPasswordColumn = (name: string): boolean => /^(?:password|pwd|login_password)$/i.test(name);
const rowOf = (names: readonly string[], password: string): string[] =>
  names.map((name) =>
    isPasswordColumn(name) ? password : /ur[il]|web/i.test(name) ? 'https://shop.example.net/login' : 'someone',
  );

test('an export from its header on, by program, in any separator, quoting and order of columns', async () => {
  for (const [kind, header] of Object.entries(headers)) {
    const names = cells(header);
    const rows = [fill(b62, 14), `${fill(b62, 6)} "x", y`].map((password) => rowOf(names, password));
    for (const separator of [',', ';', '\t'])
      for (const quote of [false, true])
        for (const order of [0, 1])
          for (const lineEnd of ['\n', '\r\n'])
            for (const mark of ['', '\uFEFF']) {
              const write = (row: readonly string[]): string =>
                (order === 0 ? row : row.toReversed())
                  .map((cell) => (quote || /["\s,;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
                  .join(separator);
              const text = mark + [names, ...rows].map(write).join(lineEnd);
              const findings = await scan(text, 'export.csv');
              const what = `${kind}, ${JSON.stringify([separator, quote, order, lineEnd, mark])}`;
              assert.deepEqual(
                findings.map(({ rule, severity, args }) => `${rule} ${severity} ${args['kind']}`),
                exported(kind),
                what,
              );
              assert.ok(
                findings[0] !== undefined && selected(text, findings[0]) === text.slice(mark.length),
                `${what}: another span`,
              );
            }
  }
});

test('an export of any length is one finding, whatever else stands in it', async () => {
  const row = (at: number): string => `Shop ${at},https://shop.example.net,me,${fill(b62, 12)},`;
  const text = [headers['Chrome'], ...Array.from({ length: 5000 }, (_, at) => row(at))].join('\n');
  const findings = await scan(text, 'export.csv');
  assert.deepEqual(
    findings.map(({ place }) => [place.span.startLine, place.span.endLine]),
    [[1, 5001]],
  );
});

test('an export within a note', async () => {
  const text = `# Old laptop\n\n\`\`\`\n${headers['Chrome']}\nShop,https://shop.example.net,me,${fill(b62, 12)},\n\`\`\`\n`;
  assert.deepEqual(await kinds(text), exported('Chrome'));
  const [finding] = await scan(text);
  assert.deepEqual([finding?.place.span.startLine, finding?.place.span.endLine], [4, 5]);
});

test('no passwords, no export', async () => {
  for (const header of Object.values(headers)) {
    const names = cells(header);
    const line = (password: string): string => rowOf(names, password).join(header.includes(';') ? ';' : ',');
    for (const text of [
      header,
      `${header}\n`,
      `${header}\n${line('')}\n`,
      `${header}\n${line('password123')}\n${line('********')}`,
      `${header}\n${line('<password>')}`,
    ])
      assert.deepEqual(await kinds(text), [], text.slice(header.length));
  }
  for (const text of [
    'name,type,password,default\na,string,b,c',
    'Usage: url,username,password are required, in this order, for each of the rows that are read.',
    '| url | username | password |\n|---|---|---|\n| a | b | c |',
    `INSERT INTO users (id, name, url, password) VALUES (1, 'a', 'b', '${fill(b62, 12)}')`,
    `const { name, url, password } = ${fill(lower, 9)}\nf(a, b, c)`,
  ])
    assert.deepEqual(await kinds(text), [], text.slice(0, 30));
});

test('exports in JSON and XML', async () => {
  const password = fill(b62, 12);
  const bitwarden = {
    encrypted: false,
    folders: [],
    items: [{ id: '1', name: 'Shop', login: { username: 'me', password } }],
  };
  assert.deepEqual(await kinds(JSON.stringify(bitwarden)), exported('Bitwarden'));
  assert.deepEqual(await kinds(JSON.stringify(bitwarden, null, 2)), exported('Bitwarden'));
  assert.deepEqual(await kinds(JSON.stringify({ ...bitwarden, encrypted: true })), []);
  assert.deepEqual(await kinds(JSON.stringify({ ...bitwarden, items: [] })), []);
  const proton = { version: '1.0', encrypted: false, vaults: { a: { items: [{ data: { content: { password } } }] } } };
  assert.deepEqual(await kinds(JSON.stringify(proton)), exported('Proton Pass'));
  const enpass = {
    folders: [],
    items: [{ auto_submit: 1, fields: [{ label: 'Password', type: 'password', value: password }] }],
  };
  assert.deepEqual(await kinds(JSON.stringify(enpass)), exported('Enpass'));
  const keeper = { shared_folders: [], records: [{ title: 'Shop', login: 'me', password }] };
  assert.deepEqual(await kinds(JSON.stringify(keeper)), exported('Keeper'));
  const dashlane = { AUTHENTIFIANT: [{ title: 'Shop', login: 'me', password }] };
  assert.deepEqual(await kinds(JSON.stringify(dashlane)), exported('Dashlane'));
  const xml = (attribute: string): string =>
    `<?xml version="1.0"?>\n<KeePassFile>\n<Root><Entry>\n<String><Key>Password</Key>\n<Value ${attribute}="True">${password}</Value></String>\n</Entry></Root></KeePassFile>`;
  assert.deepEqual(await kinds(xml('ProtectInMemory')), exported('KeePass'));
  assert.deepEqual(await kinds(xml('Protected')), []);
});

const made: Readonly<Record<string, () => string>> = {
  GitHub: () => `${fill(hex, 5)}-${fill(hex, 5)}`,
  'eight digits': () => fill(digits, 8),
  groups: () => `${fill(b62.toUpperCase().slice(0, 36), 4)}-${fill(digits, 4)}-${fill(b62, 4)}`,
  'letters and digits': () => `${fill(digits, 2)}${fill(lower, 5)}${fill(digits, 3)}`,
};

const labels = [
  '## Recovery codes',
  '**Backup codes**:',
  'GitHub recovery codes (keep them safe):',
  'Wiederherstellungscodes für Google:',
  'Codes de récupération :',
  'Códigos de recuperación:',
  'Códigos de recuperação',
  'Codici di recupero',
  'Herstelcodes:',
  'Коды восстановления:',
  '恢复代码：',
  'リカバリーコード',
  'backup_codes:',
  'You can use each of these backup codes once.\nThey were made in 2024 for the account of the shop.\n',
];

const layouts: Readonly<Record<string, (codes: readonly string[]) => string>> = {
  lines: (codes) => codes.join('\n'),
  bullets: (codes) => codes.map((code) => `- ${code}`).join('\n'),
  'check boxes': (codes) => codes.map((code, at) => `- [${at < 2 ? 'x' : ' '}] ${code}`).join('\n'),
  numbered: (codes) => codes.map((code, at) => `${at + 1}. \`${code}\``).join('\n'),
  'two columns': (codes) =>
    Array.from({ length: codes.length / 2 }, (_, row) => `${codes[row * 2]}   ${codes[row * 2 + 1]}`).join('\n'),
  table: (codes) => ['| # | code |', '|---|------|', ...codes.map((code, at) => `| ${at + 1} | ${code} |`)].join('\n'),
  'a line': (codes) => codes.join(', '),
  'a fence': (codes) => `\`\`\`\n${codes.join('\n')}\n\`\`\``,
  'JSON list': (codes) => JSON.stringify(codes),
};

test('a list of recovery codes under a label, in any language and layout: one finding', async () => {
  for (const [vendor, make] of Object.entries(made)) {
    const codes = Array.from({ length: 10 }, make);
    for (const label of labels)
      for (const [layout, write] of Object.entries(layouts)) {
        const text = `# Shop\n\n${label}\n\n${write(codes)}\n\nMore text follows here.\n`;
        const findings = await scan(text);
        assert.deepEqual(
          findings.map(({ rule, args }) => `${rule} ${args['count']}`),
          ['secret.recovery-codes 10'],
          `${vendor}, ${label}, ${layout}`,
        );
        const span = findings[0] === undefined ? '' : selected(text, findings[0]);
        assert.ok(
          span.startsWith(codes[0] ?? '?') && span.endsWith(codes[9] ?? '?'),
          `${vendor}, ${label}, ${layout}: another span`,
        );
      }
  }
});

test('codes of two groups of four digits, and a file of codes alone', async () => {
  const groups = Array.from({ length: 10 }, () => `${fill('3456789', 4)} ${fill(digits, 4)}`);
  assert.equal((await scan(`Backup codes\n\n${groups.join('\n')}\n`)).length, 1);
  const codes = Array.from({ length: 16 }, () => `${fill(hex, 5)}-${fill(hex, 5)}`).join('\n');
  assert.equal((await scan(codes, 'keys/github-recovery-codes.txt')).length, 1);
  assert.equal((await scan(codes, 'keys/github.txt')).length, 0);
});

test('what is no list of codes', async () => {
  const codes = Array.from({ length: 5 }, () => fill(digits, 8));
  for (const text of [
    `Recovery codes\n\n${codes.join('\n')}`,
    `Recovery codes\n\n${Array.from({ length: 10 }, () => 'xxxxx-xxxxx').join('\n')}`,
    `Recovery codes\n\n${Array.from({ length: 10 }, () => '12345678').join('\n')}`,
    'Recovery codes are shown once. Print them, and keep them where you keep your passport, not on your phone.',
    `Recovery codes are in the safe.\n\n${'A sentence that says nothing more. '.repeat(20)}\n${Array.from({ length: 10 }, () => fill(digits, 8)).join('\n')}`,
    'Backup codes of 2021, 2022, 2023, 2024, 2025, 2026 were thrown away, as were 2019 and 2020',
    `Backup codec: ${fill(hex, 10)}`,
  ])
    assert.deepEqual(await kinds(text), [], text.slice(0, 40));
});

test('hostile texts take no long', async (t) => {
  const size = 2_000_000;
  for (const unit of [
    'backup code ',
    'backup code 1234-5678 ',
    `backup code ${'1a2b3c4d '.repeat(40)}`,
    'url,username,password\n',
    'url,username,password\n"',
    ',password',
    '"encrypted":false,"items":',
    '<keepassfile>',
    '"auto_submit" ',
  ]) {
    const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
    const time = await cpuTime(() => scan(text));
    t.diagnostic(`${JSON.stringify(unit.slice(0, 24))}: ${time.toFixed(0)} ms`);
    assert.ok(time < 2500, `${unit.slice(0, 24)}: ${time.toFixed(0)} ms`);
  }
});
