import type { Language } from '../../../src/detect/topics/languages.ts';

/** Sentences of made-up notes about a writer's inner life, by language, one a line. */
export type Sentences = Readonly<Record<Language, string>>;

export const healthSentences: Sentences = {
  en: `Saw the rheumatologist this morning, she thinks it is early arthritis and not just the keyboard.
My ferritin came back at 11, so that explains the naps.
Started the new tablets on Monday, 20 mg at night, and woke up dizzy twice.
The MRI is booked for the 14th; I have to take the metal piercing out before.
Blood pressure 148/92 this morning, 139/88 after sitting down for ten minutes.
I keep getting these stabbing pains under the left ribs after lunch.
Dr said the mole on my back should come off, probably harmless, biopsy anyway.
Period was nine days late again and the cramps are worse than in spring.
The physio wants me to do the band exercises twice a day for the shoulder.
Still coughing after three weeks, the inhaler helps for an hour or so.
Asked about side effects, he said the nausea usually stops after ten days.
My knee swelled up after the hike and I could not get down the stairs.
Cholesterol is up, she wants to try diet first and then statins.
Migraine from four until midnight, took two triptans, lay in the dark.
Results: HbA1c 6.4 %, fasting glucose 118 mg/dl, thyroid fine.`,
  de: `Heute beim Hautarzt, das Muttermal am Rücken muss raus, er schickt es ein.
Mein Blutdruck lag morgens bei 152/95, nach den Tabletten bei 138/86.
Seit Dienstag nehme ich Ramipril 5 mg und huste nachts.
Die Schmerzen im Knie sind nach der Spritze erst schlimmer geworden.
Überweisung zum MRT liegt in der Küche, Termin am 14. um halb acht.
Laborwerte sind da: Ferritin 9, Vitamin D auch zu niedrig.
Die Ärztin meint, es könnte die Schilddrüse sein, TSH wird kontrolliert.
Wieder Migräne, diesmal mit Sehstörungen, um drei ins Bett.
Ich soll nüchtern kommen und die Medikamentenliste mitbringen.
Beim Treppensteigen bleibt mir die Luft weg, das war im Sommer nicht so.
Nach der OP sollte ich sechs Wochen nicht heben, halte mich nicht dran.
Der Ausschlag an den Armen juckt, die Salbe hilft bis mittags.
Meine Periode kam zwölf Tage zu spät, Krämpfe wie seit Jahren nicht.
Physio sagt, die Hüfte ist schief und deshalb tut der Rücken weh.
Krankgeschrieben bis Freitag, Fieber ist runter, Husten noch da.`,
  fr: `Vu la dermato ce matin, elle préfère enlever le grain de beauté et l'envoyer au labo.
Ma tension était à 15/9 au réveil, 13/8 après le comprimé.
Je prends le Lévothyrox 50 à jeun depuis lundi, toujours aussi fatiguée.
L'IRM du genou est prévue le 14, il faut que j'apporte les radios.
Les douleurs sous les côtes reviennent après chaque repas.
Prise de sang : ferritine à 9, vitamine D trop basse, le reste est correct.
Mon médecin pense à la thyroïde et veut refaire le dosage dans six semaines.
Encore une migraine avec aura, je suis restée dans le noir jusqu'au soir.
Mes règles ont dix jours de retard et j'ai des crampes terribles.
Le kiné me donne des exercices pour l'épaule, deux fois par jour.
Je tousse encore la nuit, la ventoline ne fait plus grand-chose.
Arrêt maladie jusqu'à vendredi, la fièvre est tombée.
Après l'opération je ne dois rien porter pendant six semaines.
Le cardiologue trouve des extrasystoles, rien de grave d'après lui.
L'ordonnance est renouvelée pour trois mois, effets secondaires à surveiller.`,
  es: `Hoy con la dermatóloga: quiere quitarme el lunar de la espalda y mandarlo a analizar.
La tensión me salió a 15/9 al levantarme y 13/8 después de la pastilla.
Desde el lunes tomo levotiroxina 50 en ayunas y sigo agotada.
La resonancia de la rodilla es el día 14, tengo que llevar las radiografías.
Me duele debajo de las costillas cada vez que como.
Analítica: ferritina 9, vitamina D baja, lo demás bien.
Mi médico sospecha del tiroides y repite el análisis en seis semanas.
Otra migraña con aura, pasé la tarde a oscuras.
La regla me vino con diez días de retraso y con unos calambres horribles.
El fisio me ha puesto ejercicios para el hombro dos veces al día.
Sigo con tos por las noches, el inhalador ya no me hace mucho.
Estoy de baja hasta el viernes, la fiebre ha bajado.
Después de la operación no puedo coger peso en seis semanas.
El cardiólogo ve extrasístoles, dice que nada grave.
Me han renovado la receta tres meses, ojo con los efectos secundarios.`,
};

