/** The languages that terms are written in. */
export const languages = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof languages)[number];

/** Everyday words that tell the four languages apart, in plain letters. None stands in two of the lists. */
export const everydayWords: Readonly<Record<Language, string>> = {
  en: `the and of to was with for that this it is are have had not but from they what when which would there been she his
    her has were will you by at be or if then about after i my`,
  de: `der die das und ist nicht ein eine mit fur auf den dem von zu sich auch ich wir war hat haben wird bei nach noch
    aber wie oder im am zum zur uber vom sie er es wenn dass heute`,
  fr: `le les des et est une dans pour que qui pas sur avec au aux ce cette il elle nous vous je ai sont ete plus mais ont
    du par etait etre fait tout apres`,
  es: `el los las y una del con para que por se su al lo como mas pero sus fue ha son esta este muy hay cuando desde
    sin sobre donde ya hoy tengo estoy le`,
};

/** Words in which a writer speaks of themselves, in plain letters. Spanish says it with the verb alone. */
export const firstPerson: Readonly<Record<Language, string>> = {
  en: 'i me my mine myself',
  de: 'ich mich mir mein meine meinen meinem meiner meines habe hab bin muss',
  fr: 'je j moi ma mon m mes',
  es: `yo me mi mis conmigo estoy tengo soy fui siento quiero creo hice estuve puedo voy tuve estaba senti era pense
    necesito intento llevo he hice dije vi voy hago digo llamo debo pido cobro gano salgo vivo creia queria hablo tome
    llore llame pedi volvi sali lei escribi recuerdo prefiero deseo rezo rece`,
};

/** Words that speak of one other person: a record about somebody has many, a page about a subject has few. */
export const thirdPerson: Readonly<Record<Language, string>> = {
  en: 'he she his her him himself herself',
  de: 'er ihm ihn seine seiner seinen ihre ihrer ihren',
  fr: 'il elle lui sa son',
  es: 'ella su sus',
};

/** Words in which a writer speaks of themselves and others. */
export const firstPersonPlural: Readonly<Record<Language, string>> = {
  en: 'we our us ourselves',
  de: 'wir uns unser unsere unseren unserem unserer',
  fr: 'nous notre nos on',
  es: 'nos nosotros nosotras nuestro nuestra nuestros nuestras fuimos estamos hemos tenemos',
};

/** Words of one's own day: many write a diary without a single "I". */
export const ownDay: Readonly<Record<Language, string>> = {
  en: 'today,yesterday,tonight,this morning,this evening,last night,woke,slept,felt,went to bed,got up,came home,went home,took a nap,cried,dr said,came back,don t tell,don t forget,don t write,don t mention,this week,since friday,since monday,weighed myself,third night,so tired,told me,told him,told her',
  de: 'heute,gestern,heute morgen,heute abend,gestern abend,aufgewacht,geschlafen,aufgestanden,eingeschlafen,gefuhlt,geweint,morgens,wieder,krankgeschrieben,seit gestern,seit freitag,seit montag,seit dem wochenende,gesessen,nicht vergessen,nichts unterschreiben,nicht erzahlen,nicht weitersagen',
  fr: 'aujourd hui,hier,hier soir,ce matin,ce soir,cette nuit,reveillee,reveille,dormi,levee,rentree,rentre,endormie,pleure,on a,encore,depuis hier,cette semaine,ne pas repondre,ne rien signer,ne plus repondre,ne rien dire,ne pas dire,garder tous',
  es: 'hoy,ayer,anoche,esta manana,esta noche,esta tarde,desperte,dormi,levante,llegue,llore,me dormi,sali a,volvi a,otra vez,desde ayer,esta semana,de baja,no hablar con,no contestar,no firmar,no decir,pedir cita,guardar los,firme',
};
