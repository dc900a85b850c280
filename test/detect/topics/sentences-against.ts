import type { Sentences } from './sentences-self.ts';

/** Work notes, in the first person where people write so. */
export const workSentences: Sentences = {
  en: `I think we should split the migration into two releases and test the first one in staging.
My proposal is to drop the old endpoint and keep a redirect for a quarter.
Meeting with the design team at ten, I will bring the prototype.
We agreed that the report goes out on Thursday and that I write the summary.
I fixed the flaky test by waiting for the queue instead of sleeping.
My notes from the talk: start from the user's task, measure, then cut.
I need to ask the vendor for a new quote before the budget review.
Our roadmap for spring: search, import, then the mobile layout.
I read the paper on retrieval again and still do not buy the baseline.
Interview with a customer: she exports the table every Friday and sorts it by hand.
I prefer the second logo, the first one looks like a bank.
To do: answer the partners, update the slides, book the room for the workshop.
The students liked the anchor chart, I plan to add a storytelling part next week.
We saw a spike in errors after the deploy, rolled back, root cause was a missing index.
My takeaway: smaller pull requests, and no merge after four on Fridays.`,
  de: `Ich würde die Migration in zwei Releases teilen und das erste in Staging testen.
Mein Vorschlag: alten Endpunkt abschalten, Weiterleitung ein Quartal behalten.
Besprechung mit dem Design um zehn, ich bringe den Prototyp mit.
Wir haben vereinbart, dass der Bericht am Donnerstag rausgeht und ich die Zusammenfassung schreibe.
Ich habe den wackligen Test repariert, er wartet jetzt auf die Warteschlange.
Meine Notizen vom Vortrag: bei der Aufgabe anfangen, messen, dann kürzen.
Ich muss beim Lieferanten ein neues Angebot einholen, vor der Budgetrunde.
Unser Plan fürs Frühjahr: Suche, Import, dann die mobile Ansicht.
Ich habe das Paper nochmal gelesen und glaube die Vergleichswerte nicht.
Gespräch mit einer Anwenderin: sie exportiert die Tabelle jeden Freitag und sortiert von Hand.
To-do: den Partnern antworten, Folien aktualisieren, Raum für den Workshop buchen.
Nach dem Deployment mehr Fehler, zurückgerollt, es fehlte ein Index.`,
  fr: `Je propose de couper la migration en deux versions et de tester la première en préproduction.
Mon idée : retirer l'ancien point d'accès et garder une redirection un trimestre.
Réunion avec l'équipe design à dix heures, j'apporte le prototype.
On a convenu que le rapport part jeudi et que j'écris le résumé.
J'ai corrigé le test instable, il attend maintenant la file.
Mes notes de la conférence : partir de la tâche, mesurer, puis couper.
Je dois demander un nouveau devis au fournisseur avant la revue du budget.
Notre feuille de route pour le printemps : recherche, import, puis la vue mobile.
J'ai relu l'article et je ne crois toujours pas à la comparaison.
Entretien avec une utilisatrice : elle exporte le tableau chaque vendredi.
À faire : répondre aux partenaires, mettre à jour les diapositives, réserver la salle.
Pic d'erreurs après le déploiement, retour arrière, il manquait un index.`,
  es: `Propongo dividir la migración en dos versiones y probar la primera en preproducción.
Mi idea: quitar el punto de acceso viejo y dejar una redirección un trimestre.
Reunión con el equipo de diseño a las diez, yo llevo el prototipo.
Acordamos que el informe sale el jueves y que yo escribo el resumen.
Arreglé la prueba inestable, ahora espera a la cola.
Mis notas de la charla: empezar por la tarea, medir, luego recortar.
Tengo que pedir otro presupuesto al proveedor antes de la revisión.
Nuestra hoja de ruta para primavera: búsqueda, importación y luego la vista móvil.
He vuelto a leer el artículo y sigo sin creerme la comparación.
Entrevista con una usuaria: exporta la tabla cada viernes y la ordena a mano.
Pendiente: responder a los socios, actualizar las diapositivas, reservar la sala.
Pico de errores tras el despliegue, vuelta atrás, faltaba un índice.`,
};

