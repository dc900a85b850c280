import type { Lexicon } from './lexicon.ts';

/** What speaks against a note being about its writer's own life: work, software, teaching material. Written by hand. */
export const workLexicon: Lexicon = {
  en: {
    2: `health check, health checks, memory leak, pods, schema, latency, uptime, endpoint, endpoints, json, fhir, hl7, kubernetes, docker, microservice, microservices`,
    1: `api, apis, server, servers, deploy, deployed, deployment, release, repo, repository, commit, branch, merge, function, functions, parameter, parameters, config, configuration, install, installed, package, packages, library,
      version, versions, bug, bugs, patch, user, users, customer, customers, stakeholder, stakeholders, sprint, backlog, roadmap, kpi, quarterly, okr, metrics, dashboard, agenda, action items, minutes, attendees, workflow, framework,
      documentation, module, file, files, directory, command, script, database, query, test suite, tests, spec, prototype, feature, features, feedback, slide, slides, deck, presentation, students, lesson, campaign, launch, vendor, budget, report, draft, copyright, license, software, interface, implementation, theorem, algorithm, memo, notebook, meeting, tool, tools, app, apps, code, design, designs, example, examples, however, therefore, interview, interviews, backup, backups, disk, screen, queue, data, team, system, systems, process, product, products, strategy, book, chapter, author, argument, readers, reader, essay, position, opening, board, panel, students, audience, brainstorm, tasks, task, programme, program, review, goal, goals, model, email, website, link, links, page, pages, phone call, article, articles, newsletter, podcast, summary,
      squat, squats, deadlift, reps, long run, easy run, taper, what went well, retrospective, flashcards, standup, rollout, pull request, tbsp, tsp, wireframes, candidate, estimate,
      scope,
      protein shake, new firmware, firmware, zigbee, automations, thermostat, burglars, insurance companies`,
  },
  de: {
    2: `endpoint, endpoints, json, fhir, hl7, kubernetes, docker, microservice, microservices`,
    1: `server, schnittstelle, deployment, release, repository, commit, branch, funktion, funktionen, parameter, konfiguration, installieren, installiert, paket, bibliothek, version, fehlerbericht, nutzer, anwender, kunden, sprint, backlog, roadmap,
      kennzahlen, quartal, dashboard, tagesordnung, protokoll, teilnehmer, besprechung, framework, dokumentation, modul, datei, dateien, verzeichnis, befehl, skript, datenbank, abfrage, tests, prototyp, feature, folien, prasentation, kampagne, lieferant, bericht, entwurf, lizenz, software, meeting, workshop,
      kniebeuge, bankdrucken, wiederholungen, tempolauf, intervalle, vorlesung, klausur, hausarbeit, besprochen, abnahme, meilenstein, meilensteine, rezept, esloffel, ofen, kapitel,
      autor, zusammenfassung, artikel`,
  },
  fr: {
    2: `endpoint, endpoints, json, fhir, hl7, kubernetes, docker, microservice, microservices`,
    1: `serveur, api, deploiement, version, depot, commit, branche, fonction, fonctions, parametre, parametres, configuration, installer, paquet, bibliotheque, bogue, utilisateur, utilisateurs, clients, sprint, backlog, feuille de route, indicateurs, trimestre, tableau de bord,
      ordre du jour, compte rendu de, participants, reunion, cadre, documentation, module, fichier, fichiers, repertoire, commande, script, base de donnees, requete, tests, prototype, fonctionnalite, diapositives, presentation, campagne, fournisseur, rapport, brouillon, licence, logiciel, atelier,
      squats, repetitions, series de, fractionne, cours magistral, examen blanc, livraison, prestataire, chapitre, auteur, article, recette, cuillere`,
  },
  es: {
    2: `endpoint, endpoints, json, fhir, hl7, kubernetes, docker, microservice, microservices`,
    1: `servidor, api, despliegue, version, repositorio, commit, rama, funcion, funciones, parametro, parametros, configuracion, instalar, paquete, biblioteca, error en, usuario, usuarios, clientes, sprint, backlog, hoja de ruta, indicadores, trimestre, tablero,
      orden del dia, acta, asistentes, reunion, marco, documentacion, modulo, archivo, archivos, directorio, comando, script, base de datos, consulta sql, pruebas, prototipo, funcionalidad, diapositivas, presentacion, campana, proveedor, informe, borrador, licencia, software, taller,
      sentadillas, repeticiones, apuntes, entrega, hito, hitos, capitulo, autor, articulo, receta, horno, cucharada`,
  },
};
