import type { Sentences } from './sentences-self.ts';

export const financeSentences: Sentences = {
  en: `My salary goes up to 4,150 € from March, after tax that is about 2,640 €.
We still owe 11,300 € on the car loan at 6.9 %.
Balance on the joint account: 812.40 €, and rent is due on the first.
Savings: 14,200 € in the emergency fund, 31,000 € in the ETF.
I lent my brother 2,000 € and do not expect it back.
The mortgage offer is 3.7 % for ten years, they want 20 % down.
Tax return: refund of 1,284 €, I forgot the home office again.
Credit card is at 3,900 € and I paid the minimum for the fourth month.`,
  de: `Mein Gehalt steigt ab März auf 4.150 €, netto etwa 2.640 €.
Vom Autokredit sind noch 11.300 € offen, Zinssatz 6,9 %.
Kontostand Gemeinschaftskonto: 812,40 €, die Miete kommt am Ersten.
Erspartes: 14.200 € Notgroschen, 31.000 € im ETF.
Meinem Bruder habe ich 2.000 € geliehen, die sehe ich nicht wieder.
Angebot der Bank für die Baufinanzierung: 3,7 % auf zehn Jahre.
Steuererklärung: 1.284 € zurück, das Arbeitszimmer wieder vergessen.
Der Dispo ist mit 3.900 € ausgereizt, seit vier Monaten.`,
  fr: `Mon salaire passe à 3 150 € en mars, soit 2 440 € net.
Il reste 11 300 € à rembourser sur le prêt auto à 6,9 %.
Solde du compte joint : 812,40 €, et le loyer tombe le premier.
Épargne : 14 200 € sur le livret A, 31 000 € en assurance vie.
J'ai prêté 2 000 € à mon frère, je ne les reverrai pas.
La banque propose un crédit immobilier à 3,7 % sur dix ans.
Impôts : 1 284 € à récupérer, j'avais oublié les frais réels.
Je suis à 900 € de découvert pour le quatrième mois.`,
  es: `Mi sueldo sube a 2.450 € en marzo, unos 1.940 € netos.
Quedan 11.300 € del préstamo del coche al 6,9 %.
Saldo de la cuenta común: 812,40 €, y el alquiler se paga el día uno.
Ahorros: 14.200 € en el fondo de emergencia, 31.000 € en fondos.
Le presté 2.000 € a mi hermano y no creo que vuelvan.
El banco ofrece la hipoteca al 3,7 % a diez años.
Declaración de la renta: me devuelven 1.284 €.
La tarjeta va por 3.900 € y llevo cuatro meses pagando el mínimo.`,
};

export const legalSentences: Sentences = {
  en: `My lawyer says we should not answer their letter before the hearing.
Custody hearing moved to the 9th; the judge wants both statements by Friday.
The settlement offer is 18 months' severance if I sign the non-disclosure agreement.
I have to find the emails from March as evidence, he denies everything.
The landlord filed for eviction although the notice period was wrong.
Attorney asked me to write down what the officer said, word for word.`,
  de: `Meine Anwältin sagt, wir antworten vor dem Termin nicht auf deren Schreiben.
Die Verhandlung wegen des Sorgerechts ist auf den 9. verschoben, Az. 12 F 345/25.
Vergleichsangebot: Abfindung, wenn ich die Verschwiegenheit unterschreibe.
Ich muss die Mails vom März als Beweise suchen, er bestreitet alles.
Der Vermieter hat Räumungsklage eingereicht, obwohl die Kündigung falsch war.
Ich soll aufschreiben, was der Polizist gesagt hat, Wort für Wort.`,
  fr: `Mon avocate dit de ne pas répondre à leur courrier avant l'audience.
L'audience pour la garde des enfants est repoussée au 9, le juge veut les deux attestations.
Ils proposent une rupture conventionnelle si je signe l'accord de confidentialité.
Je dois retrouver les mails de mars comme preuves, il nie tout.
Le propriétaire demande l'expulsion alors que le préavis était faux.
L'avocat veut que j'écrive ce que le gendarme a dit, mot pour mot.`,
  es: `Mi abogada dice que no contestemos a su carta antes de la vista.
El juicio por la custodia pasa al día 9, la jueza quiere las dos declaraciones.
Ofrecen indemnización si firmo el acuerdo de confidencialidad.
Tengo que buscar los correos de marzo como pruebas, él lo niega todo.
El casero ha presentado la demanda de desahucio y el preaviso estaba mal.
El abogado quiere que apunte lo que dijo el policía, palabra por palabra.`,
};

