import type { Fitted } from '../../src/detect/topics/lexicons.ts';

/** Terms that the fit may not use, by topic and language, and why. */
export const pruned = [
  {
    topic: 'health',
    language: 'en',
    terms: `and in, in and, in she, on her, in his, he had, he has, he is, he was, had an, is on, does, general, other, two, use, who, well, any, area, review, currently,
      difficulty, significant, noted, systems, year, years, ago, old, age, status, right, drug, otherwise, past, prior, pack, retired, lives, married, father, mother, healthy, half, here, in the, left, month, now, multiple, on the, per, positive, presentation, problems, secondary, secondary to, states, three, during, current, child, children, unknown, as well, any other, did not, does not, he does, evaluation, experienced, developed, social, dad, parents, sister, mother and, unable, unable to, lives at, is married, was no`,
    why: 'the manner of one hospital, or words of any text: what records share opens the gate, in terms/records.ts',
  },
  {
    topic: 'journal',
    language: 'en',
    terms: `work, project, people, to help, help, partner, exercise, god, healthy, in the, new, one, being, things, all, make, made, able, able to, other, get, doing, in my, on my, back,
      because, could, end, out, very, while, lot, hours, eat, use, got, wanted, who, there, then, what, job, them, more, some, had to, the day, for the, to get, lot of, at the, with the, it's, just`,
    why: 'what the writers of the development data were asked about, or words of any text in the first person',
  },
  {
    topic: 'health',
    language: 'es',
    terms:
      'fecha, fecha de, de ingreso, servicio, episodio, informe, del paciente, nhc, nass, domicilio, pais, edad, sexo, medico, col',
    why: 'what is left of the headers of the cases',
  },
] as const satisfies readonly { topic: keyof Fitted; language: string; terms: string; why: string }[];
