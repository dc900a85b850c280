import type { Lexicon } from './lexicon.ts';

/** Love, sex and partners. Written by hand. */
export const relationshipsLexicon: Lexicon = {
  en: {
    3: `had sex, sex with, slept with, slept together, one night stand, our sex life, sex life, orgasm, cheated on, cheating on, having an affair, the affair, broke up with, break up with, my ex, in love with, falling in love, hooked up, hook up, first date, second date, third date, tinder, bumble, hinge, grindr, our marriage, open relationship, polyamor*, made out, intimacy, libido, we kissed, kissed me, kissed him, kissed her, threesome, porn, nudes, condom, coming out, came out to,
      he kissed, she kissed, kissing, in love, i m in love, loves me, still loves, isn t in love, still loves me, break up talk, moved the last, moved out today, i m gay, i m bi, i m a
      lesbian, came out, if i came out, i cheated, cheated, he cheated, she cheated, haven t had sex, our bedroom, open the relationship, dating apps, ghosted me, stayed for breakfast,
      my lover, sleep together, slept next to, blindfold, date night, ex liked, blocked her, blocked his, another woman, another man, his wife, her husband, married man, wedding ring,
      get tested, sleeping with, make love, made love, falling for, split up, we split, separated from`,
    1.5: `sex, sexual, kiss, kissed, crush, affair, jealous, jealousy, breakup, break up, broke up, divorce, separation, dating, date with, boyfriend, girlfriend, partner, lover, husband, wife, marriage, romantic, flirt, flirted, flirting, gay, lesbian, bisexual, queer, naked, desire, attracted, attraction, our relationship, love him, love her, miss him, miss her, moved out, texted me, texted him, texted her, fiance, fiancee, cuddled, turned on, bed together,
      tender, hugged, his hand, her hand, my neck, touched, forearm, touching, condoms, bad kisser, i like him, i like her, wants kids, years together, loved me, loves her, text first,
      his place, her place, his boxes, her boxes, her earring, lose her, lose him, i lose, ghosted, his mouth, her mouth, crushing, butterflies, missed him, missed her, dumped, dumped
      me, alone at`,
    0.7: 'love, together, relationship, trust, lied, fight, argued, body, touch, night, feelings, hurt, forgive, honest, him, her',
  },
  de: {
    3: `sex mit, hatten sex, miteinander geschlafen, mit ihm geschlafen, mit ihr geschlafen, unser sexleben, sexleben, orgasmus, fremdgegangen, betrugt mich, betrogen, die affare, eine affare, schluss gemacht, mein ex, meine ex, verliebt in, verliebt, erstes date, zweites date, tinder, bumble, hinge, grindr, unsere ehe, offene beziehung, polyamor*, lust auf ihn, kussten uns, gekusst, rumgeknutscht, porno, kondom, coming out, geoutet,
      geschlafen mit, kusst, kusste, kussten, geliebt, eine andere, einen anderen, rausgeworfen, trennung, trennen uns, getrennt von, wir trennen, liebe ihn, liebe sie, ich liebe ihn,
      ich liebe sie, begehre, manner begehre, affare, seitensprung, betrogen hat, fremdgehen, verlobung, eifersuchtig auf, kennengelernt, nackt neben, dating, verknallt, schmetterlinge`,
    1.5: `sex, sexuell, kuss, affare, eifersuchtig, eifersucht, trennung, getrennt, scheidung, date mit, mein freund, meine freundin, partner, partnerin, geliebte, geliebter, ehemann, ehefrau, ehe, romantisch, flirten, geflirtet, schwul, lesbisch, bisexuell, queer, nackt, begehren, unsere beziehung, liebe ihn, liebe sie, vermisse ihn, vermisse sie, ausgezogen, verlobt, verlobter, gekuschelt, zartlich, zartlichkeit, intim`,
    0.7: 'liebe, zusammen, beziehung, vertrauen, gelogen, streit, gestritten, korper, beruhrung, nacht, gefuhle, verletzt, verzeihen, ehrlich, ihn, ihm',
  },
  fr: {
    3: `fait l amour, coucher avec, couche avec, couche ensemble, notre vie sexuelle, vie sexuelle, orgasme, m a trompee, m a trompe, trompe avec, une liaison, la liaison, mon amant, ma maitresse, rompu avec, quitte par, mon ex, amoureuse de, amoureux de, tombee amoureuse, tombe amoureux, premier rendez vous, tinder, bumble, grindr, notre mariage, couple libre, polyamour*, plan cul, libido, embrasses, m a embrassee, m a embrasse, porno, preservatif, coming out,
      on a couche, on se separe, qu on se separe, separe un temps, je l aime, je l aime encore, amoureuse, amoureux, embrassee, embrasse, son telephone, efface ses messages, quittee, m a
      quittee, m a quitte, rompre, on a rompu, une autre femme, un autre homme, sa bouche, ma copine, coup de foudre, meetic, plan d un soir, jalouse de`,
    1.5: `sexe, sexuel, sexuelle, baiser, baisers, liaison, jalouse, jaloux, jalousie, rupture, separation, divorce, mon copain, ma copine, mon mari, ma femme, amant, maitresse, mariage, couple, romantique, drague, flirt, gay, lesbienne, bisexuelle, bi, queer, nue, nu, desir, attirance, attiree, notre relation, notre couple, fiance, fiancee, caresses, intimite, trompee, infidel*, amoureuse, amoureux,
      desirer, je le hais, caresse, main dans, le hais`,
    0.7: 'amour, aime, ensemble, relation, confiance, menti, dispute, corps, toucher, nuit, sentiments, blessee, pardonner, honnete, lui',
  },
  es: {
    3: `hicimos el amor, acostarme con, me acoste con, nos acostamos, nuestra vida sexual, vida sexual, orgasmo, me engano con, me puso los cuernos, los cuernos, una aventura con, mi amante, rompi con, cortamos, mi ex, enamorada de, enamorado de, primera cita, segunda cita, tinder, bumble, grindr, nuestro matrimonio, relacion abierta, poliamor*, libido, nos besamos, me beso, porno, condon, preservativo, salir del armario,
      hago el amor, vuelve con su ex, su ex, con su ex, le quiero, la quiero, te quiero, lo quiero, lo deseo, la deseo, enamorada, enamorado, me separo, separarnos, dejarlo, me dejo, me
      ha dejado, me ha dejado por, otra mujer, otro hombre, me enrolle, ligue, cita de tinder, cuernos, infiel, borro los mensajes, anos juntos, se acaba`,
    1.5: `sexo, sexual, beso, besos, aventura, celosa, celoso, celos, ruptura, separacion, divorcio, mi novio, mi novia, mi marido, mi mujer, mi pareja, amante, matrimonio, romantico, ligar, coquetear, gay, lesbiana, bisexual, queer, desnuda, desnudo, deseo, atraccion, atraida, nuestra relacion, prometido, prometida, caricias, intimidad, infidel*, enamorada, enamorado, quiero a,
      besarnos, besado, borrado las fotos, nadie lo sabe, marido de, mujer de, mi chico, mi chica, cama con, abrazados`,
    0.7: 'amor, juntos, relacion, confianza, mintio, pelea, discutimos, cuerpo, noche, sentimientos, herida, perdonar, sincero, el, ella',
  },
};

