import type { RuleText } from './rule-text.ts';

const whom = 'Set the folder to `redacted` if an agent may read the note but not whom it is about.';
const identity =
  'An agent has no use for it: set the folder to `redacted`, or lock it, and keep the number with the document itself.';
const papers = 'Set the folder to `redacted` if an agent may work on these papers; the number is not needed for that.';
const insurance =
  'Whoever has it can ask for treatment or records in this name: set the folder to `redacted`, or lock it.';
const account = 'Set the folder to `redacted` if an agent may work on these papers; lock it if it need not.';

/** What says who a person is, how to reach them, or what pays for them. */
export const personalTexts = {
  'personal.ar.cuit': { title: 'Tax number of Argentina (CUIT, CUIL)', advice: papers },
  'personal.ar.dni': { title: 'Identity number of Argentina (DNI)', advice: identity },
  'personal.at.social-insurance': { title: 'Social insurance number of Austria', advice: insurance },
  'personal.au.abn': { title: 'Business number of Australia (ABN)', advice: papers },
  'personal.au.medicare': { title: 'Medicare number of Australia', advice: insurance },
  'personal.au.tfn': { title: 'Tax file number of Australia (TFN)', advice: papers },
  'personal.be.nn': { title: 'National number of Belgium', advice: identity },
  'personal.bic': { title: 'Bank code (BIC)', advice: account },
  'personal.birth-date': { title: 'Date of birth', advice: whom },
  'personal.br.cnpj': { title: 'Company number of Brazil (CNPJ)', advice: papers },
  'personal.br.cpf': { title: 'Taxpayer number of Brazil (CPF)', advice: identity },
  'personal.ca.health-card': { title: 'Health card number of Ontario', advice: insurance },
  'personal.ca.sin': { title: 'Social insurance number of Canada (SIN)', advice: identity },
  'personal.card': {
    title: 'Payment card number',
    advice:
      'Delete it here and keep it in a password manager; tell the bank if an agent has read it together with expiry date and check number.',
  },
  'personal.ch.ahv': { title: 'Social insurance number of Switzerland (AHV)', advice: identity },
  'personal.cn.resident-id': { title: 'Identity number of China', advice: identity },
  'personal.de.health-insurance': { title: 'Health insurance number of Germany', advice: insurance },
  'personal.de.id-card': { title: 'Identity card number of Germany', advice: identity },
  'personal.de.pension-number': { title: 'Pension insurance number of Germany', advice: identity },
  'personal.de.tax-id': { title: 'Tax identification number of Germany', advice: papers },
  'personal.dk.cpr': { title: 'Personal number of Denmark (CPR)', advice: identity },
  'personal.driving-licence': { title: 'Driving licence number', advice: identity },
  'personal.email': { title: 'E-mail address', advice: whom },
  'personal.es.dni': { title: 'Identity number of Spain (DNI)', advice: identity },
  'personal.es.nie': { title: 'Identity number of a foreigner in Spain (NIE)', advice: identity },
  'personal.es.social-security': { title: 'Social security number of Spain', advice: identity },
  'personal.fi.hetu': { title: 'Personal identity code of Finland', advice: identity },
  'personal.fr.nir': { title: 'Social security number of France (NIR)', advice: identity },
  'personal.fr.tax-number': { title: 'Tax number of France', advice: papers },
  'personal.iban': { title: 'Bank account number (IBAN)', advice: account },
  'personal.ie.pps': { title: 'Public service number of Ireland (PPS)', advice: identity },
  'personal.il.id': { title: 'Identity number of Israel', advice: identity },
  'personal.in.aadhaar': { title: 'Aadhaar number of India', advice: identity },
  'personal.in.pan': { title: 'Taxpayer number of India (PAN)', advice: papers },
  'personal.ip-address': {
    title: 'IP address',
    advice:
      'It says where a machine is, at home often also where somebody lives: set the folder to `redacted` if that matters.',
  },
  'personal.it.codice-fiscale': { title: 'Tax code of Italy (codice fiscale)', advice: identity },
  'personal.jp.my-number': { title: 'My Number of Japan', advice: identity },
  'personal.kr.rrn': { title: 'Resident registration number of South Korea', advice: identity },
  'personal.mac-address': { title: 'Hardware address of a device (MAC)', advice: whom },
  'personal.mx.curp': { title: 'Population number of Mexico (CURP)', advice: identity },
  'personal.mx.rfc': { title: 'Taxpayer number of Mexico (RFC)', advice: papers },
  'personal.nl.bsn': { title: 'Citizen service number of the Netherlands (BSN)', advice: identity },
  'personal.no.fnr': { title: 'Identity number of Norway', advice: identity },
  'personal.passport': { title: 'Passport number', advice: identity },
  'personal.phone': { title: 'Telephone number', advice: whom },
  'personal.pl.nip': { title: 'Taxpayer number of Poland (NIP)', advice: papers },
  'personal.pl.pesel': { title: 'Identity number of Poland (PESEL)', advice: identity },
  'personal.pt.nif': { title: 'Taxpayer number of Portugal (NIF)', advice: papers },
  'personal.ru.inn': { title: 'Taxpayer number of Russia (INN)', advice: papers },
  'personal.ru.snils': { title: 'Pension insurance number of Russia (SNILS)', advice: identity },
  'personal.se.personnummer': { title: 'Personal identity number of Sweden', advice: identity },
  'personal.tr.tckn': { title: 'Identity number of Turkey', advice: identity },
  'personal.uk.nhs-number': { title: 'NHS number', advice: insurance },
  'personal.uk.nino': { title: 'National Insurance number of the United Kingdom', advice: identity },
  'personal.uk.utr': { title: 'Taxpayer reference of the United Kingdom (UTR)', advice: papers },
  'personal.us.ein': { title: 'Employer number of the United States (EIN)', advice: papers },
  'personal.us.itin': { title: 'Taxpayer number of the United States (ITIN)', advice: identity },
  'personal.us.mbi': { title: 'Medicare number of the United States', advice: insurance },
  'personal.us.ssn': { title: 'Social security number of the United States', advice: identity },
  'personal.wallet.bitcoin': {
    title: 'Bitcoin address',
    advice:
      'Whoever knows it sees every payment to and from it: set the folder to `redacted` if it should stay unknown whose it is.',
  },
  'personal.wallet.ethereum': {
    title: 'Ethereum address',
    advice:
      'Whoever knows it sees every payment to and from it: set the folder to `redacted` if it should stay unknown whose it is.',
  },
  'personal.za.id': { title: 'Identity number of South Africa', advice: identity },
} as const satisfies Record<string, RuleText>;
