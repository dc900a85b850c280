import { createSecretEngine } from '../../src/node/secret-engine.ts';
import { type LabelledNote, notesOf, type Span, vendorNotes } from './note-templates.ts';
import type { Row } from './row.ts';

/** Labels in ten languages and what people write behind them that is no value. */
const labels: Readonly<Record<string, readonly string[]>> = {
  en: ['Password', 'API key', 'Token', 'PIN'],
  de: ['Passwort', 'Kennwort', 'API-Schlüssel'],
  fr: ['Mot de passe', 'Clé API'],
  es: ['Contraseña', 'Clave'],
  pt: ['Senha'],
  it: ['Password', 'Chiave API'],
  nl: ['Wachtwoord', 'API-sleutel'],
  ru: ['Пароль', 'Токен'],
  zh: ['密码', '令牌'],
  ja: ['パスワード', 'トークン'],
};
const noValues = [
  '[[Bitwarden]]',
  '<…>',
  'TODO',
  'n/a',
  '?',
  '-',
  'xxxxxxxx',
  '••••••••',
  '2024-06-12',
  'KeePassXC',
  '✅',
];

/** Notes that hold no secret, with what looks like one. */
function lookAlikes(seed: number): LabelledNote[] {
  const made = Object.entries(labels).flatMap(([language, names]) =>
    names.flatMap((name) =>
      noValues.flatMap((value) =>
        [`${name}: ${value}`, `- **${name}**: ${value}`].map((text) => ({
          language,
          form: 'no value',
          text,
          secrets: [],
          allowed: [],
        })),
      ),
    ),
  );
  return [...notesOf('negatives.txt', seed), ...notesOf('negatives-last.txt', seed), ...made];
}

interface Count {
  wanted: number;
  found: number;
  extra: number;
}

/** What was found in notes: `wanted` secrets, `found` ones of them, `extra` findings that are none. */
export async function countNotes(
  seeds: readonly number[],
  onMiss: (note: LabelledNote, span: Span, kind: 'missed' | 'extra', rule?: string) => void = () => undefined,
): Promise<{ total: Count; byForm: Map<string, Count>; byLanguage: Map<string, Count>; alike: number; notes: number }> {
  const engine = createSecretEngine(new Uint8Array(32));
  const total = { wanted: 0, found: 0, extra: 0 };
  const byForm = new Map<string, Count>();
  const byLanguage = new Map<string, Count>();
  let [alike, notes] = [0, 0];
  for (const seed of seeds) {
    const all = [
      ...notesOf('positives-en.txt', seed),
      ...notesOf('positives-intl.txt', seed),
      ...notesOf('positives-more.txt', seed),
      ...notesOf('positives-last.txt', seed),
      ...vendorNotes(seed),
      ...lookAlikes(seed),
    ];
    for (const note of all) {
      notes += 1;
      if (note.secrets.length === 0) alike += 1;
      const path = note.form === 'plugin' ? '.obsidian/plugins/sync/data.json' : 'note.md';
      const { findings } = await engine.scan({ path, bytes: new TextEncoder().encode(note.text) });
      const spans = findings
        .filter(({ rule }) => rule.startsWith('secret.'))
        .map(({ rule, place }) => ({ rule, span: unitsOf(note.text, place.span) }));
      const missed = note.secrets.filter((secret) => !spans.some(({ span }) => overlap(span, secret)));
      const extra = spans.filter(({ span }) => ![...note.secrets, ...note.allowed].some((each) => overlap(span, each)));
      for (const secret of missed) onMiss(note, secret, 'missed');
      for (const { span, rule } of extra) onMiss(note, span, 'extra', rule);
      for (const count of [total, counted(byForm, note.form), counted(byLanguage, note.language)]) {
        count.wanted += note.secrets.length;
        count.found += note.secrets.length - missed.length;
        count.extra += extra.length;
      }
    }
  }
  return { total, byForm, byLanguage, alike, notes };
}

function counted(counts: Map<string, Count>, name: string): Count {
  const count = counts.get(name) ?? { wanted: 0, found: 0, extra: 0 };
  counts.set(name, count);
  return count;
}

function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Lines and columns, from one on, as offsets. */
function unitsOf(
  text: string,
  span: { startLine: number; startColumn: number; endLine: number; endColumn: number },
): Span {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = (line: number, column: number) => (starts[line - 1] ?? 0) + column - 1;
  return { start: offset(span.startLine, span.startColumn), end: offset(span.endLine, span.endColumn) };
}

/** Secrets in notes as people write them, in ten languages, beside notes that only look as if they held some. */
export async function measureSecretsInNotes(): Promise<readonly Row[]> {
  const { total, byForm, byLanguage, alike, notes } = await countNotes([1, 2, 3]);
  const vendors = byForm.get('vendor') ?? { wanted: 0, found: 0, extra: 0 };
  const written = { wanted: total.wanted - vendors.wanted, found: total.found - vendors.found };
  const [worst = '', least = total] =
    [...byLanguage].toSorted(([, one], [, other]) => one.found / one.wanted - other.found / other.wanted)[0] ?? [];
  const recall = { unit: 'share', better: 'higher', goal: 0.9 } as const;
  return [
    {
      ...recall,
      name: 'secrets in notes, found',
      value: written.found / written.wanted,
      counts: `${written.found} of ${written.wanted}, in ${[...byForm.values()].filter(({ wanted }) => wanted > 0).length} forms and ${byLanguage.size} languages`,
      reached: 0.951,
    },
    {
      ...recall,
      name: 'secrets in notes, found in the worst language',
      value: least.found / least.wanted,
      counts: `${least.found} of ${least.wanted} in ${worst}`,
      reached: 0.925,
    },
    {
      ...recall,
      name: 'secrets in notes, tokens of vendors found',
      value: vendors.found / vendors.wanted,
      counts: `${vendors.found} of ${vendors.wanted}`,
      reached: 1,
    },
    {
      name: 'secrets in notes, precision',
      value: total.found / (total.found + total.extra),
      unit: 'share',
      counts: `${total.extra} findings that are none in ${notes} notes, ${alike} of them look-alikes`,
      better: 'higher',
      goal: 0.95,
      reached: 1,
    },
  ];
}