/** Children, by name and school. Written by hand. */
export const minorsLexicon: Lexicon = {
  en: {
    3: `my son, my daughter, our son, our daughter, my kids, our kids, the kids school, her teacher, his teacher, parent teacher, pediatrician, paediatrician, kindergarten, daycare, nursery school, custody, iep, school report, report card, toddler, preschool, potty training, breastfe*, bedwetting, speech therapy, playdate, babysitter, nanny, first words, her school, his school, milestones, child support,
      handover, foster care, foster mum, foster parents, birth mother, social worker, matching panel, contact centre, adoption, cafcass, custody agreement, child maintenance, alternate
      weekends, half of the holidays, parents evening, educational psychologist, head of year, class teacher, key person, allowed to collect, to be picked up, school pickup, first day at
      school, first day of school, lost a tooth, epipen, nut allergy, camhs, potty, potty trained, nursery, reception class, her class, his class, the nursery, bit another, her teacher
      said, the little boy, the little girl, school psychologist, safeguarding, childminder, school uniform, ehcp`,
    1.5: `son, daughter, kids, children, child, baby, school, teacher, classroom, grade, homework, bullied, bullying, tantrum, tantrums, nap, naps, diaper, diapers, vaccination, vaccinations, allergies, birthday party, classmates, tutor, school trip, pickup, pick up, drop off, bedtime, weaning, teething, godmother, godfather, stepson, stepdaughter, teenager,
      reads above, above her age, above his age, break time, leave her out, leave him out, tummy ache, at bedtime, her age, his age, tell me at, group chat, walk him, walk her, collect
      him, collect her, picked the kids, pick the kids, dad s car, mum s house, dad s house, being left alone, left alone, the boys, the girls, adhd, dyslexia, autism, autistic, delayed
      in speech, speech, preschooler, school bus, gran, grandpa, photos only, family album, wouldn t let go`,
    0.7: 'mom, mum, dad, grandma, years old, months old, sleep, plays, reads, friend, class, doctor, weight, height',
  },
  de: {
    3: `mein sohn, meine tochter, unser sohn, unsere tochter, meine kinder, unsere kinder, kinderarzt, kinderarztin, kita, kindergarten, krippe, tagesmutter, elternabend, elterngesprach, klassenlehrer*, grundschule, zeugnis, sorgerecht, unterhalt, jugendamt, stillen, bettnassen, logopad*, babysitter, erste worte, u untersuchung, schulpsycholog*, fordergutachten, einschulung,
      umgang, umgangsrecht, jedes zweite wochenende, ubergabe, erziehungsberatung, wechselmodell, nasst ein, klassenfahrt, legasthenie, dyskalkulie, schulhof, schulranzen, lehrerin sagt,
      lehrer sagt, pflegekind, pflegeeltern, adoption, kitaplatz, schulangst, zahnlucke, kindesunterhalt, hort, erzieherin, kindesmutter, kindesvater, familiengericht, der kleine, die
      kleine, eingeschult, mutter kind pass`,
    1.5: `sohn, tochter, kinder, kind, baby, schule, lehrer, lehrerin, klasse, hausaufgaben, gemobbt, trotzphase, mittagsschlaf, windel, windeln, impfung, impfungen, kindergeburtstag, mitschuler, nachhilfe, klassenfahrt, abholen, einschlafen, abstillen, zahnen, patin, pate, stiefsohn, stieftochter, teenager, eingewohnung,
      oma holt, gehanselt, zieht sich zuruck, schlaft schlecht, adhs, autismus, impfpass, allergie, unterhalt kommt, schulkind, verdacht auf`,
    0.7: 'mama, papa, oma, jahre alt, monate alt, schlaft, spielt, liest, freund, freundin, arzt, gewicht, grose',
  },
  fr: {
    3: `mon fils, ma fille, notre fils, notre fille, mes enfants, nos enfants, les enfants, pediatre, creche, maternelle, nounou, assistante maternelle, reunion parents, sa maitresse, son instituteur, bulletin scolaire, carnet de sante, garde alternee, pension alimentaire, allait*, allaitement, pipi au lit, orthophon*, baby sitter, premiers mots, aesh, rentree scolaire,
      une semaine sur deux, juge aux affaires familiales, sortie de l ecole, orthophoniste, dyslexie, tdah, mdph, adaptation, adoption, famille d accueil, assistante sociale, droit de
      visite, cantine, classe de, personnes autorisees, cour de recre, recre`,
    1.5: `fils, fille, enfants, enfant, bebe, ecole, maitresse, instituteur, professeur, classe, devoirs, harcelee, harcele, harcelement, caprice, colere, colere, sieste, couche, couches, vaccin, vaccins, anniversaire, camarades, soutien scolaire, sortie scolaire, coucher, sevrage, dents, marraine, parrain, beau fils, belle fille, adolescent, adolescente, college`,
    0.7: 'maman, papa, mamie, ans, mois, dort, joue, lit, copain, copine, medecin, poids, taille',
  },
  es: {
    3: `mi hijo, mi hija, nuestro hijo, nuestra hija, mis hijos, nuestros hijos, los ninos, pediatra, guarderia, jardin de infancia, ninera, reunion de padres, su maestra, su maestro, su profesora, tutora, boletin de notas, custodia, pension alimenticia, lactancia, mojar la cama, logopeda, canguro, primeras palabras, orientadora, infantil,
      custodia compartida, semanas alternas, pension de alimentos, primer dia de cole, su profe, la profe, la tutora, tdah, dislexia, acogida, adopcion, trabajadora social, punto de
      encuentro, regimen de visitas, se hace pis, mi nina, mi nino, el cole, profe, orientador, logopedia, infantil de`,
    1.5: `hijo, hija, hijos, ninos, nino, nina, bebe, colegio, escuela, cole, maestra, maestro, profesora, clase, deberes, acoso escolar, rabieta, rabietas, siesta, panal, panales, vacuna, vacunas, cumpleanos, companeros, clases de refuerzo, excursion, recoger, dormir, destete, dientes, madrina, padrino, hijastro, hijastra, adolescente,
      pegan en, recogen, abuela, no quiere ir, alergia, frutos secos`,
    0.7: 'mama, papa, abuela, anos, meses, duerme, juega, lee, amigo, amiga, medico, peso, altura',
  },
};

