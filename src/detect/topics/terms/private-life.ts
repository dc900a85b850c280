import type { Lexicon } from './lexicon.ts';

/** Love, sex and partners. Written by hand. */
export const relationshipsLexicon: Lexicon = {
  en: {
    3: `had sex, sex with, slept with, slept together, one night stand, our sex life, sex life, orgasm, cheated on, cheating on, having an affair, the affair, broke up with, break up with, my ex, in love with, falling in love, hooked up, hook up, first date, second date, third date, tinder, bumble, hinge, grindr, our marriage, open relationship, polyamor*, made out, intimacy, libido, we kissed, kissed me, kissed him, kissed her, threesome, porn, nudes, condom, coming out, came out to`,
    1.5: `sex, sexual, kiss, kissed, crush, affair, jealous, jealousy, breakup, break up, broke up, divorce, separation, dating, date with, boyfriend, girlfriend, partner, lover, husband, wife, marriage, romantic, flirt, flirted, flirting, gay, lesbian, bisexual, queer, naked, desire, attracted, attraction, our relationship, love him, love her, miss him, miss her, moved out, texted me, texted him, texted her, fiance, fiancee, cuddled, turned on, bed together`,
    0.7: 'love, together, relationship, trust, lied, fight, argued, body, touch, night, feelings, hurt, forgive, honest, him, her',
  },
  de: {
    3: `sex mit, hatten sex, miteinander geschlafen, mit ihm geschlafen, mit ihr geschlafen, unser sexleben, sexleben, orgasmus, fremdgegangen, betrugt mich, betrogen, die affare, eine affare, schluss gemacht, mein ex, meine ex, verliebt in, verliebt, erstes date, zweites date, tinder, bumble, hinge, grindr, unsere ehe, offene beziehung, polyamor*, lust auf ihn, kussten uns, gekusst, rumgeknutscht, porno, kondom, coming out, geoutet`,
    1.5: `sex, sexuell, kuss, affare, eifersuchtig, eifersucht, trennung, getrennt, scheidung, date mit, mein freund, meine freundin, partner, partnerin, geliebte, geliebter, ehemann, ehefrau, ehe, romantisch, flirten, geflirtet, schwul, lesbisch, bisexuell, queer, nackt, begehren, unsere beziehung, liebe ihn, liebe sie, vermisse ihn, vermisse sie, ausgezogen, verlobt, verlobter, gekuschelt, zartlich, zartlichkeit, intim`,
    0.7: 'liebe, zusammen, beziehung, vertrauen, gelogen, streit, gestritten, korper, beruhrung, nacht, gefuhle, verletzt, verzeihen, ehrlich, ihn, ihm',
  },
  fr: {
    3: `fait l amour, coucher avec, couche avec, couche ensemble, notre vie sexuelle, vie sexuelle, orgasme, m a trompee, m a trompe, trompe avec, une liaison, la liaison, mon amant, ma maitresse, rompu avec, quitte par, mon ex, amoureuse de, amoureux de, tombee amoureuse, tombe amoureux, premier rendez vous, tinder, bumble, grindr, notre mariage, couple libre, polyamour*, plan cul, libido, embrasses, m a embrassee, m a embrasse, porno, preservatif, coming out`,
    1.5: `sexe, sexuel, sexuelle, baiser, baisers, liaison, jalouse, jaloux, jalousie, rupture, separation, divorce, mon copain, ma copine, mon mari, ma femme, amant, maitresse, mariage, couple, romantique, drague, flirt, gay, lesbienne, bisexuelle, bi, queer, nue, nu, desir, attirance, attiree, notre relation, notre couple, fiance, fiancee, caresses, intimite, trompee, infidel*, amoureuse, amoureux`,
    0.7: 'amour, aime, ensemble, relation, confiance, menti, dispute, corps, toucher, nuit, sentiments, blessee, pardonner, honnete, lui',
  },
  es: {
    3: `hicimos el amor, acostarme con, me acoste con, nos acostamos, nuestra vida sexual, vida sexual, orgasmo, me engano con, me puso los cuernos, los cuernos, una aventura con, mi amante, rompi con, cortamos, mi ex, enamorada de, enamorado de, primera cita, segunda cita, tinder, bumble, grindr, nuestro matrimonio, relacion abierta, poliamor*, libido, nos besamos, me beso, porno, condon, preservativo, salir del armario`,
    1.5: `sexo, sexual, beso, besos, aventura, celosa, celoso, celos, ruptura, separacion, divorcio, mi novio, mi novia, mi marido, mi mujer, mi pareja, amante, matrimonio, romantico, ligar, coquetear, gay, lesbiana, bisexual, queer, desnuda, desnudo, deseo, atraccion, atraida, nuestra relacion, prometido, prometida, caricias, intimidad, infidel*, enamorada, enamorado, quiero a`,
    0.7: 'amor, juntos, relacion, confianza, mintio, pelea, discutimos, cuerpo, noche, sentimientos, herida, perdonar, sincero, el, ella',
  },
};