export const therapySentences: Sentences = {
  en: `Session today was hard, I talked about Dad for the first time without making jokes.
She asked where in my body I feel it, and I said the throat.
I had another panic attack on the train and got out two stops early.
Homework: write down every time I say sorry for existing.
I do not know how to stop thinking that everybody would be better off without me.
We looked at the pattern again: I please, I resent, I disappear.
The antidepressants make me flat but at least I sleep.
I have been crying in the bathroom at work almost every day.
My therapist says it is not my job to save my mother.
I feel worthless whenever he does not answer, and I hate that I need him to.
I am scared that I will end up drinking again if I go to the wedding.
How do I tell my husband that I have not felt anything for months?
Told her about what happened when I was nine. She did not look away.
My anxiety is worst between four and six in the morning.
I cannot stop checking the locks, and it is getting longer every night.
We tried the inner child exercise; I felt silly, then I cried for ten minutes.`,
  de: `Heute Sitzung bei Frau N., zum ersten Mal über Papa geredet, ohne Witze zu machen.
Sie hat gefragt, wo im Körper ich das spüre, und ich habe Hals gesagt.
Wieder eine Panikattacke in der S-Bahn, zwei Stationen früher ausgestiegen.
Hausaufgabe: jedes Mal aufschreiben, wenn ich mich für nichts entschuldige.
Ich denke oft, dass es allen ohne mich besser ginge.
Das Muster nochmal angeschaut: anpassen, grollen, verschwinden.
Die Antidepressiva machen mich stumpf, aber ich schlafe wenigstens.
Ich heule fast jeden Tag auf der Toilette im Büro.
Meine Therapeutin sagt, es ist nicht meine Aufgabe, Mama zu retten.
Ich fühle mich wertlos, sobald er nicht antwortet.
Ich habe Angst, dass ich wieder trinke, wenn ich zur Hochzeit fahre.
Die Angst ist am schlimmsten zwischen vier und sechs Uhr morgens.
Ich kontrolliere jeden Abend länger, ob der Herd aus ist.
Die Übung mit dem inneren Kind war mir peinlich, dann habe ich geweint.
Seit Monaten spüre ich eigentlich nichts mehr, nur Leere.`,
  fr: `Séance difficile aujourd'hui, j'ai parlé de papa pour la première fois sans plaisanter.
Elle m'a demandé où je le sentais dans le corps, j'ai dit la gorge.
Encore une crise d'angoisse dans le métro, je suis descendue deux stations trop tôt.
Exercice pour la semaine : noter chaque fois que je m'excuse d'exister.
Je me dis souvent que tout le monde serait mieux sans moi.
On a revu le schéma : je fais plaisir, j'en veux, je disparais.
Les antidépresseurs m'éteignent, mais au moins je dors.
Je pleure presque tous les jours dans les toilettes du bureau.
Ma psy dit que ce n'est pas à moi de sauver maman.
Je me sens nulle dès qu'il ne répond pas.
J'ai peur de me remettre à boire si je vais au mariage.
L'angoisse est la pire entre quatre et six heures du matin.
Je vérifie les serrures de plus en plus longtemps chaque soir.
L'exercice de l'enfant intérieur m'a fait honte, puis j'ai pleuré.
Depuis des mois je ne ressens plus rien, juste du vide.`,
  es: `Sesión dura hoy, hablé de papá por primera vez sin hacer bromas.
Me preguntó en qué parte del cuerpo lo noto y dije la garganta.
Otro ataque de pánico en el metro, me bajé dos paradas antes.
Tarea para casa: apuntar cada vez que pido perdón por existir.
A veces pienso que todos estarían mejor sin mí.
Volvimos a mirar el patrón: complazco, me resiento, desaparezco.
Los antidepresivos me dejan plana, pero al menos duermo.
Lloro casi todos los días en el baño de la oficina.
Mi psicóloga dice que no me toca a mí salvar a mi madre.
Me siento inútil en cuanto él no contesta.
Tengo miedo de volver a beber si voy a la boda.
La ansiedad es peor entre las cuatro y las seis de la mañana.
Cada noche tardo más en comprobar las cerraduras.
El ejercicio de la niña interior me dio vergüenza y luego lloré.
Hace meses que no siento nada, solo vacío.`,
};