/** Where one lives, and how to get in. Written by hand. */
export const homeLexicon: Lexicon = {
  en: {
    3: `alarm code, door code, gate code, garage code, safe code, safe combination, spare key, key under, hidden key, our address, home address, my address, lockbox, key safe, security camera, security cameras, alarm system, wifi password, nobody is home, no one is home, house sitter, house sitting, we are away, while we are away, burglar alarm, smart lock, entry code, intercom code,
      panic code, duress code, panic button, motion sensor, motion sensors, alarm panel, alarm off, gun cabinet, gun safe, combination is, cleaner has, cleaner comes, key s in, key is
      under, key is in, key in the, spare keys, under the flower pot, under the mat, back on, we are back, house is empty, drive will be empty, lights on timers, post held, mail held,
      neighbour waters, neighbor waters, for the sitter, dog sitter, cat sitter, doesn t lock, don t lock, lock twice, buzzer, key fob, fob, been outside, kids walk home, door keypad,
      entry code for, recorder in the, fuse box, front door keypad`,
    1.5: `alarm, keypad, key, keys, safe, camera, cameras, address, apartment, flat number, front door, back door, garage, gate, neighbour, neighbor, landlord, router, holiday, vacation, away, empty house, floor plan, cleaner, letterbox, mailbox, fuse box, meter, insurance, valuables, jewelry, jewellery, shutters,
      sensors, waters, bedroom window, two locks, sitter, copy of the key, take the post in, water the plants, don t let anybody`,
    0.7: 'house, home, street, door, lock, code, window, basement, attic, roof, upstairs, parking, garden',
  },
  de: {
    3: `alarmcode, turcode, torcode, haustur code, code fur, tresorcode, tresor, zahlenkombination, ersatzschlussel, zweitschlussel, schlussel unter, schlussel liegt, unsere adresse, meine adresse, heimadresse, schlusseltresor, uberwachungskamera, uberwachungskameras, alarmanlage, wlan passwort, niemand zuhause, niemand zu hause, verreist, wahrend wir weg, haus huten, einbruch, zugangscode,
      uberfall, bedienteil, scharf schalten, bewegungsmelder, zeitschaltuhr, zeitschaltuhren, haus ist leer, haus leer, nachbar giest, schlussel im, schlussel bei, ersatzschlussel bei,
      schliest nicht, tresor hinter, tursprechanlage, neue adresse, auskunftssperre, urlaub vom, putzfrau, code putzfrau, waffenschrank`,
    1.5: `alarm, schlussel, kamera, kameras, adresse, anschrift, wohnung, wohnungstur, haustur, hintertur, kellertur, garage, tor, nachbar, nachbarin, nachbarn, vermieter, router, urlaub, weg, grundriss, putzhilfe, briefkasten, sicherungskasten, zahler, zahlerstand, hausrat, wertsachen, schmuck, rolladen`,
    0.7: 'haus, zuhause, strase, tur, schloss, code, fenster, keller, dachboden, dach, oben, stellplatz, garten',
  },
  fr: {
    3: `code de l alarme, code alarme, code d entree, code de la porte, digicode, code du coffre, combinaison du coffre, coffre fort, double des cles, cle sous, cles cachees, notre adresse, mon adresse, boite a cles, camera de surveillance, cameras de surveillance, systeme d alarme, mot de passe wifi, personne a la maison, pendant notre absence, maison vide, cambriolage, code du portail, interphone,
      sous contrainte, minuterie, detecteur, cle dans, cles chez, double des cles chez, ferme mal, coffre derriere, releve le courrier, on part du, part du, nouvelle adresse, portail
      code, armoire a fusils`,
    1.5: `alarme, cle, cles, coffre, camera, cameras, adresse, appartement, porte d entree, garage, portail, voisin, voisine, voisins, proprietaire, box, vacances, absence, absents, plan, femme de menage, boite aux lettres, tableau electrique, compteur, assurance habitation, objets de valeur, bijoux, volets,
      arroser, partis du`,
    0.7: 'maison, domicile, rue, porte, serrure, code, fenetre, cave, grenier, toit, etage, parking, jardin',
  },
  es: {
    3: `codigo de la alarma, codigo alarma, codigo de la puerta, codigo del portal, codigo de entrada, combinacion de la, caja fuerte, llave de repuesto, copia de llaves, llave debajo, llaves escondidas, nuestra direccion, mi direccion, camara de seguridad, camaras de seguridad, sistema de alarma, contrasena del wifi, no hay nadie, mientras estamos fuera, casa vacia, robo, portero automatico, codigo del garaje,
      coaccion, temporizador, llave esta en, llaves con, copia de llaves con, no cierra, caja fuerte en, combinacion, asistenta, vecino riega, fuera del, nueva direccion, armero`,
    1.5: `alarma, llave, llaves, caja, camara, camaras, direccion, piso, apartamento, puerta principal, garaje, portal, vecino, vecina, vecinos, casero, router, vacaciones, fuera, plano, limpiadora, buzon, cuadro electrico, contador, seguro del hogar, objetos de valor, joyas, persianas,
      no contestes, nos vamos, volvemos, portero, maceta`,
    0.7: 'casa, domicilio, calle, puerta, cerradura, codigo, ventana, sotano, trastero, tejado, arriba, aparcamiento, jardin',
  },
};