/** Children, by name and school. Written by hand. */
export const minorsLexicon: Lexicon = {
  en: {
    3: `my son, my daughter, our son, our daughter, my kids, our kids, the kids school, her teacher, his teacher, parent teacher, pediatrician, paediatrician, kindergarten, daycare, nursery school, custody, iep, school report, report card, toddler, preschool, potty training, breastfe*, bedwetting, speech therapy, playdate, babysitter, nanny, first words, her school, his school, milestones, child support`,
    1.5: `son, daughter, kids, children, child, baby, school, teacher, classroom, grade, homework, bullied, bullying, tantrum, tantrums, nap, naps, diaper, diapers, vaccination, vaccinations, allergies, birthday party, classmates, tutor, school trip, pickup, pick up, drop off, bedtime, weaning, teething, godmother, godfather, stepson, stepdaughter, teenager`,
    0.7: 'mom, mum, dad, grandma, years old, months old, sleep, plays, reads, friend, class, doctor, weight, height',
  },
  de: {
    3: `mein sohn, meine tochter, unser sohn, unsere tochter, meine kinder, unsere kinder, kinderarzt, kinderarztin, kita, kindergarten, krippe, tagesmutter, elternabend, elterngesprach, klassenlehrer*, grundschule, zeugnis, sorgerecht, unterhalt, jugendamt, stillen, bettnassen, logopad*, babysitter, erste worte, u untersuchung, schulpsycholog*, fordergutachten, einschulung`,
    1.5: `sohn, tochter, kinder, kind, baby, schule, lehrer, lehrerin, klasse, hausaufgaben, gemobbt, trotzphase, mittagsschlaf, windel, windeln, impfung, impfungen, kindergeburtstag, mitschuler, nachhilfe, klassenfahrt, abholen, einschlafen, abstillen, zahnen, patin, pate, stiefsohn, stieftochter, teenager, eingewohnung`,
    0.7: 'mama, papa, oma, jahre alt, monate alt, schlaft, spielt, liest, freund, freundin, arzt, gewicht, grose',
  },
  fr: {
    3: `mon fils, ma fille, notre fils, notre fille, mes enfants, nos enfants, les enfants, pediatre, creche, maternelle, nounou, assistante maternelle, reunion parents, sa maitresse, son instituteur, bulletin scolaire, carnet de sante, garde alternee, pension alimentaire, allait*, allaitement, pipi au lit, orthophon*, baby sitter, premiers mots, aesh, rentree scolaire`,
    1.5: `fils, fille, enfants, enfant, bebe, ecole, maitresse, instituteur, professeur, classe, devoirs, harcelee, harcele, harcelement, caprice, colere, colere, sieste, couche, couches, vaccin, vaccins, anniversaire, camarades, soutien scolaire, sortie scolaire, coucher, sevrage, dents, marraine, parrain, beau fils, belle fille, adolescent, adolescente, college`,
    0.7: 'maman, papa, mamie, ans, mois, dort, joue, lit, copain, copine, medecin, poids, taille',
  },
  es: {
    3: `mi hijo, mi hija, nuestro hijo, nuestra hija, mis hijos, nuestros hijos, los ninos, pediatra, guarderia, jardin de infancia, ninera, reunion de padres, su maestra, su maestro, su profesora, tutora, boletin de notas, custodia, pension alimenticia, lactancia, mojar la cama, logopeda, canguro, primeras palabras, orientadora, infantil`,
    1.5: `hijo, hija, hijos, ninos, nino, nina, bebe, colegio, escuela, cole, maestra, maestro, profesora, clase, deberes, acoso escolar, rabieta, rabietas, siesta, panal, panales, vacuna, vacunas, cumpleanos, companeros, clases de refuerzo, excursion, recoger, dormir, destete, dientes, madrina, padrino, hijastro, hijastra, adolescente`,
    0.7: 'mama, papa, abuela, anos, meses, duerme, juega, lee, amigo, amiga, medico, peso, altura',
  },
};

