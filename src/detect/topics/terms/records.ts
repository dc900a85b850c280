import type { Lexicon } from './lexicon.ts';

/**
 * How a record about one person speaks, and a page about a subject does not: they open the gate of health without
 * saying anything about it themselves.
 */
export const healthRecordLexicon: Lexicon = {
  en: {
    1: `the patient, patient is, patient was, patient has, this patient, patient, year old, denies, denied, complains of, complaining of, presented with, was admitted, was discharged, no known, noncontributory, non contributory,
      unremarkable, she is a, he is a, was seen, reports that, states that, past medical, social history, family history, lives with, per day, status post, date of birth, mother, father, married, retired, history of, negative for, positive for, follow up, assessment, chief complaint, followed by, significant for, allergic to, alert, oriented`,
  },
  de: {
    1: 'der patient, die patientin, patient, patientin, jahrige, jahriger, jahrigen, berichtet, klagt uber, stellte sich, wurde entlassen, aufnahme, anamnese, befund, unauffallig, z n, diagnosen, medikation, geb, therapie, procedere, vorstellung',
  },
  fr: {
    1: 'le patient, la patiente, patient, patiente, age de, agee de, se plaint, hospitalise, hospitalisee, antecedents, motif, compte rendu, sans particularite, traitement en cours, nee le, ne le, adresse par, conclusion',
  },
  es: {
    1: 'el paciente, la paciente, paciente, anos de edad, de anos, acude, refiere, acudio, ingreso, antecedentes, fue dada, fue dado, intervenido, intervenida, motivo de consulta, varon, mujer de, sin alergias, se realizo, exploracion, juicio clinico, remitido, remitida, presentaba, alta, se decide, se procedio, evolucion, postoperatorio, tras',
  },
};
