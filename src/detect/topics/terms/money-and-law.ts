import type { Lexicon } from './lexicon.ts';

/** One's own money. Written by hand. */
export const financeLexicon: Lexicon = {
  en: {
    3: `my salary, net worth, my mortgage, bank balance, account balance, bank account, tax return, tax refund, credit card debt, my debt, in debt, overdraft, overdrawn, take home pay, payslip, pay slip, 401k, roth ira, brokerage account, student loan, student loans, capital gains, income tax, my pension, my savings, our savings, emergency fund, monthly income, credit score, bankruptcy, inheritance, alimony, child support,
      self assessment, payments on account, tax due, council tax, my share, take home, net pay, payday loan, debt collector, universal credit, payment holiday, car finance, car loan,
      mortgage free, remortgage, ltv, interest only, arrears, payday, overpay, isa, current account, savings account, credit card, bitcoin, home equity, redundancy money, minus student`,
    1.5: `salary, salaries, mortgage, savings, pension, debt, debts, loan, loans, overdue, budget, dividend, dividends, portfolio, shares, etf, bonds, isa, deposit, interest rate, net income, gross, paycheck, paid off, owe, owes, lent, borrowed, rent, insurance, premium, tax, taxes, deductible, deductions, withdrawal, balance, account, standing order, direct debit, invest, invested, investments, freelance rate, day rate, raise, bonus, stock options,
      turnover, employment income, freelance, gift aid, broker, fixed rate, arrangement fee, wages, per hour, bailiff, bailiffs, repayment, repayments, instalment, instalments, gas bill,
      phone bill, energy bill, put aside, executor, bills, utilities, afford it, due by, left on, counter offer, stuffed, vanguard, pension pot, funds, still owe, owed, earn, earns`,
    0.7: 'bank, pay, paid, monthly, month, year, income, expenses, costs, cash, money, transfer, save, spend, spent, afford, total, price, groceries, buffer',
  },
  de: {
    3: `mein gehalt, nettogehalt, bruttogehalt, gehaltsabrechnung, lohnabrechnung, kontostand, girokonto, steuererklarung, steuernummer, steuerbescheid, steuererstattung, schulden, dispo, kredit bei, hypothek, baufinanzierung, ratenkredit, altersvorsorge, rentenversicherung, rentenpunkte, notgroschen, vermogen, depot, erbschaft, unterhalt, privatinsolvenz, schufa, kapitalertrag*, einkommensteuer, tagesgeld, bausparvertrag,
      schuldnerberatung, inkasso, pfandung, p konto, klarna, ratenzahlung, nachzahlung, steuerklasse, weihnachtsgeld, gehaltsverhandlung, netto zusammen, kreditkarte, kindergeld,
      burgergeld, elterngeld, wohngeld, minijob, mahnung, gerichtsvollzieher, etf sparplan, bausparer, restschuld, zinsbindung, eigenkapital`,
    1.5: `gehalt, lohn, netto, brutto, ersparnisse, sparplan, sparrate, rente, kredit, darlehen, zinsen, zinssatz, rate, raten, tilgung, uberzogen, haushaltsbuch, budget, dividende, dividenden, aktien, etf, fonds, festgeld, rucklagen, miete, kaltmiete, versicherung, beitrag, steuer, steuern, finanzamt, absetzen, werbungskosten, dauerauftrag, lastschrift, uberweisung, konto, sparkasse, anlegen, angelegt, investiert, tagessatz, bonus, gehaltserhohung, schulde, geliehen, abschreibung,
      kontoauszug, kontoauszuge, gefordert, bietet, verdient, verdiene, leiht, schulden wir, miete warm, warmmiete, nebenkosten, abschlag, kita, leasing, tilgen, im minus, krypto,
      rentenlucke`,
    0.7: 'bank, bezahlt, monatlich, monat, jahr, einkommen, einnahmen, ausgaben, kosten, bar, geld, sparen, gespart, leisten, summe, preis, lebensmittel, puffer, eur, euro',
  },
  fr: {
    3: `mon salaire, salaire net, salaire brut, fiche de paie, bulletin de salaire, solde du compte, compte courant, compte bancaire, declaration d impots, declaration de revenus, avis d imposition, numero fiscal, mes dettes, decouvert, credit immobilier, pret immobilier, surendett*, assurance vie, livret a, plan epargne, pea, patrimoine, heritage, pension alimentaire, impot sur, revenu fiscal, mon epargne, epargne de precaution, retraite complementaire,
      surendettement, cofidis, sofinco, credit conso, credit a la consommation, credit voiture, loyer en retard, apl, rsa, caf, chomage, allocation, saisie, huissier, releves de compte,
      banque de france, paie le, net imposable, taux d endettement, apport, prelevement a la source, salaire du, ldd, pel, prime d activite`,
    1.5: `salaire, epargne, retraite, dette, dettes, emprunt, pret, mensualite, mensualites, interets, taux, budget, dividendes, actions, etf, obligations, placement, placements, loyer, assurance, prime, cotisation, cotisations, impot, impots, deduire, deduction, virement, prelevement, solde, compte, banque, investir, investi, tarif journalier, tjm, augmentation, bonus, rembours*, emprunte,
      quittance, quittances, charges comprises, je gagne, gagne, gagne plus, restants, reste a, rembourser, en retard, decouverte, augmente, brut, net, mensualise, a payer`,
    0.7: 'paye, paie, mensuel, mois, annee, revenu, revenus, depenses, frais, argent, liquide, economies, depense, total, prix, courses, euros, eur',
  },
  es: {
    3: `mi sueldo, mi salario, sueldo neto, sueldo bruto, nomina, saldo de la, saldo de mi, cuenta bancaria, cuenta corriente, declaracion de la renta, mis deudas, numeros rojos, hipoteca, prestamo personal, plan de pensiones, fondo de emergencia, patrimonio, herencia, pension alimenticia, irpf, mis ahorros, nuestros ahorros, hacienda, ganancias patrimoniales, tarjeta de credito,
      cofidis, embargado, embargo, refinanciar, el paro, cobro, cobro el, paga extra, tarjeta debo, euribor, la hipoteca, la renta, extractos, descubierto, comision por, a plazos, plazo
      fijo, letra del coche, prestamo coche, prestamo del coche, subsidio, ingreso minimo, finanzas, quedan por pagar, avalista`,
    1.5: `sueldo, salario, ahorros, ahorro, pension, deuda, deudas, prestamo, credito, cuota, cuotas, intereses, tipo de interes, presupuesto, dividendos, acciones, etf, bonos, fondo, fondos, deposito, alquiler, seguro, prima, impuesto, impuestos, deducir, deduccion, transferencia, domiciliacion, saldo, cuenta, banco, invertir, invertido, inversiones, tarifa diaria, subida, bonus, debo, me debe, amortizar,
      recibo, recibos, multa, comunidad, brutos, netos, bruto, neto, me ofrecen, gano, gana, cobrar, en la cuenta, prestado, a pagar, letra, letras`,
    0.7: 'pago, pagado, mensual, mes, ano, ingresos, gastos, coste, efectivo, dinero, ahorrar, gastar, total, precio, compra, euros, eur',
  },
};

