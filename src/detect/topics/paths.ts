import type { VaultPath } from '../../core/finding.ts';
import { plainText } from './letters.ts';
import type { Term } from './score.ts';
import type { Title } from './titles.ts';
import type { Topic } from './topic-list.ts';

/** What folders and titles are called that hold a topic's notes, in plain letters; `*` stands for any ending. */
const names: Readonly<Record<Topic, string>> = {
  health: `health, medical, medicine, doctor, doctors, clinic, labs, blood work, bloodwork, illness, symptoms, medication, medications, pregnancy,
    gesundheit, medizin, arzt, arzte, krankheit, krankenakte, befund, befunde, laborwerte, blutwerte, symptome, arzttermin*, migrane*,
    sante, medical, medecin, medecins, maladie, analyses, bilan sanguin, symptomes, ordonnance*, salud, medico, medicos, enfermedad, analitica*, sintomas`,
  therapy: `therapy, therapist, counseling, counselling, mental health, psych, psychiatrist, shrink, therapie, psychotherap*, therapeut*, psyche, depression, angst, psy, sante mentale, therapeute, terapia,
    psicolog*, salud mental`,
  journal: `journal, journals, diary, diaries, morning pages, gratitude, dreams, dream log, brain dump, tagebuch*, tagebucher, traume, traumtagebuch, morgenseiten, dankbarkeit, journal intime, reves, pages du matin, gratitude, diario, diarios,
    suenos, paginas matutinas, gratitud, 日记, 日記, дневник`,
  finance: `finance, finances, financial, money, bank, banking, tax, taxes, salary, income, budget, debt, debts, investments, mortgage, net worth, pension,
    finanzen, finanziell, geld, steuer*, steuern, gehalt, lohn, haushaltsbuch, schulden, konto, konten, rente, impot, impots, salaire, banque, argent, dettes, comptes, retraite,
    finanzas, dinero, banco, impuestos, hacienda, sueldo, nomina, nominas, deudas, cuentas, hipoteca`,
  legal: `legal, lawyer, lawyers, court, lawsuit, divorce, custody, will, testament, recht, anwalt, anwalte, gericht, scheidung, sorgerecht, testament, klage, juridique, avocat, avocats, tribunal, divorce, proces,
    abogado, abogados, juicio, juzgado, divorcio, custodia, testamento`,
  identity: `identity, passport, passports, id card, ids, documents personal, ssn, driver license, driving licence, ausweis, ausweise, reisepass, personalausweis, fuhrerschein, identite, passeport, passeports, papiers, carte d identite, identidad, pasaporte, pasaportes, dni, nie`,
  'client-confidential': `clients, client, confidential, nda, mandates, kunden, kunde, mandanten, mandant, mandate, vertraulich, clientele, confidentiel, clientes, cliente, confidencial`,
  relationships: `relationship, relationships, dating, love life, sex, marriage, breakup, crush, ex, beziehung, beziehungen, liebe, ehe, trennung, partnerschaft, couple, amour, rupture, relation, relaciones, pareja, amor, ruptura, citas`,
  minors: `kids, children, child, baby, parenting, school kids, kinder, kind, kita, kinderarzt, enfants, bebe, ecole des enfants, hijos, ninos, bebe, guarderia`,
  home: `home security, alarm, house, keys, our home, haus, zuhause, wohnung, alarmanlage, schlussel, maison, alarme, cles, casa, alarma, llaves`,
  beliefs: `faith, prayer, prayers, church, religion, bible study, politics, spirituality, union, glaube, gebet, gebete, kirche, politik, gewerkschaft, foi, prieres, eglise, politique, syndicat, fe, oraciones, iglesia, politica, sindicato`,
};

/** Words beside which a topic's word names a subject and no life: `Health check endpoint`, `Bank API`. */
const subjects =
  /(?:^| )(?:api|app|apps|endpoint|checks?|server|service|repo|code|docs?|articles?|resources?|reference|wiki|glossary|templates?|vorlagen?|modeles?|plantillas?|lexikon|ressourcen|recursos|ressources|books?|clippings?)(?: |$)/;

