import { isRepeated } from './checks.ts';
import type { IdRow } from './entity.ts';

/** Documents and devices: their numbers have no common shape, so that only a label of their own tells them. */
export const documentIds: readonly IdRow[] = [
  {
    id: 'personal.passport',
    severity: 'high',
    docs: 'https://www.icao.int/publications/pages/publication.aspx?docnum=9303',
    pattern: String.raw`\d{2} ?\d{2} ?\d{6}|[A-Za-z]{0,3}[ -]?\d{2}[ -]?\d{4,7}[A-Za-z]?|\d{2}[A-Za-z]{2}\d{5}|(?=[A-Z]{0,7}\d)[A-Z][A-Z0-9]{8}\d?`,
    words:
      'passport, passport number, passport no, reisepass, reisepassnummer, pass nr, passnummer, passeport, pasaporte, passaporto, passaporte, paspoort, paspoortnummer, paszport, pasaport, pas nummer, загранпаспорт, паспорт, паспорта, паспорту, серия и номер паспорта, passport nr, passeport n, reisepass nr, 护照, 护照号, 护照号码, 護照, パスポート, パスポート番号, 旅券番号, 여권, pass number',
    labelled: true,
    // Germany's and the Netherlands' nine characters may be letters but for two.
    check: (id) => (id.match(/\d/g)?.length ?? 0) >= (id.length === 9 ? 2 : 4) && id.length >= 7 && !isRepeated(id),
  },
  {
    id: 'personal.driving-licence',
    severity: 'high',
    docs: 'https://www.gov.uk/government/publications/driving-licence-number',
    pattern: String.raw`[A-Za-z]{5}[0-9]{6}[A-Za-z0-9]{2}[0-9][A-Za-z]{2}|[A-Za-z0-9]{1,4}[ -]?[0-9]{3,4}[ -]?[0-9]{3,4}(?:[ -]?[0-9][0-9A-Za-z]{0,5}|[A-Za-z][0-9A-Za-z]{0,5})|[A-Za-z]{0,3}\d{6,14}[A-Za-z]{0,2}|\d{2}[A-Za-z]{2}\d{5}|[A-Z0-9]{10,11}`,
    words:
      "driver's license, drivers license, driver license, driving licence, driving license, driver's licence, driver licence, drivers licence, dl number, dl no, license number dmv, führerschein, fuhrerschein, führerscheinnummer, führerschein nr, führerscheinnr, fahrerlaubnis, permis de conduire, numéro de permis, n de permis, permis n, carnet de conducir, permiso de conducir, licencia de conducir, patente di guida, patente, numero patente, carta de condução, carteira de motorista, cnh, rijbewijs, rijbewijsnummer, prawo jazdy, водительское удостоверение, 驾驶证, 運転免許証",
    labelled: true,
    check: (id) => (id.match(/\d/g)?.length ?? 0) >= (id.length === 10 ? 4 : 5) && id.length >= 7 && !isRepeated(id),
  },
  {
    id: 'personal.mac-address',
    severity: 'low',
    docs: 'https://standards.ieee.org/products-programs/regauth/mac/',
    pattern: '[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\\1){4}[0-9A-Fa-f]{2}',
    words:
      'mac, mac address, mac adresse, macaddress, hwaddr, hardware address, physical address, adresse mac, dirección mac, physikalische adresse',
    labelled: true,
    check: (id) => !isRepeated(id) && !/^(?:001122|010203|AABBCC|112233|123456)|DEADBEEF|^00{5}|^FF{5}/.test(id),
  },
];