/** Lawyers, courts and contracts of one's own. Written by hand. */
export const legalLexicon: Lexicon = {
  en: {
    3: `my lawyer, my attorney, our lawyer, our attorney, my solicitor, attorney client, privileged and confidential, custody hearing, court date, court hearing, lawsuit, settlement offer, restraining order, divorce papers, last will, power of attorney, plaintiff, defendant, sued, suing, subpoena, deposition, non disclosure agreement, cease and desist, wrongful termination, severance, arrest, arrested, charges, probation, immigration lawyer, asylum, eviction, prenup, criminal record,
      my barrister, duty solicitor, no comment, released under investigation, police interview, suspended sentence, community order, caution, bail, on bail, court order, county court,
      family court, small claims, possession claim, witness statement, disclosure, counterclaim, without prejudice, settlement agreement, unfair dismissal, tribunal, acas, ex gratia,
      decree nisi, decree absolute, form e, financial disclosure, lasting power, lpa, contest it, contested, codicil, executor, lacks capacity, probate, injunction, non molestation,
      served, opposing counsel, charged with, indicted, plea, plea deal, parole, green card lawyer, my defence`,
    1.5: `lawyer, attorney, solicitor, barrister, court, judge, hearing, trial, settlement, custody, testament, will, notary, contract, clause, breach, liability, claim, damages, appeal, complaint, lawsuit, litigation, dispute, nda, confidentiality, termination, notice period, landlord, tenant, tenancy, evidence, witness, statement, police, police report, case number, visa, residence permit, legal advice, testimony, mediation, fine, sign,
      her will, his will, change the will, defence, first offence, offence, convicted, solicitors, costs so far, statements, waive, waives, waiver, at trial, letter from, served notice,
      non derogatory, seized, conciliation, discrimination, affidavit, sworn, custody of, pension split, valuation, fees so far, contact order, attorneys, jointly, dispute with`,
    0.7: 'agreement, legal, law, rights, signed, deadline, letter, filed, documents, retainer, case, party, parties',
  },
  de: {
    3: `mein anwalt, meine anwaltin, unser anwalt, unsere anwaltin, rechtsanwalt, rechtsanwaltin, mandant, mandantin, aktenzeichen, gerichtstermin, amtsgericht, landgericht, klage, klager, beklagte, beklagter, sorgerecht, scheidungs*, testament, vorsorgevollmacht, vollmacht, patientenverfugung, abmahnung, kundigungsschutz*, abfindung, aufhebungsvertrag, strafanzeige, anzeige erstattet, verhaftet, bewahrung, aufenthaltstitel, asyl, raumungsklage, einstweilige verfugung, vergleichsangebot, schweigepflicht, mahnbescheid, widerspruch gegen, fuhrungszeugnis, gegenanwalt,
      vorladung, beschuldigter, beschuldigte, akteneinsicht, fahrerflucht, tagessatze, strafbefehl, staatsanwalt*, kundigungsschutzklage, fachanwalt, fristlos, betriebsrat angehort,
      unterlassung, gegenseite, arbeitsgericht, familiengericht, versaumnisurteil, pflichtteil, erbschein, erbengemeinschaft, testament andern, verhandlung am, klageschrift,
      klageerwiderung, einspruch gegen, zugewinn, versorgungsausgleich, scheidungstermin`,
    1.5: `anwalt, anwaltin, gericht, richter, richterin, verhandlung, prozess, urteil, vergleich, notar, notarin, vertrag, vertragsstrafe, klausel, haftung, anspruch, schadensersatz, berufung, widerspruch, beschwerde, streitwert, verschwiegenheit, kundigung, kundigungsfrist, fristlos, vermieter, mieter, mietvertrag, beweise, zeuge, zeugin, aussage, polizei, visum, rechtsberatung, rechtsschutz*, mediation, bussgeld, frist, einspruch,
      schweigen, anhorung, rechtsschutz, selbstbeteiligung, abmahnung, zeugnis, unterschreiben, nichts unterschreiben, verklagen, verklagt, strafe, fuhrerschein weg, aussicht, beweis,
      protokoll fuhren, anwalts, zustellung, erbe, erben`,
    0.7: 'vereinbarung, rechtlich, recht, gesetz, rechte, unterschrieben, schreiben, eingereicht, unterlagen, honorar, fall, partei, parteien',
  },
  fr: {
    3: `mon avocat, mon avocate, notre avocat, notre avocate, secret professionnel, garde alternee, garde des enfants, audience, tribunal, assignation, demandeur, defendeur, divorce par, testament, procuration, mise en demeure, licenciement, indemnites de, rupture conventionnelle, prud hommes, prudhommes, plainte, porter plainte, garde a vue, casier judiciaire, titre de sejour, demande d asile, expulsion, ordonnance de protection, partie adverse, huissier, refere, accord de confidentialite,
      conclusions adverses, tribunal judiciaire, dommages et interets, expertise judiciaire, commissariat, convoquee, convoque, audition libre, proces verbal, entretien prealable,
      licenciement pour faute, conseil de prud hommes, faute grave, juge aux affaires, saisir le, recommande avec, en recommande, succession, notaire, contester le, heritiers, reserve
      hereditaire, aide juridictionnelle`,
    1.5: `avocat, avocate, juge, proces, jugement, notaire, contrat, clause, responsabilite, dommages, appel, recours, litige, confidentialite, resiliation, preavis, bailleur, proprietaire, locataire, bail, preuves, preuve, temoin, temoignage, police, gendarmerie, visa, conseil juridique, mediation, amende, delai, conclusions, dossier, convocation,
      ne rien signer, rien signer, temoigner, avocats, honoraires, faute, delegue syndical, indemnites, le juge, garde, accord amiable, plainte de, recommande, mois de salaire`,
    0.7: 'accord, juridique, droit, droits, loi, signe, signee, courrier, depose, documents, honoraires, affaire, partie, parties',
  },
  es: {
    3: `mi abogado, mi abogada, nuestro abogado, nuestra abogada, secreto profesional, custodia compartida, custodia de, juicio, juzgado, demanda, demandante, demandado, demandada, convenio regulador, testamento, poder notarial, burofax, despido, despido improcedente, indemnizacion, finiquito, denuncia, denunciar, detenido, antecedentes penales, permiso de residencia, asilo, desahucio, orden de alejamiento, parte contraria, acuerdo de confidencialidad, procurador,
      conciliacion, smac, abogado laboralista, despido disciplinario, citacion, citacion del juzgado, investigado por, imputado, abogado de oficio, antecedentes, impugnan, impugnar,
      nulidad, herederos, legitima, la vista, vista en, burofaxes, querella, recurso de, orden de proteccion, no conforme, dias habiles, estafa, fianza, sentencia, fiscal`,
    1.5: `abogado, abogada, juez, jueza, vista, sentencia, notario, notaria, contrato, clausula, responsabilidad, danos, perjuicios, recurso, apelacion, reclamacion, litigio, confidencialidad, rescision, preaviso, casero, inquilino, arrendador, pruebas, testigo, testimonio, policia, visado, extranjeria, asesoria juridica, mediacion, multa, plazo, expediente, tribunal,
      declarar, declare, declarado, testigos, acuerdo, improcedente, por ano, no firmar, no declare, contestar, rrhh`,
    0.7: 'acuerdo, legal, ley, derecho, derechos, firmado, firmar, carta, presentado, documentos, honorarios, caso, parte, partes',
  },
};

