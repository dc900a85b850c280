import { createHash } from 'node:crypto';
import { createEngine } from '../../src/detect/engine.ts';
import { rules } from '../../src/detect/rules/index.ts';
import { otherSecrets } from './reviewed-negatives.ts';
import { noSecrets } from './reviewed-samples.ts';
import { developmentData, type Row } from './row.ts';
import { familyOf, listedFamilies, publicValues } from './upstream-families.ts';

/** A labelled text of the development data. */
interface Sample {
  readonly id: string;
  readonly rule: string;
  readonly path: string | null;
  readonly expected: 'secret' | 'not';
  /** True where upstream made the value from its own pattern, and put it into one of its templates. */
  readonly generated: boolean;
  readonly text: string;
}

const files = ['betterleaks', 'gitleaks', 'kingfisher-1.10', 'noseyparker', 'titus'] as const;
/** What each file reached: literal samples of the listed families, with vendor rules alone. */
const reached: Readonly<Record<(typeof files)[number], number>> = {
  betterleaks: 1,
  gitleaks: 1,
  'kingfisher-1.10': 74 / 80,
  noseyparker: 86 / 91,
  titus: 156 / 167,
};
const reachedAltogether = 923 / 944;
const reachedNegatives = 4 / 516;

const engine = createEngine({
  rules,
  sources: [],
  hash: (text) => createHash('sha256').update(text).digest('hex'),
});

/** How much of a family's own kind was found: by a rule of the family, by any rule. */
class Tally {
  all = 0;
  family = 0;
  any = 0;
  add(isFamily: boolean, isAny: boolean): void {
    this.all += 1;
    if (isFamily) this.family += 1;
    if (isAny) this.any += 1;
  }
}

/** Families whose rules are called otherwise: a key of these may be found by a rule of another name. */
const kin: Readonly<Record<string, readonly string[]>> = {
  database: ['mongodb', 'url'],
  google: ['firebase', 'private-key'],
  mongodb: ['database'],
  atlassian: ['trello', 'bitbucket'],
  coinbase: ['private-key'],
  pinecone: [],
  npm: ['github'],
};

const rulesOf = async (sample: Sample): Promise<string[]> =>
  (await engine.scan({ path: sample.path ?? 'note.md', bytes: new TextEncoder().encode(sample.text) })).findings
    .map(({ rule }) => rule)
    .filter((rule) => rule.startsWith('secret.'));

function isOfFamily(rule: string, family: string): boolean {
  return [family, ...(kin[family] ?? [])].some(
    (name) => rule === `secret.${name}` || rule.startsWith(`secret.${name}.`),
  );
}

/** Vendor rules on upstream's own samples: breadth, not field accuracy. */
export async function measureSecrets(): Promise<readonly Row[] | undefined> {
  const rows: Row[] = [];
  const altogether = new Tally();
  const every = new Tally();
  /** Literal samples as upstream labels them, the made-up ones among them. */
  const upstream = new Tally();
  const perRule = new Map<string, Tally>();
  let negatives = 0;
  let falsely = 0;
  for (const file of files) {
    const samples = developmentData<Sample>(`secrets/${file}.jsonl`);
    if (samples === undefined) return undefined;
    const literal = new Tally();
    for (const sample of samples) {
      const family = familyOf(sample.rule);
      const found = await rulesOf(sample);
      const isHit = found.some((rule) => isOfFamily(rule, family));
      if (sample.expected === 'not') {
        // Generic labels are no vendor's.
        if (otherSecrets.has(sample.id) || family === 'generic') continue;
        negatives += 1;
        if (isHit) falsely += 1;
        continue;
      }
      if (!listedFamilies.has(family) || sample.rule in publicValues) continue;
      every.add(isHit, found.length > 0);
      const name = `${file} ${sample.rule}`;
      const tally = perRule.get(name) ?? new Tally();
      perRule.set(name, tally);
      tally.add(isHit, found.length > 0);
      if (sample.generated) continue;
      upstream.add(isHit, found.length > 0);
      if (noSecrets.has(sample.id)) continue;
      literal.add(isHit, found.length > 0);
      altogether.add(isHit, found.length > 0);
    }
    rows.push(share(`vendor rules, literal samples of ${file}`, literal, reached[file]));
  }
  const rulesHit = [...perRule.values()].filter(({ family }) => family > 0).length;
  rows.push(
    share('vendor rules, literal samples of all files', altogether, reachedAltogether),
    {
      name: 'vendor rules, upstream rules with a hit',
      value: rulesHit / perRule.size,
      unit: 'share',
      counts: `${rulesHit} of ${perRule.size}`,
      better: 'higher',
      goal: 0.95,
      reached: undefined,
    },
    share('vendor rules, literal samples with upstream’s placeholders', upstream, undefined),
    share('vendor rules, all samples', every, undefined),
    {
      name: 'vendor rules, reviewed negatives',
      value: falsely / negatives,
      unit: 'share',
      counts: `${falsely} of ${negatives}`,
      better: 'lower',
      goal: 0.01,
      reached: reachedNegatives,
    },
  );
  return rows;
}

function share(name: string, tally: Tally, atLeast: number | undefined): Row {
  return {
    name,
    value: tally.family / tally.all,
    unit: 'share',
    counts: `${tally.family} of ${tally.all}, with all rules ${tally.any}`,
    better: 'higher',
    goal: 0.95,
    reached: atLeast,
  };
}