/** Where one lives, and how to get in. Written by hand. */
export const homeLexicon: Lexicon = {
  en: {
    3: `alarm code, door code, gate code, garage code, safe code, safe combination, spare key, key under, hidden key, our address, home address, my address, lockbox, key safe, security camera, security cameras, alarm system, wifi password, nobody is home, no one is home, house sitter, house sitting, we are away, while we are away, burglar alarm, smart lock, entry code, intercom code`,
    1.5: `alarm, keypad, key, keys, safe, camera, cameras, address, apartment, flat number, front door, back door, garage, gate, neighbour, neighbor, landlord, router, holiday, vacation, away, empty house, floor plan, cleaner, letterbox, mailbox, fuse box, meter, insurance, valuables, jewelry, jewellery, shutters`,
    0.7: 'house, home, street, door, lock, code, window, basement, attic, roof, upstairs, parking, garden',
  },
  de: {
    3: `alarmcode, turcode, torcode, haustur code, code fur, tresorcode, tresor, zahlenkombination, ersatzschlussel, zweitschlussel, schlussel unter, schlussel liegt, unsere adresse, meine adresse, heimadresse, schlusseltresor, uberwachungskamera, uberwachungskameras, alarmanlage, wlan passwort, niemand zuhause, niemand zu hause, verreist, wahrend wir weg, haus huten, einbruch, zugangscode`,
    1.5: `alarm, schlussel, kamera, kameras, adresse, anschrift, wohnung, wohnungstur, haustur, hintertur, kellertur, garage, tor, nachbar, nachbarin, nachbarn, vermieter, router, urlaub, weg, grundriss, putzhilfe, briefkasten, sicherungskasten, zahler, zahlerstand, hausrat, wertsachen, schmuck, rolladen`,
    0.7: 'haus, zuhause, strase, tur, schloss, code, fenster, keller, dachboden, dach, oben, stellplatz, garten',
  },
  fr: {
    3: `code de l alarme, code alarme, code d entree, code de la porte, digicode, code du coffre, combinaison du coffre, coffre fort, double des cles, cle sous, cles cachees, notre adresse, mon adresse, boite a cles, camera de surveillance, cameras de surveillance, systeme d alarme, mot de passe wifi, personne a la maison, pendant notre absence, maison vide, cambriolage, code du portail, interphone`,
    1.5: `alarme, cle, cles, coffre, camera, cameras, adresse, appartement, porte d entree, garage, portail, voisin, voisine, voisins, proprietaire, box, vacances, absence, absents, plan, femme de menage, boite aux lettres, tableau electrique, compteur, assurance habitation, objets de valeur, bijoux, volets`,
    0.7: 'maison, domicile, rue, porte, serrure, code, fenetre, cave, grenier, toit, etage, parking, jardin',
  },
  es: {
    3: `codigo de la alarma, codigo alarma, codigo de la puerta, codigo del portal, codigo de entrada, combinacion de la, caja fuerte, llave de repuesto, copia de llaves, llave debajo, llaves escondidas, nuestra direccion, mi direccion, camara de seguridad, camaras de seguridad, sistema de alarma, contrasena del wifi, no hay nadie, mientras estamos fuera, casa vacia, robo, portero automatico, codigo del garaje`,
    1.5: `alarma, llave, llaves, caja, camara, camaras, direccion, piso, apartamento, puerta principal, garaje, portal, vecino, vecina, vecinos, casero, router, vacaciones, fuera, plano, limpiadora, buzon, cuadro electrico, contador, seguro del hogar, objetos de valor, joyas, persianas`,
    0.7: 'casa, domicilio, calle, puerta, cerradura, codigo, ventana, sotano, trastero, tejado, arriba, aparcamiento, jardin',
  },
};