export const identitySentences: Sentences = {
  en: `Passport number: kept with the scan, expires 2031-04-11, issued by the consulate.
Date of birth: 3 May 1986
Place of birth: a small town in the north
Driver's license: renewed in June, the number is on the back of the old one.
Social security number: asked for it again, letter is in the blue folder.
Mother's maiden name: the bank wants it for everything.`,
  de: `Reisepass: Kopie im Ordner, gültig bis 11.04.2031, ausgestellt vom Bürgeramt.
Geburtsdatum: 03.05.1986
Geburtsort: eine Kleinstadt im Norden
Personalausweis: im Juni verlängert, Nummer steht auf der Rückseite.
Sozialversicherungsnummer: nochmal angefordert, der Brief liegt im blauen Ordner.
Steuer-ID: steht auf dem Schreiben vom Finanzamt.`,
  fr: `Passeport : copie dans le classeur, valable jusqu'au 11/04/2031, délivré par la préfecture.
Date de naissance : 03/05/1986
Lieu de naissance : une petite ville du nord
Carte d'identité : renouvelée en juin, le numéro est au dos.
Numéro de sécurité sociale : redemandé, le courrier est dans le dossier bleu.
Permis de conduire : l'ancien est rose, le numéro ne change pas.`,
  es: `Pasaporte: copia en la carpeta, caduca el 11/04/2031, expedido por la comisaría.
Fecha de nacimiento: 03/05/1986
Lugar de nacimiento: un pueblo del norte
DNI: renovado en junio, el número está detrás.
Número de la seguridad social: pedido otra vez, la carta está en la carpeta azul.
Carnet de conducir: el antiguo es rosa, el número no cambia.`,
};

export const clientSentences: Sentences = {
  en: `Under NDA: the client plans to close the second site in autumn, not announced yet.
Their CFO told me in confidence that the margin is down to four percent.
Do not share with the team: the acquisition talks started again last week.
Our fee stays at 880 a day, they do not know what the other client pays.
The client asked us not to write the names of the two managers anywhere.
Call with their lawyer about the due diligence, strictly confidential.`,
  de: `Unter NDA: der Kunde schließt im Herbst den zweiten Standort, noch nicht öffentlich.
Der Geschäftsführer hat im Vertrauen gesagt, die Marge liegt bei vier Prozent.
Nicht weitergeben: die Gespräche über die Übernahme laufen wieder.
Unser Tagessatz bleibt bei 880, der andere Kunde zahlt weniger und weiß es nicht.
Der Mandant will, dass die Namen der zwei Manager nirgends stehen.
Telefonat mit deren Anwalt zur Due Diligence, streng vertraulich.`,
  fr: `Sous NDA : le client ferme le second site à l'automne, pas encore public.
Leur directeur financier m'a dit entre nous que la marge est à quatre pour cent.
Ne pas diffuser : les discussions sur l'acquisition ont repris.
Notre tarif reste à 880 par jour, l'autre client paie moins.
Le client ne veut voir nulle part les noms des deux cadres.
Appel avec leur avocat sur la due diligence, strictement confidentiel.`,
  es: `Bajo NDA: el cliente cierra la segunda sede en otoño, aún no es público.
Su director financiero me dijo en confianza que el margen está en el cuatro por ciento.
No difundir: han vuelto las conversaciones sobre la adquisición.
Nuestra tarifa sigue en 880 al día, el otro cliente paga menos.
El cliente no quiere ver en ningún sitio los nombres de los dos directivos.
Llamada con su abogado por la due diligence, estrictamente confidencial.`,
};