/** Folders of what others wrote, or of what is learnt. */
const reading =
  /(?:^| )(?:clippings?|articles?|readwise|literature|lectures?|courses?|uni|university|studies|study|flashcards|highlights|podcasts?|encyclop[^ ]*|artikel|literatur|vorlesung(?:en)?|studium|lecturas|apuntes|universidad|cours|lectures|fiches|wiki|books?|bucher|libros|livres|templates?|vorlagen?|modeles|plantillas?)(?: |$)/;

/** Whether a note lies in a folder of what others wrote or of what is learnt. */
export function isReading(path: VaultPath): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((folder) => reading.test(plainText(spaced(folder))));
}

const daily = /^(?:daily|dailies|daily notes|tagesnotizen|taglich|quotidien|notes quotidiennes|diarias|notas diarias)$/;
const dated = /(?:^|\D)(?:19|20)\d\d[-_. ]?(?:0[1-9]|1[0-2])[-_. ]?(?:[0-2]\d|3[01])(?:\D|$)/;

interface Patterns {
  /** Finds any name of any topic. */
  readonly any: RegExp;
  readonly each: ReadonlyMap<Topic, RegExp>;
}

let compiled: Patterns | undefined;

function patterns(): Patterns {
  if (compiled !== undefined) return compiled;
  const lists = (Object.entries(names) as [Topic, string][]).map(
    ([topic, list]) =>
      [topic, list.split(',').map((name) => plainText(name) + (name.trim().endsWith('*') ? '[^ ]*' : ''))] as const,
  );
  const toPattern = (words: readonly string[]) => new RegExp(`(?:^| )(${words.join('|')})(?= |$)`);
  compiled = {
    any: toPattern(lists.flatMap(([, words]) => words)),
    each: new Map(lists.map(([topic, words]) => [topic, toPattern(words)])),
  };
  return compiled;
}

/** What a note's name and title say about its topics. `titles` are its own titles, with where they stand. */
export function pathTerms(path: VaultPath, titles: readonly Title[]): ReadonlyMap<Topic, readonly Term[]> {
  const parts = path.split('/');
  const file = parts.pop() ?? '';
  const folders = parts.map((each) => plainText(spaced(each)));
  const name = plainText(spaced(file.replace(/\.[^.]{1,9}$/, '')));
  const plainTitles = titles.map((title) => ({ ...title, plain: plainText(title.text) }));
  const found = new Map<Topic, Term[]>();
  const isDaily = dated.test(file) && folders.some((each) => daily.test(each));
  const { any, each: byTopic } = patterns();
  const says = (plain: string): boolean => any.test(plain);
  if (!isDaily && !folders.some(says) && !says(name) && !plainTitles.some(({ plain }) => says(plain))) return found;
  // Of all that lies in a folder of templates or articles, no name says that it is somebody's life.
  if (folders.some((folder) => subjects.test(folder))) return found;
  for (const [topic, pattern] of byTopic) {
    const terms: Term[] = [];
    const folder = folders.map((each) => pattern.exec(each)?.[1]).find((each) => each !== undefined);
    if (folder !== undefined) terms.push({ kind: 'path', text: folder, span: undefined, weight: 1.5 });
    const own = subjects.test(name) ? undefined : pattern.exec(name)?.[1];
    const title = plainTitles.find(({ plain }) => !subjects.test(plain) && pattern.test(plain));
    if (own !== undefined) terms.push({ kind: 'path', text: own, span: undefined, weight: 1 });
    else if (title !== undefined) {
      const span = { start: title.start, end: title.start + title.text.length };
      terms.push({ kind: 'path', text: pattern.exec(title.plain)?.[1] ?? '', span, weight: 1 });
    }
    if (topic === 'journal' && (isDaily || (folder !== undefined && dated.test(file))))
      terms.push({ kind: 'path', text: 'a dated note in a daily folder', span: undefined, weight: 0.3 });
    if (terms.length > 0) found.set(topic, terms);
  }
  return found;
}

function spaced(name: string): string {
  return name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
}