/** Faith, politics, union, origin: what Art. 9 GDPR protects beside health and sex. Written by hand. */
export const beliefsLexicon: Lexicon = {
  en: {
    3: `my faith, my church, my prayers, i prayed, i pray, my confession, my baptism, my conversion, lost my faith, i voted, voted for, party member, party membership, my union, union member, union membership, shop steward, my religion, our mosque, our synagogue, our parish, i believe in god, relationship with god, quiet time, bible study, prayer journal, my politics, political views, i converted`,
    1.5: `god, prayer, prayers, pray, prayed, church, mosque, synagogue, temple, parish, pastor, priest, imam, rabbi, bible, quran, torah, scripture, psalm, sermon, sin, repent, blessing, holy spirit, jesus, christ, allah, ramadan, lent, communion, baptism, faith, atheist, agnostic, convert, vote, voted, ballot, election, left wing, right wing, socialist, conservative, protest, demonstration, activist, union, strike, ethnicity, refugee`,
    0.7: 'believe, belief, doubt, soul, spirit, worship, heaven, holy, congregation, grace, party, campaign, member, meeting',
  },
  de: {
    3: `mein glaube, meine gemeinde, meine kirche, ich bete, ich betete, gebetet, meine beichte, meine taufe, konvertiert, glauben verloren, ich habe gewahlt, gewahlt habe, parteimitglied, parteibuch, parteiaustritt, gewerkschaftsmitglied, kirchenaustritt, aus der kirche, meine religion, unsere moschee, unsere synagoge, stille zeit, bibelkreis, hauskreis, gebetstagebuch, politische einstellung, meine partei`,
    1.5: `gott, gebet, gebete, beten, kirche, moschee, synagoge, tempel, gemeinde, pfarrer, pfarrerin, priester, imam, rabbiner, bibel, koran, psalm, predigt, sunde, beichte, segen, heiliger geist, jesus, christus, allah, ramadan, fastenzeit, abendmahl, taufe, glaube, glauben, atheist, wahl, wahlen, stimme, stimmzettel, links, rechts, sozialist, konservativ, demo, demonstration, aktivist, aktivistin, gewerkschaft, betriebsrat, streik, herkunft, gefluchtet`,
    0.7: 'zweifel, seele, geist, himmel, heilig, gnade, partei, mitglied, gottesdienst, andacht',
  },
  fr: {
    3: `ma foi, mon eglise, mes prieres, j ai prie, je prie, ma confession, mon bapteme, ma conversion, perdu la foi, j ai vote, vote pour, carte du parti, adherente du, adherent du, mon syndicat, delegue syndical, deleguee syndicale, ma religion, notre mosquee, notre paroisse, groupe de priere, convertie, converti, mes opinions politiques, je crois en dieu`,
    1.5: `dieu, priere, prieres, prier, eglise, mosquee, synagogue, temple, paroisse, pasteur, pretre, imam, rabbin, bible, coran, psaume, sermon, messe, peche, pechees, benediction, esprit saint, jesus, christ, allah, ramadan, careme, communion, bapteme, foi, croyance, athee, vote, election, elections, gauche, droite, socialiste, manifestation, manif, militant, militante, syndicat, greve, origine, refugie`,
    0.7: 'doute, doutes, ame, esprit, ciel, saint, grace, parti, membre, culte, carnet',
  },
  es: {
    3: `mi fe, mi iglesia, mis oraciones, he rezado, rece, yo rezo, mi confesion, mi bautizo, mi conversion, perdi la fe, vote a, he votado, votado a, afiliada al, afiliado al, mi sindicato, delegada sindical, delegado sindical, mi religion, nuestra mezquita, nuestra parroquia, grupo de oracion, converti, mis ideas politicas, creo en dios`,
    1.5: `dios, oracion, oraciones, rezar, iglesia, mezquita, sinagoga, templo, parroquia, pastor, cura, sacerdote, iman, rabino, biblia, coran, salmo, sermon, misa, pecado, pecados, bendicion, espiritu santo, jesus, cristo, ala, ramadan, cuaresma, comunion, bautizo, fe, creencia, ateo, atea, voto, votar, eleccion, elecciones, izquierda, derecha, socialista, manifestacion, activista, sindicato, huelga, origen, refugiado`,
    0.7: 'duda, dudas, alma, espiritu, cielo, santo, gracia, partido, miembro, culto',
  },
};