export const journalSentences: Sentences = {
  en: `Woke up before the alarm and lay there listening to the rain.
Mum called, we talked for an hour about nothing and it was lovely.
I was short with Tom at breakfast and felt bad about it all day.
Walked home along the river because I did not want to be inside yet.
Made the lentil thing again, burned it a little, ate it anyway.
I keep thinking about what she said at the party and whether she meant me.
So tired. I fell asleep on the couch with the cat on my legs.
Grateful for: coffee, the first warm evening, L. laughing until she hiccuped.
I wish I could be the kind of person who just decides things.
Went for a run, slow, but the light over the fields was ridiculous.
Cried a bit in the car, then bought flowers, then felt stupid about the flowers.
Tomorrow is the dentist and I am already nervous, as if I were six.
I miss him more on Sundays.
We played cards until one and nobody looked at a phone.
Work was fine, nothing to say about it, I was somewhere else in my head.
I don't know why I said yes to the weekend, I only want to sleep.`,
  de: `Vor dem Wecker aufgewacht und dem Regen zugehört.
Mama hat angerufen, wir haben eine Stunde über nichts geredet, das war schön.
Beim Frühstück war ich unfreundlich zu Tom und hatte den ganzen Tag ein schlechtes Gewissen.
Am Fluss entlang nach Hause gelaufen, weil ich noch nicht rein wollte.
Wieder die Linsen gekocht, etwas angebrannt, trotzdem gegessen.
Ich denke dauernd daran, was sie auf dem Fest gesagt hat und ob sie mich meinte.
So müde. Auf dem Sofa eingeschlafen, die Katze auf den Beinen.
Dankbar für Kaffee, den ersten warmen Abend und dass L. so lachen musste.
Ich wäre gern jemand, der einfach entscheidet.
Kleine Runde gelaufen, langsam, aber das Licht über den Feldern war unglaublich.
Im Auto ein bisschen geweint, dann Blumen gekauft, dann kam ich mir blöd vor.
Morgen Zahnarzt, ich bin jetzt schon nervös wie mit sechs.
Sonntags vermisse ich ihn am meisten.
Wir haben bis eins Karten gespielt und keiner hat aufs Handy geschaut.
Arbeit war okay, ich war mit dem Kopf woanders.
Warum habe ich für das Wochenende zugesagt, ich will nur schlafen.`,
  fr: `Réveillée avant le réveil, j'ai écouté la pluie.
Maman a appelé, on a parlé une heure de rien et c'était doux.
J'ai été sèche avec Tom au petit déjeuner et je m'en suis voulu toute la journée.
Rentrée à pied le long de la rivière parce que je n'avais pas envie d'être dedans.
J'ai refait les lentilles, un peu brûlées, mangées quand même.
Je repense à ce qu'elle a dit à la fête et si c'était pour moi.
Tellement fatiguée. Endormie sur le canapé avec le chat sur les jambes.
Merci pour le café, la première soirée tiède et le fou rire de L.
J'aimerais être quelqu'un qui décide, tout simplement.
Petit footing, lent, mais la lumière sur les champs était folle.
J'ai pleuré un peu dans la voiture, puis j'ai acheté des fleurs.
Demain le dentiste, j'ai déjà le ventre noué comme à six ans.
Il me manque surtout le dimanche.
On a joué aux cartes jusqu'à une heure et personne n'a regardé son téléphone.
Le travail, rien à dire, j'avais la tête ailleurs.
Pourquoi j'ai dit oui pour le week-end, je veux juste dormir.`,
  es: `Me desperté antes de la alarma y me quedé oyendo la lluvia.
Llamó mamá, hablamos una hora de nada y fue bonito.
Estuve borde con Tom en el desayuno y me sentí mal todo el día.
Volví a casa por el río porque no quería encerrarme todavía.
Hice otra vez las lentejas, un poco quemadas, me las comí igual.
Sigo pensando en lo que dijo ella en la fiesta y si iba por mí.
Qué cansada estoy. Me dormí en el sofá con el gato encima.
Gracias por el café, la primera noche templada y la risa de L.
Ojalá fuera de esas personas que deciden y ya.
Salí a correr, despacio, pero la luz sobre los campos era una locura.
Lloré un poco en el coche, luego compré flores, luego me sentí tonta.
Mañana dentista y ya estoy nerviosa como con seis años.
Los domingos le echo más de menos.
Jugamos a las cartas hasta la una y nadie miró el móvil.
En el trabajo nada que contar, yo tenía la cabeza en otro sitio.
No sé por qué dije que sí al fin de semana, solo quiero dormir.`,
};