/** Faith, politics, union, origin: what Art. 9 GDPR protects beside health and sex. Written by hand. */
export const beliefsLexicon: Lexicon = {
  en: {
    3: `my faith, my church, my prayers, i prayed, i pray, my confession, my baptism, my conversion, lost my faith, i voted, voted for, party member, party membership, my union, union member, union membership, shop steward, my religion, our mosque, our synagogue, our parish, i believe in god, relationship with god, quiet time, bible study, prayer journal, my politics, political views, i converted,
      dear lord, help my unbelief, i doubt, i don t believe, don t believe anymore, kingdom hall, disfellowshipped, pioneer report, jehovah*, fajr, taraweeh, dua, zakat, hijab, eid,
      iftar, shahada, rosh hashanah, yom kippur, shabbat, kosher at, my bible, home group, small group prayer, prayed for, i fast, day of fasting, of fasting, canvassing, party card,
      vote green, vote labour, voted labour, vote conservative, vote republican, vote democrat, pro choice, pro life, labour party, branch meeting, strike ballot, signed cards, union
      rep, membership number, on strike, picket line, leave the church, left the church, ex muslim, ex mormon, tithe, confession`,
    1.5: `god, prayer, prayers, pray, prayed, church, mosque, synagogue, temple, parish, pastor, priest, imam, rabbi, bible, quran, torah, scripture, psalm, sermon, sin, repent, blessing, holy spirit, jesus, christ, allah, ramadan, lent, communion, baptism, faith, atheist, agnostic, convert, vote, voted, ballot, election, left wing, right wing, socialist, conservative, protest, demonstration, activist, union, strike, ethnicity, refugee,
      voted today, voting, labour, tories, greens, democrats, republicans, trump, biden, organising, organizing, picket, fasting, observant, armageddon, apostate, worthy, congregation,
      pew, mosque with, unbelief, doubted, my vote, council election, door to door, meeting house, ministry, gospel`,
    0.7: 'believe, belief, doubt, soul, spirit, worship, heaven, holy, congregation, grace, party, campaign, member, meeting',
  },
  de: {
    3: `mein glaube, meine gemeinde, meine kirche, ich bete, ich betete, gebetet, meine beichte, meine taufe, konvertiert, glauben verloren, ich habe gewahlt, gewahlt habe, parteimitglied, parteibuch, parteiaustritt, gewerkschaftsmitglied, kirchenaustritt, aus der kirche, meine religion, unsere moschee, unsere synagoge, stille zeit, bibelkreis, hauskreis, gebetstagebuch, politische einstellung, meine partei,
      herr ich, ich glaube nicht, glaubensbekenntnis, gottesdienst, losung, austritt, kirchensteuer, spd, cdu, afd, die linke, die grunen, fdp, csu, ver di, ig metall, vertrauensmann,
      vertrauensfrau, streik, gewahlt, kreuz gemacht, angekreuzt, rosenkranz, freitagsgebet, sabbat, zeugen jehovas`,
    1.5: `gott, gebet, gebete, beten, kirche, moschee, synagoge, tempel, gemeinde, pfarrer, pfarrerin, priester, imam, rabbiner, bibel, koran, psalm, predigt, sunde, beichte, segen, heiliger geist, jesus, christus, allah, ramadan, fastenzeit, abendmahl, taufe, glaube, glauben, atheist, wahl, wahlen, stimme, stimmzettel, links, rechts, sozialist, konservativ, demo, demonstration, aktivist, aktivistin, gewerkschaft, betriebsrat, streik, herkunft, gefluchtet`,
    0.7: 'zweifel, seele, geist, himmel, heilig, gnade, partei, mitglied, gottesdienst, andacht',
  },
  fr: {
    3: `ma foi, mon eglise, mes prieres, j ai prie, je prie, ma confession, mon bapteme, ma conversion, perdu la foi, j ai vote, vote pour, carte du parti, adherente du, adherent du, mon syndicat, delegue syndical, deleguee syndicale, ma religion, notre mosquee, notre paroisse, groupe de priere, convertie, converti, mes opinions politiques, je crois en dieu,
      seigneur, chapelet, je communie, communier, j ai prie pour, lfi, cgt, cfdt, bulletin de vote, le bulletin, adherente, adherent, deleguee, la section, ramadan cette, careme,
      shabbat, temoins de jehovah, je doute`,
    1.5: `dieu, priere, prieres, prier, eglise, mosquee, synagogue, temple, paroisse, pasteur, pretre, imam, rabbin, bible, coran, psaume, sermon, messe, peche, pechees, benediction, esprit saint, jesus, christ, allah, ramadan, careme, communion, bapteme, foi, croyance, athee, vote, election, elections, gauche, droite, socialiste, manifestation, manif, militant, militante, syndicat, greve, origine, refugie`,
    0.7: 'doute, doutes, ame, esprit, ciel, saint, grace, parti, membre, culte, carnet',
  },
  es: {
    3: `mi fe, mi iglesia, mis oraciones, he rezado, rece, yo rezo, mi confesion, mi bautizo, mi conversion, perdi la fe, vote a, he votado, votado a, afiliada al, afiliado al, mi sindicato, delegada sindical, delegado sindical, mi religion, nuestra mezquita, nuestra parroquia, grupo de oracion, converti, mis ideas politicas, creo en dios,
      senor aqui, senor, rosario, comulgar, fui a misa, psoe, vox, comisiones obreras, ccoo, ugt, militante, delegada, delegado, huelga, agrupacion, votar a, cuaresma, testigos de jehova`,
    1.5: `dios, oracion, oraciones, rezar, iglesia, mezquita, sinagoga, templo, parroquia, pastor, cura, sacerdote, iman, rabino, biblia, coran, salmo, sermon, misa, pecado, pecados, bendicion, espiritu santo, jesus, cristo, ala, ramadan, cuaresma, comunion, bautizo, fe, creencia, ateo, atea, voto, votar, eleccion, elecciones, izquierda, derecha, socialista, manifestacion, activista, sindicato, huelga, origen, refugiado`,
    0.7: 'duda, dudas, alma, espiritu, cielo, santo, gracia, partido, miembro, culto',
  },
};