/** Papers that prove who somebody is. Written by hand. */
export const identityLexicon: Lexicon = {
  en: {
    3: `passport number, passport no, social security number, ssn, driver s license, driving licence, license number, national insurance number, birth certificate, id card, identity card, green card, green card number, visa number, place of birth, date of birth, mother s maiden, maiden name, tax id, residence permit, nhs number, national id, issued by, date of issue, expiry date, alien number, global entry,
      brp, biometrics, biometrics appointment, ilr, leave to remain, uscis, alien registration, naturalisation, naturalization, citizenship, second citizenship, life in the uk, skilled
      worker visa, national insurance, ni number, known traveller, known traveler, marriage certificate, residence card, visa interview, visa appointment, passport expires, passports,
      driver license, drivers license, medicare card, social security card, identity theft, froze my credit`,
    1.5: `passport, dob, born, expires, expiry, nationality, citizenship, authority, document number, identity, scan of, copy of, fingerprint, biometric, visa, permanent resident, medicare number, insurance number, signature,
      renewal, place of birth, embassy, consulate, immigration, police ref, dmv, absences, skilled worker`,
    0.7: 'number, issued, name, surname, address, valid, card, id, document, renew',
  },
  de: {
    3: `reisepass, reisepassnummer, passnummer, personalausweis, ausweisnummer, personalausweisnummer, sozialversicherungsnummer, rentenversicherungsnummer, steuer id, steueridentifikationsnummer, fuhrerschein, fuhrerscheinnummer, geburtsurkunde, aufenthaltstitel, geburtsort, geburtsdatum, geburtsname, krankenversichertennummer, versichertennummer, ausgestellt am, gultig bis, ausstellungsdatum, staatsangehorigkeit, heiratsurkunde,
      auslanderbehorde, fiktionsbescheinigung, einburgerung, meldebescheinigung, verpflichtungserklarung, visum, niederlassungserlaubnis`,
    1.5: 'ausweis, pass, geboren, geboren am, behorde, ausstellende, personaldaten, identitat, kopie, scan, meldebescheinigung, einwohnermeldeamt, burgeramt, visum, unterschrift, nummer',
    0.7: 'ausgestellt, name, nachname, vorname, adresse, anschrift, gultig, karte, dokument, verlangern',
  },
  fr: {
    3: `passeport, numero de passeport, carte d identite, carte nationale, cni, numero de securite, securite sociale, permis de conduire, numero de permis, acte de naissance, titre de sejour, lieu de naissance, date de naissance, nom de jeune, carte vitale, numero fiscal, delivre le, delivree le, date d expiration, date de delivrance, nationalite, livret de famille,
      prefecture, recepisse, naturalisation, attestation d hebergement, agdref, numero etranger, carte de sejour, visa`,
    1.5: 'ne le, nee le, ne a, nee a, prefecture, mairie, autorite, identite, copie, scan, visa, valable, valable jusqu, signature, numero',
    0.7: 'delivre, nom, prenom, adresse, carte, document, renouveler',
  },
  es: {
    3: `pasaporte, numero de pasaporte, dni, nie, documento nacional, carnet de identidad, carnet de conducir, permiso de conducir, numero de la seguridad, seguridad social, partida de nacimiento, permiso de residencia, lugar de nacimiento, fecha de nacimiento, tarjeta sanitaria, fecha de expedicion, fecha de caducidad, nacionalidad, libro de familia, numero de soporte,
      extranjeria, tarjeta de residencia, ccse, empadronamiento, apostillada, apostillado, partida de, autorizacion de regreso, cita en extranjeria, nacionalidad espanola, arraigo,
      pasaporte caduca`,
    1.5: `nacido, nacida, nacido en, nacida en, expedido, caduca, comisaria, autoridad, identidad, copia, escaneado, visado, valido hasta, firma, numero,
      caduco, vence, pedir cita, renovar`,
    0.7: 'nombre, apellidos, direccion, tarjeta, documento, renovar',
  },
};

