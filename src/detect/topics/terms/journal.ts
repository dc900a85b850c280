import type { Lexicon } from './lexicon.ts';

/** A diary's days and moods. English: what is missing in the fitted terms. Written by hand. */
export const journalLexicon: Lexicon = {
  en: {
    3: 'dear diary, grateful for, today i am, i miss him, i miss her, my heart, woke up, felt like crying, can t sleep, couldn t sleep, i cried',
    1.5: `diary, grateful, thankful, blessed, tired, exhausted, happy, proud, lonely, sad, nervous, cranky, restless, homesick, hungover, guilty, jealous, scared, ashamed,
      miss him, miss her, slept, slept badly, i slept, fell asleep, my mom, my mum, my dad, my mother, my father, my sister, my brother, my boyfriend, my girlfriend, my husband, my wife, my son,
      my daughter, my kids, my best friend, grandma, granny, mum, dad, mom, cried, laughed, hugged, argued, dinner with, lunch with, coffee with, went to bed,
      got up, got home, came home, all day, last night, this morning, tonight, this evening, felt good, feel good, feel better, i felt, i feel, i feel like, feeling, i hate, i love, i wish, i hope, i wonder,
      i realized, i realised, i want to be, myself, my life, my day, my mind, my body, my face, i don t know, don t know why, i guess, i missed, i dreamed, i dreamt, birthday, lazy day, rainy, walked home, cooked, my boss, coworker, coworkers, a nap, excited, frustrated, frustrating, stressed, stressful, disappointed, relieved, embarrassed, relaxed, relaxing, bored, enjoyed, had fun, dating, prayed, a prayer, loving, supportive, happiness, spent time, good time, with my family, with the family, with my friends, my friends, my friend, satisfied with, upset, watching tv, video games, my partner, my work, at work, made me feel, me happy, made me`,
    0.7: `today, yesterday, tomorrow, felt, feel, bed, sleep, morning, evening, night, day, weekend, sunday, saturday, dinner, breakfast, lunch, walk, walked, rain, sun, home, kitchen, couch, cat, dog, friends,
      friend, family, love, hate, smile, smiled, tears, hope, wish, afraid, anxious, worried, annoyed, angry, calm, quiet, lovely, beautiful, awful, weird, strange, alone, watched, watching, movie, tv, beer, wine, run, gym, workout, food, house, delicious, restaurant, game, shopping, bought, church, vacation, beach, pleasant, awful, awkward, tough, finally, kids, nap, fun, boss, dog walk, chicken, cooking, meal, snow, cold, doctor, hobby, woke, argument, date, career, caring, worry, stress, relax, enjoy`,
  },
  de: {
    3: `liebes tagebuch, tagebuch, dankbar fur, konnte nicht schlafen, habe geweint, schlecht geschlafen, vermisse ihn, vermisse sie, heute morgen, wachte auf, aufgewacht, bin ich aufgewacht,
      ich habe geweint, heule, liege wach, lag wach, konnte nicht einschlafen`,
    1.5: `dankbar, mude, mud, erschopft, glucklich, stolz, einsam, traurig, nervos, unruhig, eifersuchtig, vermisse, vermisst, geschlafen, eingeschlafen, schlafen, geweint, gelacht, umarmt, gestritten, meine mutter, mein vater, mama, papa, meine schwester, mein bruder,
      mein freund, meine freundin, mein mann, meine frau, mein sohn, meine tochter, oma, opa, ich fuhle, fuhle mich, fuhlte mich, gefuhlt, ich hasse, ich liebe, ich hoffe, ich wunsche, ich frage mich, frage mich, mein leben, mein tag, mein herz, ich weis nicht, weis nicht, keine lust, ins bett,
      aufgestanden, nach hause, heimgekommen, heute abend, gestern abend, den ganzen tag, spazieren, spaziergang, getraumt, traum, geburtstag, gekocht, gefruhstuckt, ausgeschlafen, gedanken, angst, wutend, sehnsucht, gerade nicht, irgendwie, ware gern, schlechtes gewissen, wir haben geredet, telefoniert, den kopf, kam mir, denke dauernd, vor mich hin,
      neidisch, neid, klein gefuhlt, macht mich, hat geholfen, ich merke, gemerkt, irgendwie war, keiner, niemand, allein, argere mich, uber mich, ich frage, fehlt mir, ich will, ich
      mochte, nehme mir vor, schwer, muss ich an, wir haben beide, ich sitze, sitze allein, ich liege, gelegen, mir ist, beerdigung, habe ich mich, hab ich mich, bin nicht, war ich, war
      heute, war es, ich hatte, mich nicht, ich bin, heimweh, erinnert, angerufen, besucht, geweint und`,
    0.7: `heute, gestern, morgen, abend, nacht, bett, tag, wochenende, sonntag, samstag, essen, fruhstuck, regen, sonne, zuhause, kuche, sofa, katze, hund, freunde, familie, lache, lacheln, tranen, hoffnung, ruhig, still, schon, schlimm, komisch, seltsam, allein, kaffee, wein, bier, film, wieder, irgendwann, endlich,
      mittags, nachmittags, morgens, abends, nudeln, suppe, fluss, fahrrad, wald, see, garten, kalt, warm, sommer, winter, weihnachten, freundin, leise, leben, gefreut, freude, musste,
      wollte`,
  },
  fr: {
    3: 'cher journal, journal intime, reconnaissante, reconnaissant, mal dormi, j ai pleure, bien dormi, il me manque, elle me manque, ce matin je, me suis reveillee, me suis reveille, ma journee',
    1.5: `fatiguee, fatigue, epuisee, epuise, heureuse, heureux, fiere, fier, seule, triste, nerveuse, nerveux, me manque, dormi, endormie, pleure, ri, rigole, embrasse, dispute, disputes, maman, papa, ma mere, mon pere, ma soeur, mon frere, mon copain, ma copine,
      mon mari, ma femme, mon fils, ma fille, mamie, papy, je me sens, me sens, me sentais, ressens, je deteste, j aime, j espere, je me demande, ma vie, mon coeur, je ne sais, sais pas, pas envie, au lit, me lever, levee, leve, rentree, rentre, a la maison, ce soir, hier soir, cette nuit, toute la journee, promenade, promenes, reve, cauchemar, anniversaire, cuisine, pensees, peur, colere, envie de, ce matin, j avais, j aimerais, on a joue, on a parle, on a ri, on a mange, on s est, merci pour, quand meme, rien a dire, tete ailleurs, je repense, tout simplement,
      je me suis, je n ai, j ai peur, j ai ri, j etais, je pense a, je pense, je me dis, je ne veux, je voudrais, il faudrait que, rien dit a, courage de, enterrement, je n arrive,
      dormir, on a dormi, vieux carnets, j ecris, pourquoi j ecris, presque contente, contente, content`,
    0.7: `aujourd hui, hier, demain, matin, soir, nuit, lit, journee, weekend, dimanche, samedi, diner, dejeuner, pluie, soleil, maison, canape, chat, chien, amis, famille, sourire, larmes, espoir, calme, silence, beau, belle, bizarre, etrange, cafe, vin, biere, film, enfin, tellement, un peu,
      soupe, marche, riviere, ete, hiver, noel, bus, fenetre, telephone, rires, ri, enfants, vide, chaleur, froid, neige, gris, grise`,
  },
  es: {
    3: 'querido diario, diario, agradecida, agradecido, dormi mal, no pude dormir, he llorado, llore, lo extrano, la extrano, me desperte, lo echo de menos, la echo de menos, he dormido mal, me he despertado',
    1.5: `cansada, cansado, agotada, agotado, feliz, orgullosa, orgulloso, sola, triste, nerviosa, nervioso, extrano, echo de menos, dormi, dormido, llorado, llorar, me rei, reimos, abrazo, discutimos, discutido, mama, papa, mi madre, mi padre, mi hermana, mi hermano, mi novio, mi novia, mi marido, mi mujer, mi hijo, mi hija, abuela, abuelo,
      me siento, me senti, sentirme, odio, me gusta, espero que, me pregunto, mi vida, mi dia, mi corazon, no se, no se si, sin ganas, a la cama, me levante, levantarme, a casa, llegue, esta noche, anoche, todo el dia, paseo, pasear, sone, sueno, pesadilla, cumpleanos, cocine, pensamientos, miedo, rabia, ganas de, esta manana, por fin, me da, ojala, jugamos, hablamos, cenamos, fuimos a, gracias por, nada que contar, la cabeza, sigo pensando,
      no salgo, me quede, me quedo, me puse, me sentia, me dolio, me acorde, me acuerdo, me gustaria, no me atrevo, me da miedo, pienso en, he pensado, no se que, que me pasa, enfadada,
      enfadado, enfado, estoy harta, estoy harto, lloro, nos reimos, me reia, hacia tiempo, quiero levantarme, quiero ser, entierro, vi una, he fregado, me arrepiento, llevo dias, echo
      de, discuti, discuti con, sin motivo, no salio, no sali`,
    0.7: `hoy, ayer, manana, tarde, noche, cama, dia, domingo, sabado, cena, desayuno, comida, lluvia, sol, casa, cocina, sofa, gato, perro, amigos, amigas, familia, sonrisa, lagrimas, esperanza, tranquila, tranquilo, silencio, bonito, bonita, raro, rara, cafe, vino, cerveza, pelicula, tanto, un poco,
      pueblo, radio, cancion, azotea, parque, techo, verano, invierno, navidad, calor, frio, nieve, oficina, abuelos, pan, ventana, mar, playa`,
  },
};
