import type { Fitted } from '../../src/detect/topics/lexicons.ts';

/** Terms that the fit may not use, by topic and language, and why. */
export const pruned = [
  {
    topic: 'health',
    language: 'en',
    terms: `and in, in and, in she, on her, in his, he had, he has, he is, he was, had an, is on, does, general, other, two, use, who, well, any, area, review, currently,
      difficulty, significant, noted, systems, year, years, ago, old, age, status, right, drug, otherwise, past, prior, pack, retired, lives, married, father, mother, healthy, half, here, in the, left, month, now, multiple, on the, per, positive, presentation, problems, secondary, secondary to, states, three, during, current, child, children, unknown, as well, any other, did not, does not, he does, evaluation, experienced, developed, social, dad, parents, sister, mother and, ages, ages and, allegra, apparently, continued, day he, education, evidence, evidence of, father and, had no, had some, has some, her hands, hands, him, in today, is here, is no, is under, level, mental, months, morning, several, than, this time, time, week, works at, post, unable, unable to, lives at, is married, was no, one, did, under, some, times, whether, reviewed, works, home, school, stay, uihc, in for, is in, previous, of any, who is, at home, at night, presented, hand, brought, associated, taking, has two, morning and`,
    why: 'the manner of one hospital, or words of any text: what records share opens the gate, in terms/records.ts',
  },
  {
    topic: 'journal',
    language: 'en',
    terms: `work, project, people, to help, help, partner, exercise, god, healthy, health, in the, new, one, being, all, make, made, able, able to, other, get, in my, on my, back, because, could, end, out,
      very, while, lot, use, who, there, then, what, job, my job, my work, of work, to work, at work, money, them, more, some, the day, for the, to get, lot of, at the, with the, just, care of, conversation, done, end of,
      few, gives, helps, how, important, important to, is important, long, minutes, one of, satisfied, salient, school, something, start, still, take, than, the most, though, through, to do, to make, to take, told, try,
      was able, well, working, life, such, both, also, another, each, can, even, ever, last, most, much, much, next, now, off, only, part of, since, times, two, want, up with, think, share, thing, such a, of time,
      is always, is very, is a, in a, it is, children, each, town, care, community, teaching, learn, better, in order, order to, over, part, any, different, could not, all of, like, problems, the end, everything, nothing, having, getting, doing, start, started, time to, time and`,
    why: 'what the writers of the development data were asked about, or words of any text in the first person',
  },
  {
    topic: 'health',
    language: 'es',
    terms:
      'fecha, fecha de, de ingreso, servicio, episodio, informe, del paciente, nhc, nass, domicilio, pais, edad, sexo, medico, col, nºcol, anos, ingreso, de anos, de la, edad anos, en la, remitido',
    why: 'what is left of the headers of the cases',
  },
] as const satisfies readonly { topic: keyof Fitted; language: string; terms: string; why: string }[];
