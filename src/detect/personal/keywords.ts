import { documentIds } from './documents.ts';
import type { IdRow } from './entity.ts';
import { americanIds } from './ids-america.ts';
import { asianIds } from './ids-asia.ts';
import { europeanIds } from './ids-europe.ts';
import { buildVocabulary } from './vocabulary.ts';

/** All numbers that a row describes. Where several fit, the earlier one is named. */
export const idRows: readonly IdRow[] = [...americanIds, ...europeanIds, ...asianIds, ...documentIds];

/** What words near a value speak for. Numbers from `row` on are those of the rows. */
export const topic = {
  other: 0,
  phone: 1,
  call: 2,
  card: 3,
  ip: 4,
  birth: 5,
  place: 6,
  wallet: 7,
  bic: 8,
  row: 9,
} as const;

/** Labels of numbers that are nobody's: a value that stands behind one is that and nothing else. */
const other = `order, order number, order no, order id, invoice, invoice number, invoice no, isbn, issn, doi, ean, gtin, upc, asin, sku,
  tracking, tracking number, version, versions, revision, build, release, ticket, commit, serial, serial number, serial no,
  bug, issue, rfc, part number, part no, model, product, item number, lot, batch, transaction id, transaction, port,
  timestamp, epoch, unix time, bytes, size, offset, checksum, hash, sha, md5, crc, uuid, guid, pid, pmid, arxiv, oid, section,
  bestellnummer, auftragsnummer, rechnung, rechnungsnummer, artikelnummer, seriennummer, kundennummer, vorgangsnummer,
  sendungsnummer, aktenzeichen, facture, commande, pedido, factura, fattura, ordine, meter reading, zählerstand,
  zählernummer, coordinates, latitude, longitude, lat, lon, gps, booking, booking number, reservation, confirmation number,
  confirmation code, account id, project id, case id, case number, case no, user agent, firmware, snr, 订单, 订单号, 注文番号`;

const phone = `phone, phones, phone number, phone no, telephone, tel, telefon, telefonnummer, telefonnr, mobile, mobil, mobilnummer,
  mobiltelefon, handy, handynummer, handynr, cell, cellphone, cell phone, fax, telefax, whatsapp, téléphone, telephone no, tél,
  téléphone portable, teléfono, telefono, móvil, movil, celular, cellulare, telefone, telemóvel, telemovel, contact number, hotline,
  landline, festnetz, rufnummer, durchwahl, telefoon, telefoonnummer, telefoonnr, mobiel, gsm, puhelin, telefonszám, sms,
  emergency contact, телефон, тел, моб, мобильный, 电话, 手机, 電話, 携帯, 연락처, 전화, 핸드폰, phonenumber, mobilephone, homephone,
  workphone, ph, mob, phone nr, natel, telefón, mobilný, telefonní, telefon kom, tel kom, puh, puhelinnumero, matkapuhelin, cep, cep telefonu, cep tel, telefonu, τηλέφωνο, τηλ, κινητό, טלפון, נייד, جوال, هاتف, موبايل, phone home, 휴대폰, 전화번호, 연락처, 手机号, 电话号码, 電話番号`;

/** Verbs, with a word or two between them and the number. */
const call = `call, called, calling, answering at, reach, contact, dial, ring, text, anrufen, ruf, rufe, erreichbar unter, erreichst unter,
  erreichen unter, appeler, appelez, appelle, joindre au, joignable au, llamar al, llama al, llámame al, chiamare, chiama, ligar, ligue,
  my number is, his number is, her number is, their number is, number is now, nummer ist`;

/** Places and kinds of a number, right beside it. */
const place = `office, portable, work, home, büro, privat, geschäftlich, bureau, domicile, casa, oficina, ufficio`;

/** Coins: an address without a checksum is a hash unless one of these stands near. */
const wallet = `eth, ethereum, wallet, metamask, erc20, usdt, usdc, ens, ledger, wallet address`;

/** Codes of banks. */
const bic = 'bic, bic code, code bic, swift, swift code, swift bic, bic swift, swift bic code';

const card = `card, cards, card number, card no, credit card, creditcard, debit card, debitcard, cc, ccnum, cardnumber, visa, mastercard, amex,
  american express, maestro, kreditkarte, kreditkartennummer, kartennummer, ec karte, carte, carte bancaire, carte bleue,
  carte de crédit, numéro de carte, tarjeta, tarjeta de crédito, carta di credito, numero carta, cartão, cartao, creditcardnummer,
  kaart, карта, карты, карте, cvv, cvc, expiry, expires, valid thru, gültig bis, 信用卡, 银行卡, 卡号, クレジットカード, カード番号, 카드번호`;

const ip = `ip, ips, ip address, ipaddress, ip adresse, ipv4, ipv6, client ip, remote addr, ping, whois, dirección ip, ip addr, public ip,
  login from, logged in from`;

const birth = `born, born on, born in, birthday, birthdate, birth date, birth, dob, d o b, date of birth, dateofbirth, bday, geboren, geboren am,
  geburtsdatum, geburtstag, geb, geb dat, geb datum, né le, née le, né, née, date de naissance, naissance, anniversaire, fecha de nacimiento,
  nacimiento, nacido el, nacida el, cumpleaños, data di nascita, nato il, nata il, nato a, nata a, nascita, compleanno, data de nascimento,
  nascimento, nascido em, nascida em, aniversário, geboortedatum, geboren op, verjaardag, дата рождения, родился, родилась,
  день рождения, data urodzenia, födelsedatum, fødselsdato, syntymäaika, doğum tarihi, 出生日期, 出生, 生日, 生年月日, 誕生日, 생년월일,
  생일`;

export const vocabulary = buildVocabulary([
  other,
  phone,
  call,
  card,
  ip,
  birth,
  place,
  wallet,
  bic,
  ...idRows.map(({ words }) => words),
]);