export const relationshipsSentences: Sentences = {
  en: `We slept together again on Friday and neither of us has said a word about it since.
I think I am in love with her and she is seeing someone.
He wants an open relationship and I said I would think about it, I will not.
Found the messages on his phone. Eight months. A colleague.
Third date with the Hinge guy, we kissed at the tram stop.
We have not had sex since March and I do not miss it, which scares me.
My ex texted at two in the morning, I did not answer, I read it twelve times.
Told my sister that I am gay. She said she knew.
He moved out on Saturday, his toothbrush is still there.`,
  de: `Am Freitag wieder miteinander geschlafen und seitdem sagt keiner von uns ein Wort dazu.
Ich glaube, ich bin verliebt in sie, und sie hat jemanden.
Er will eine offene Beziehung, ich habe gesagt, ich überlege es mir.
Die Nachrichten auf seinem Handy gefunden. Acht Monate. Eine Kollegin.
Drittes Date mit dem Typen von Hinge, wir haben uns an der Haltestelle geküsst.
Seit März kein Sex mehr und mir fehlt nichts, das macht mir Angst.
Mein Ex hat um zwei geschrieben, ich habe nicht geantwortet.
Meiner Schwester gesagt, dass ich lesbisch bin. Sie wusste es.
Am Samstag ist er ausgezogen, die Trennung ist jetzt echt.`,
  fr: `On a encore couché ensemble vendredi et depuis personne n'en parle.
Je crois que je suis amoureuse d'elle, et elle a quelqu'un.
Il veut un couple libre, j'ai dit que j'allais réfléchir.
J'ai trouvé les messages sur son téléphone. Huit mois. Une collègue.
Troisième rendez-vous avec le mec de Tinder, on s'est embrassés à l'arrêt de tram.
Plus de sexe depuis mars et ça ne me manque pas, ça me fait peur.
Mon ex m'a écrit à deux heures du matin, je n'ai pas répondu.
J'ai dit à ma sœur que je suis lesbienne. Elle savait.
Il a quitté l'appartement samedi, la rupture est réelle maintenant.`,
  es: `El viernes nos acostamos otra vez y desde entonces nadie dice nada.
Creo que estoy enamorada de ella y ella está con alguien.
Quiere una relación abierta, le dije que lo pensaría.
Encontré los mensajes en su móvil. Ocho meses. Una compañera.
Tercera cita con el chico de Tinder, nos besamos en la parada.
Sin sexo desde marzo y no lo echo de menos, eso me asusta.
Mi ex me escribió a las dos de la mañana, no contesté.
Le dije a mi hermana que soy lesbiana. Ya lo sabía.
El sábado se fue de casa, la ruptura ya es de verdad.`,
};

export const beliefsSentences: Sentences = {
  en: `I prayed this morning for the first time since the funeral.
Our parish votes on the new pastor in May and I do not trust the process.
I voted for the greens this time and have not told my father.
I am not sure that I believe in God any more, but I miss the singing.
The union asked me to stand for shop steward, I said yes.
Quiet time: Psalm 13, how long, O Lord; I have no answer.
I want to convert before the wedding and my mother must not know.`,
  de: `Heute früh zum ersten Mal seit der Beerdigung gebetet.
Unsere Gemeinde wählt im Mai den neuen Pfarrer und ich traue dem Verfahren nicht.
Ich habe diesmal die Grünen gewählt und es Papa nicht gesagt.
Ich weiß nicht, ob ich noch an Gott glaube, aber mir fehlt das Singen in der Kirche.
Die Gewerkschaft hat mich gefragt, ob ich für den Betriebsrat kandidiere.
Stille Zeit: Psalm 13, wie lange noch, Herr; ich habe keine Antwort.
Ich will vor der Hochzeit konvertieren und Mutter darf es nicht wissen.`,
  fr: `J'ai prié ce matin pour la première fois depuis l'enterrement.
Notre paroisse choisit le nouveau pasteur en mai et je m'en méfie.
J'ai voté pour les verts cette fois et je ne l'ai pas dit à mon père.
Je ne sais plus si je crois en Dieu, mais le chant de la messe me manque.
Le syndicat m'a proposé d'être déléguée, j'ai dit oui.
Temps de prière : psaume 13, jusques à quand, Seigneur ; je n'ai pas de réponse.
Je veux me convertir avant le mariage et ma mère ne doit pas savoir.`,
  es: `Esta mañana recé por primera vez desde el funeral.
Nuestra parroquia elige pastor en mayo y no me fío del proceso.
Esta vez he votado a los verdes y no se lo he dicho a mi padre.
No sé si todavía creo en Dios, pero echo de menos cantar en misa.
El sindicato me pidió ser delegada y dije que sí.
Rato de oración: salmo 13, hasta cuándo, Señor; no tengo respuesta.
Quiero convertirme antes de la boda y mi madre no debe saberlo.`,
};