export const minorsSentences: Sentences = {
  en: `My daughter was sent home again, her teacher says she bites.
The pediatrician wants him weighed every week until the next checkup.
Our son told me at bedtime that two boys in his class take his lunch.
She starts kindergarten in August and still does not sleep through.
Speech therapy on Wednesdays, pick up at half past two.
He is seven and cries before school, every morning since the trip.`,
  de: `Meine Tochter wurde wieder heimgeschickt, die Lehrerin sagt, sie beißt.
Die Kinderärztin will ihn bis zur nächsten U-Untersuchung jede Woche wiegen.
Unser Sohn hat beim Einschlafen erzählt, dass ihm zwei Jungs das Pausenbrot wegnehmen.
Sie kommt im August in den Kindergarten und schläft immer noch nicht durch.
Logopädie mittwochs, abholen um halb drei aus der Kita.
Er ist sieben und weint vor der Schule, jeden Morgen seit der Klassenfahrt.`,
  fr: `Ma fille a encore été renvoyée à la maison, la maîtresse dit qu'elle mord.
La pédiatre veut le peser chaque semaine jusqu'à la prochaine visite.
Notre fils m'a dit au coucher que deux garçons lui prennent son goûter.
Elle entre en maternelle en août et ne fait toujours pas ses nuits.
Orthophoniste le mercredi, la sortie de la crèche est à deux heures et demie.
Il a sept ans et pleure avant l'école depuis la sortie scolaire.`,
  es: `A mi hija la mandaron otra vez a casa, la maestra dice que muerde.
La pediatra quiere pesarlo cada semana hasta la próxima revisión.
Nuestro hijo me contó al dormir que dos niños le quitan el almuerzo.
Empieza la guardería en agosto y todavía no duerme de un tirón.
Logopeda los miércoles, recogerla a las dos y media.
Tiene siete años y llora antes del colegio desde la excursión.`,
};

export const homeSentences: Sentences = {
  en: `The spare key is under the third pot, the neighbour has the other one.
Alarm code: changed in May, the old one still opens the garage.
We are away from the 3rd to the 19th, nobody is home, Kim waters the plants.
The safe is behind the coats, the combination is her birthday backwards.
Our address for the delivery: second house, door code on the slip.
The camera at the back door has been dead since the storm.`,
  de: `Der Ersatzschlüssel liegt unter dem dritten Topf, den anderen hat die Nachbarin.
Alarmcode: im Mai geändert, der alte öffnet noch die Garage.
Wir sind vom 3. bis 19. verreist, niemand zu Hause, Kim gießt die Blumen.
Der Tresor ist hinter den Mänteln, die Zahlenkombination ist ihr Geburtstag rückwärts.
Unsere Adresse für die Lieferung: zweites Haus, Türcode auf dem Zettel.
Die Kamera an der Hintertür ist seit dem Sturm tot.`,
  fr: `Le double des clés est sous le troisième pot, la voisine a l'autre.
Code de l'alarme : changé en mai, l'ancien ouvre encore le garage.
Nous sommes absents du 3 au 19, personne à la maison, Kim arrose les plantes.
Le coffre est derrière les manteaux, la combinaison est son anniversaire à l'envers.
Notre adresse pour la livraison : deuxième maison, digicode sur le papier.
La caméra de la porte arrière ne marche plus depuis la tempête.`,
  es: `La llave de repuesto está debajo de la tercera maceta, la vecina tiene la otra.
Código de la alarma: cambiado en mayo, el viejo todavía abre el garaje.
Estamos fuera del 3 al 19, no hay nadie en casa, Kim riega las plantas.
La caja fuerte está detrás de los abrigos, la combinación es su cumpleaños al revés.
Nuestra dirección para la entrega: segunda casa, código del portal en el papel.
La cámara de la puerta trasera no funciona desde la tormenta.`,
};
