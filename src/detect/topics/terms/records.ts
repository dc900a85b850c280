import type { Lexicon } from './lexicon.ts';

/**
 * How a record about one person speaks, and a page about a subject does not: they open the gate of health without
 * saying anything about it themselves.
 */
export const healthRecordLexicon: Lexicon = {
  en: {
    1: `the patient, patient is, patient was, patient has, this patient, patient, year old, denies, denied, complains of, complaining of, presented with, was admitted, was discharged, no known, noncontributory, non contributory,
      unremarkable, she is a, he is a, was seen, reports that, states that, past medical, social history, family history, lives with, per day, status post, date of birth, mother, father, married, retired, history of, negative for, positive for, follow up, assessment, chief complaint, lives at, is married, is retired, mother died, father died, was no, there was no, no other, unknown, does not, did not, h o, prior to, to the right, followed by, significant for, allergic to, alert, oriented, negative, lives with, he lives, she lives, per day, the past, who is, male, female, nonsmoker, for evaluation, siblings, medications, states, is here, comes in, in today, discharged, currently, prior, h o, died of, paternal, maternal`,
  },
  de: {
    1: 'patient, patientin, jahrige, jahriger, jahrigen, berichtet, klagt uber, stellte sich, wurde entlassen, aufnahme, anamnese, befund, unauffallig, z n, diagnosen, medikation, geb, therapie, procedere, vorstellung',
  },
  fr: {
    1: 'patient, patiente, age de, agee de, se plaint, hospitalise, hospitalisee, antecedents, motif, compte rendu, sans particularite, traitement en cours, nee le, ne le, adresse par, conclusion',
  },
  es: {
    1: `paciente, anos de edad, de anos, acude, refiere, acudio, ingreso, antecedentes, fue dada, fue dado, intervenido, intervenida, motivo de consulta, varon, mujer de, sin alergias, se realizo, exploracion, juicio clinico, remitido, remitida, presentaba, alta, se decide, se procedio, evolucion, postoperatorio, tras,
      enfermedad actual, historia clinica, tratado con, tratada con, se practica, se practico, diagnosticado de, diagnosticada de, quirurgico, quirurgica, quirofano, consulta por,
      remitido por, remitida por, se objetiva`,
  },
};

/** How a page about a subject speaks: it closes the gate that a record opens. */
export const subjectLexicon: Lexicon = {
  en: {
    1: `patients, people with, is an, are the, protein that, is the habit, is a form, is a neurological, is a disease, is a condition, is a disorder, is a protein, is a chronic, is a type, is a common, refers to, such as, can be, may be, is used, are used, is caused, causes, doctors, adults, guidelines, recommended, typically, usually, commonly, often,
      studies, study shows, research, prevention, types of, symptoms include, symptoms are, symptoms of, treatment of, diagnosis of, people, should be, individuals, most people, learn more, sufferers, women, men, clinical trials, known as, defined as, affects,
      evidence based, in adults, older adults, therapists, meta analyses, per cent of, around a third,
      contraindicated, contraindications, indications, mnemonics, half lives, mechanism of action, prevalence, learn`,
  },
  de: {
    1: `patienten, menschen mit, ist eine, ist ein, sind die, bezeichnet, wird durch, werden durch, kann durch, arzte, erwachsene, leitlinie, leitlinien, empfohlen, meist, meistens, haufig, oft, studien, forschung, vorbeugung,
      zur vorbeugung, betroffene, betroffenen, symptome sind, ursache, ursachen, behandelt werden, frauen, mannern, manner, sollten, normbereich, erkrankung, unter anderem, fuhrt zu, verursacht,
      liegt ab, liegt vor, geht davon aus, beeinflussen, verfahren, wirksam, unbehandelt, drohen, behandlung durch, therapeut und patient, risikofaktoren, kassenleistung, ansatz,
      theorie, begriff, prozent der, der bevolkerung, bei kindern, bei erwachsenen`,
  },
  fr: {
    1: `patients, les patients, personnes atteintes, est une, est un, sont les, designe, est provoque, peut etre, peuvent etre, medecins, les medecins, adultes, recommande, recommandations, souvent, generalement, etudes, recherche, prevention, en prevention,
      personnes, symptomes sont, causes, chez la femme, chez les, femmes, hommes, valeurs normales, maladie, par exemple, provoque, on utilise, repose sur,
      touche environ, population, traitement de fond, traitement de crise, consultez, consulter un medecin, doivent, il existe, efficace, efficacite, demontree, facteurs de risque, le
      patient et, le therapeute et, frequente, chronique, crises durent, theorie, notion, approche, se caracterise, est recommande, chez l adulte, chez l enfant`,
  },
  es: {
    1: `pacientes, los pacientes, personas con, es una, es un, son los, se define, puede ser, pueden ser, los medicos, adultos, se recomienda, recomendaciones, a menudo, generalmente, suele, suelen, estudios, investigacion, prevencion, para prevenir,
      personas, los sintomas, causas, causa, en mujeres, mujeres, hombres, valores normales, enfermedad, por ejemplo, provoca, se usan, se utiliza,
      el terapeuta y, terapeuta y el, es eficaz, consulte, consulte a, poblacion, teoria, enfoque, concepto, se caracteriza, en adultos, en ninos, durar entre, la mayoria`,
  },
};
