/** Words in the names of folders that hold private notes, without accents: English, German, French, Spanish. */
const words = new Set(
  `journal journals diary diaries daily dailies health medical medicine doctor doctors therapy therapist finance finances financial
  bank banking tax taxes salary salaries income insurance legal lawyer contract contracts private personal confidential
  secret secrets clients client customers patients patient hr personnel password passwords credentials family
  relationship relationships dreams passport passports identity
  tagebuch tagebucher tagesnotizen gesundheit medizin arzt arzte therapie finanzen finanziell steuer steuern steuererklarung gehalt
  lohn versicherung versicherungen recht anwalt vertrag vertrage arbeitsvertrag privat personlich vertraulich geheim
  kunde kunden mandant mandanten mandate patienten personal personalakten passwort passworter kennworter familie
  beziehung traume ausweis ausweise krankenakte krankheit
  intime quotidien quotidiennes sante medecin medecins psy therapeute impot impots salaire salaires assurance assurances juridique
  avocat contrat contrats prive privee prives confidentiel confidentielle secrets clientele rh famille reves identite
  diario diarios diarias salud medico medica terapia finanzas impuestos hacienda sueldo sueldos nomina nominas seguro seguros
  abogado contrato contratos privado privada confidencial secreto clientes pacientes rrhh contrasena contrasenas
  familia suenos identidad`.split(/\s+/),
);
const phrases = ['mots de passe', 'mot de passe', 'human resources', 'recursos humanos', 'ressources humaines'];

/** True where a folder's name says that it holds what is private: `3 - Journal`, `Ärzte`, `Mots de passe`. */
export function looksPrivate(name: string): boolean {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
  return phrases.includes(plain) || plain.split(' ').some((word) => words.has(word));
}