/** What was learnt under a client's trust. Written by hand. */
export const clientLexicon: Lexicon = {
  en: {
    3: `client confidential, confidential client, under nda, signed nda, not for distribution, do not share, strictly confidential, off the record, between us, attorney client, client asked us not, privileged, told me in confidence, in confidence, internal only, layoffs, acquisition target, due diligence, trade secret, trade secrets, not public, not announced, under embargo,
      signed the nda, non disclosure, non disclosure agreement, signed the non disclosure, client eyes only, client s eyes, eyes only, in confidence that, data room, doesn t know yet,
      don t want staff, staff don t know, discreetly, not to name, stays here, what she says here, what he says here, do not disclose, we do not volunteer, not in email, nothing in
      email, not to put anything, conflict check, conflict of interest, our client would, client admits, client called, coaching client, project name, code name, codename, do not
      forward, buyer wants, vendor due diligence, sounding out`,
    1.5: `client, clients, nda, confidential, confidentiality, engagement, retainer, proposal, fee, fees, day rate, hourly rate, invoice, negotiation, negotiate, stakeholder, stakeholders, acquisition, merger, restructuring, margin, margins, competitor, pricing, contract, renewal, churn, sow, statement of work, their board, their ceo, their cfo, undisclosed, sensitive, customer data,
      client wants, client s, client would, our fee, fixed fee, engagement letter, ebitda, covenant, chairwoman, invoice to, shareholders, buy out, admits, she admits, he admits, session
      fee, not billed, salary band, replace their,
      opposing counsel, conflict`,
    0.7: 'meeting, call, project, budget, deadline, deliverable, deliverables, scope, ceo, board, asked us, wants, worried, contact',
  },
  de: {
    3: `streng vertraulich, mandantengeheimnis, nicht weitergeben, vertraulich behandeln, unter nda, geheimhaltungsvereinbarung, verschwiegenheitspflicht, nur intern, stellenabbau, ubernahmekandidat, due diligence, geschaftsgeheimnis, geschaftsgeheimnisse, noch nicht offentlich, im vertrauen, unter uns, mandatsgeheimnis,
      nda unterschrieben, belegschaft weis nichts, mitarbeiter wissen nichts, nichts per mail, nur mundlich, codename, mandantengesprach, kundengesprach vertraulich, schweigepflicht,
      selbstanzeige, nichts in die cloud, mandat niederlegen, interessenkonflikt, datenraum`,
    1.5: `kunde, kundin, kunden, mandant, mandantin, mandat, nda, vertraulich, vertraulichkeit, angebot, honorar, tagessatz, stundensatz, rechnung, verhandlung, verhandeln, ubernahme, fusion, restrukturierung, umstrukturierung, marge, wettbewerber, konkurrent, preise, vertrag, verlangerung, leistungsbeschreibung, vorstand, geschaftsfuhrer, geschaftsfuhrung, kundendaten, aufsichtsrat,
      gestanden, mandat nieder, zahlt bar, ebit, interessent, vertraulichem, honorare, der kunde, die kundin, der mandant`,
    0.7: 'termin, telefonat, projekt, budget, frist, ansprechpartner, bittet, mochte, besorgt, umfang',
  },
  fr: {
    3: `strictement confidentiel, secret des affaires, ne pas diffuser, ne pas partager, sous nda, accord de confidentialite, clause de confidentialite, usage interne, plan social, cible d acquisition, due diligence, pas encore public, entre nous, secret professionnel, off the record, sous embargo,
      ne rien ecrire, rien par mail, nom de code, conflit d interets, le client veut, cliente veut, ne pas mettre dans, dossier partage, a l insu, data room`,
    1.5: `client, cliente, clients, nda, confidentiel, confidentielle, confidentialite, devis, honoraires, tjm, tarif, facture, negociation, negocier, acquisition, fusion, restructuration, marge, marges, concurrent, prix, contrat, renouvellement, cahier des charges, conseil d administration, pdg, directeur financier, donnees clients, licenciements,
      elle m avoue, il m avoue, avoue, acquereur, ceder, cession, filiale, je facture, rdv client, rdv cliente, comptabilite, associe`,
    0.7: 'reunion, appel, projet, budget, echeance, livrable, perimetre, demande, souhaite, inquiet, contact',
  },
  es: {
    3: `estrictamente confidencial, secreto comercial, no difundir, no compartir, bajo nda, acuerdo de confidencialidad, clausula de confidencialidad, uso interno, despidos, objetivo de adquisicion, due diligence, aun no es publico, entre nosotros, secreto profesional, bajo embargo, en confianza,
      la plantilla no sabe, nada por correo, que nada por, nombre en clave, conflicto de interes, el cliente quiere, no poner en, sin que se entere, carpeta compartida, firmado nda, sala
      de datos, reunion con cliente`,
    1.5: `cliente, clienta, clientes, nda, confidencial, confidencialidad, presupuesto, honorarios, tarifa, factura, negociacion, negociar, adquisicion, fusion, reestructur*, margen, margenes, competidor, competencia, precios, contrato, renovacion, alcance, consejo de administracion, director general, director financiero, datos de clientes,
      me reconoce, reconoce que, comprador, vender la empresa, facturar, facturacion, plantilla, consejo, gerente`,
    0.7: 'reunion, llamada, proyecto, plazo, entregable, pidio, quiere, preocupado, contacto',
  },
};
