import type { Finding } from '../../src/core/finding.ts';
import { createScanEngine } from '../../src/node/engine.ts';
import { negatives } from './personal-notes/negatives.ts';
import { type Note, positives } from './personal-notes/positives.ts';
import type { Measure, Row } from './row.ts';

/** What the notes call each rule that has another name there. */
const entities: Readonly<Record<string, string>> = {
  'personal.us.ssn': 'ssn',
  'personal.us.itin': 'itin',
  'personal.us.ein': 'ein',
  'personal.ip-address': 'ip',
  'personal.wallet.ethereum': 'eth',
  'personal.wallet.bitcoin': 'btc',
  'personal.uk.nhs-number': 'nhs',
  'personal.uk.nino': 'nino',
  'personal.uk.utr': 'utr',
  'personal.de.tax-id': 'steuerid',
  'personal.nl.bsn': 'bsn',
  'personal.pt.nif': 'ptnif',
  'personal.br.cpf': 'cpf',
  'personal.br.cnpj': 'cnpj',
  'personal.pl.pesel': 'pesel',
  'personal.pl.nip': 'nip',
  'personal.se.personnummer': 'se',
  'personal.dk.cpr': 'dk',
  'personal.fi.hetu': 'fi',
  'personal.no.fnr': 'no',
  'personal.be.nn': 'be',
  'personal.tr.tckn': 'tr',
  'personal.in.aadhaar': 'aadhaar',
  'personal.in.pan': 'pan',
  'personal.au.tfn': 'tfn',
  'personal.au.abn': 'abn',
  'personal.ca.sin': 'sin',
  'personal.il.id': 'il',
  'personal.jp.my-number': 'mynumber',
  'personal.ru.inn': 'inn',
  'personal.it.codice-fiscale': 'cf',
  'personal.es.dni': 'dni',
  'personal.es.nie': 'nie',
  'personal.fr.nir': 'nir',
  'personal.kr.rrn': 'rrn',
  'personal.cn.resident-id': 'cn',
  'personal.ch.ahv': 'ahv',
  'personal.za.id': 'za',
  'personal.mx.rfc': 'rfc',
  'personal.birth-date': 'dob',
  'personal.driving-licence': 'licence',
};

const core = ['email', 'phone', 'card', 'iban', 'ssn', 'ip'];
/** What the share of the values that are found, and of the findings that are right, was when it was best. */
const reached: Readonly<Record<string, readonly [number, number]>> = {
  email: [1, 1],
  phone: [1, 882 / 886],
  card: [1, 132 / 133],
  iban: [1, 1],
  ssn: [1, 1],
  // Four small parts without a word near them may be a version.
  ip: [317 / 318, 1],
};

const reachedF1 = 4618 / 4624;

const reachedOthers = [2589 / 2595, 2589 / 2591] as const;

const reachedWorst = 56 / 60;

/** Each seed makes other notes of the same kinds. */
const seeds = [0, 1, 2];

interface Count {
  found: number;
  missed: number;
  wrong: number;
}

/**
 * Personal data in notes that are made here: every kind in prose, lists, tables, front matter, JSON, YAML, CSV, letters,
 * in the spellings that people use, and what looks like it and is none. A value is found where a finding of its kind
 * overlaps it.
 */
export const personalInNotes: Measure = async () => {
  const engine = createScanEngine(new Uint8Array(32));
  const counts = new Map<string, Count>();
  for (const seed of seeds)
    for (const note of [...positives(20240607 + seed), ...negatives(20240608 + seed)]) {
      const { findings } = await engine.scan({ path: note.path, bytes: new TextEncoder().encode(note.text) });
      count(note, findings, counts);
    }
  return [...rows(counts)];
};

function count(note: Note, findings: readonly Finding[], counts: Map<string, Count>): void {
  const of = (entity: string): Count => {
    const known = counts.get(entity) ?? { found: 0, missed: 0, wrong: 0 };
    counts.set(entity, known);
    return known;
  };
  const lines = [0];
  for (let at = note.text.indexOf('\n'); at !== -1; at = note.text.indexOf('\n', at + 1)) lines.push(at + 1);
  const hits = findings
    .filter(({ rule }) => rule.startsWith('personal.'))
    .map(({ rule, place: { span } }) => ({
      entity: entities[rule] ?? rule.replace('personal.', ''),
      from: (lines[span.startLine - 1] ?? 0) + span.startColumn - 1,
      to: (lines[span.endLine - 1] ?? 0) + span.endColumn - 1,
    }));
  const isSame = (left: (typeof hits)[number], right: (typeof hits)[number]) =>
    left.entity === right.entity && left.from < right.to && right.from < left.to;
  for (const span of note.spans) {
    if (hits.some((hit) => isSame(hit, span))) of(span.entity).found += 1;
    else of(span.entity).missed += 1;
  }
  for (const hit of hits) if (!note.spans.some((span) => isSame(hit, span))) of(hit.entity).wrong += 1;
}

function* rows(counts: ReadonlyMap<string, Count>): Iterable<Row> {
  const sum = (isWanted: (entity: string) => boolean): Count => {
    const total = { found: 0, missed: 0, wrong: 0 };
    for (const [entity, each] of counts) {
      if (!isWanted(entity)) continue;
      total.found += each.found;
      total.missed += each.missed;
      total.wrong += each.wrong;
    }
    return total;
  };
  const six = sum((entity) => core.includes(entity));
  yield {
    name: 'personal data in notes made here, micro-F1 of six kinds',
    value: (2 * six.found) / (2 * six.found + six.missed + six.wrong),
    unit: 'score',
    counts: `${six.found} found, ${six.missed} missed, ${six.wrong} wrong`,
    better: 'higher',
    goal: 0.97,
    reached: reachedF1,
  };
  for (const entity of core) {
    const [recall = 1, precision = 1] = reached[entity] ?? [];
    const each = counts.get(entity) ?? { found: 0, missed: 0, wrong: 0 };
    yield share(`  ${entity}, recall`, each.found, each.missed, 0.97, recall);
    yield share(`  ${entity}, precision`, each.found, each.wrong, 0.95, precision);
  }
  const others = sum((entity) => !core.includes(entity));
  yield share('  all other kinds, recall', others.found, others.missed, 0.9, reachedOthers[0]);
  yield share('  all other kinds, precision', others.found, others.wrong, 0.95, reachedOthers[1]);
  const [worst = ['', { found: 1, missed: 0, wrong: 0 }] as const] = [...counts]
    .filter(([, { found, missed }]) => found + missed > 0)
    .sort((left, right) => recallOf(left[1]) - recallOf(right[1]));
  yield share(`  the kind found least (${worst[0]}), recall`, worst[1].found, worst[1].missed, 0.9, reachedWorst);
}

function recallOf({ found, missed }: Count): number {
  return found / (found + missed);
}

function share(name: string, part: number, rest: number, goal: number, best: number): Row {
  return {
    name,
    value: part / (part + rest),
    unit: 'share',
    counts: `${part} of ${part + rest}`,
    better: 'higher',
    goal,
    reached: best,
  };
}