/** Pages about health, money, law and the like: nobody's own. One page a paragraph. */
export const subjectPages: Sentences = {
  en: `Ferritin is a protein that stores iron. Low values point to iron deficiency, which causes fatigue, pale skin and hair loss. Reference ranges for adults are 15 to 150 µg/l in women and 30 to 400 µg/l in men. Doctors measure it together with transferrin saturation, because inflammation raises ferritin.
Migraine is a neurological disorder with recurring attacks of headache, often on one side, with nausea and sensitivity to light. About one in seven people has it. Treatment of attacks uses triptans or ibuprofen 400 mg; prevention uses beta blockers, topiramate or antibodies. Patients should keep a headache diary and limit tablets to ten days a month.
Cognitive behavioural therapy is a form of psychotherapy that treats depression, anxiety disorders and eating disorders. The therapist and the client examine thoughts, feelings and behaviour. Sessions last 50 minutes, and homework is part of the method. Studies show effects comparable to antidepressants.
Type 2 diabetes develops when the body no longer uses insulin well. Symptoms are thirst, frequent urination and blurred vision. HbA1c of 6.5 % or more confirms the diagnosis. Metformin is the first drug; the usual dose is 500 to 1000 mg twice daily. Diet and exercise lower blood pressure and weight.
This package provides tools for medical imaging. It reads DICOM files from MRI and CT scanners, converts them to other formats and shows them. Patients' names can be removed from the headers. See the manual for a list of supported modalities.
How mortgages work: the bank lends a share of the price, and the borrower pays interest and principal every month. Fixed rates protect against rising interest; variable rates may fall. Fees, insurance and taxes come on top. A typical deposit is 20 %.
A custody hearing decides where a child lives after a divorce. The court looks at the interest of the child, at the parents' work and at the bond to each of them. Lawyers may present witnesses. An appeal is possible within a month.
Journaling is the habit of writing down thoughts and feelings. Research suggests that gratitude journals improve sleep and mood. Beginners can start with three sentences every evening. Popular methods are morning pages, bullet journals and the one-line-a-day diary.`,
  de: `Ferritin ist ein Eiweiß, das Eisen speichert. Niedrige Werte deuten auf Eisenmangel, der müde macht und die Haut blass werden lässt. Der Normbereich liegt bei Frauen zwischen 15 und 150 µg/l. Ärzte bestimmen es zusammen mit der Transferrinsättigung, weil eine Entzündung den Wert erhöht.
Migräne ist eine neurologische Erkrankung mit wiederkehrenden Kopfschmerzen, oft einseitig, mit Übelkeit und Lichtempfindlichkeit. Etwa jeder Siebte leidet darunter. Behandelt werden Anfälle mit Triptanen oder Ibuprofen 400 mg, zur Vorbeugung dienen Betablocker. Patienten sollten ein Kopfschmerztagebuch führen.
Die kognitive Verhaltenstherapie ist eine Form der Psychotherapie gegen Depressionen, Angststörungen und Essstörungen. Therapeut und Patient betrachten gemeinsam Gedanken, Gefühle und Verhalten. Eine Sitzung dauert 50 Minuten, Hausaufgaben gehören dazu.
Eine Baufinanzierung besteht aus Darlehen, Zinsen und Tilgung. Die Bank verlangt meist 20 % Eigenkapital. Feste Zinsen schützen vor steigenden Raten. Dazu kommen Notar, Grunderwerbsteuer und Versicherung.
Das Sorgerecht regelt, wer für ein Kind entscheidet. Nach einer Scheidung behalten es meist beide Eltern. Das Gericht achtet auf das Wohl des Kindes; ein Anwalt ist Pflicht. Gegen das Urteil ist Beschwerde möglich.`,
  fr: `La ferritine est une protéine qui stocke le fer. Des valeurs basses indiquent une carence, qui provoque fatigue et pâleur. Les valeurs normales vont de 15 à 150 µg/l chez la femme. Les médecins la mesurent avec la saturation de la transferrine, car une inflammation l'augmente.
La migraine est une maladie neurologique avec des crises de maux de tête, souvent d'un seul côté, avec nausées et gêne à la lumière. Une personne sur sept en souffre. Le traitement repose sur les triptans ou l'ibuprofène 400 mg ; en prévention on utilise des bêtabloquants. Les patients tiennent un agenda des crises.
La thérapie cognitive et comportementale est une forme de psychothérapie utilisée contre la dépression et l'anxiété. Le thérapeute et le patient examinent pensées, émotions et comportements. Une séance dure 50 minutes.
Un crédit immobilier se compose du capital, des intérêts et de l'assurance. La banque demande en général 20 % d'apport. Un taux fixe protège contre la hausse. S'y ajoutent les frais de notaire et les impôts.
La garde des enfants est décidée par le juge après un divorce. Le tribunal regarde l'intérêt de l'enfant. Un avocat est obligatoire ; un appel est possible dans le mois.`,
  es: `La ferritina es una proteína que almacena hierro. Los valores bajos indican una carencia, que causa fatiga y palidez. Los valores normales van de 15 a 150 µg/l en mujeres. Los médicos la miden junto con la saturación de transferrina, porque la inflamación la aumenta.
La migraña es una enfermedad neurológica con crisis de dolor de cabeza, a menudo de un solo lado, con náuseas y molestia ante la luz. Una de cada siete personas la padece. El tratamiento usa triptanes o ibuprofeno 400 mg; para prevenir se usan betabloqueantes. Los pacientes deben llevar un diario de las crisis.
La terapia cognitivo-conductual es una forma de psicoterapia contra la depresión y la ansiedad. Terapeuta y paciente examinan pensamientos, emociones y conductas. Una sesión dura 50 minutos.
Una hipoteca se compone de capital, intereses y seguro. El banco suele pedir el 20 % de entrada. El tipo fijo protege de las subidas. Se añaden notario e impuestos.
La custodia de los hijos la decide el juez tras un divorcio. El juzgado mira el interés del menor. El abogado es obligatorio y cabe recurso en un mes.`,
};
