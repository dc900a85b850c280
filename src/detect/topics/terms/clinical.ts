/**
 * The Greek and Latin of medicine, as stems that English, German, French and Spanish share once accents are gone.
 * A sign of health in every language. Stems that software or trade use as well are left out. Written by hand.
 */
export const clinicalStems = `hyperten*, hypoten*, hyperli*, hypergl*, hypogly*, hypothyr*, hyperthy*, cardiom*, myocard*, miocard*, gastroes*, gastroen*, gastriti*, cholecys*, choleli*, colecist*,
  cellulit*, fibroid*, fibromy*, fibromial*, neuropat*, nephropa*, nefropa*, retinop*, arthropl*, adenocarc*, carcinom*, karzinom*, melanom*, lymphom*, linfoma*, leukemi*, leucemi*, leukami*,
  osteoart*, osteopor*, arthrit*, artritis, dermatit*, eczema*, psoria*, bronchi*, bronqui*, pneumon*, neumon*, tubercu*, appendic*, apendic*, diverti*, pancrea*, pankrea*, hepatit*, cirrhos*, cirrosi*,
  dysphag*, disfagi*, dyspnea*, dyspnoe*, disnea*, hemopty*, hematem*, haemat*, hematur*, tachyca*, taquicar*, bradyca*, arrhyth*, arritmi*, atrial*, ventricul*, stenosi*, estenos*, embolis*, emboli*,
  thrombo*, trombos*, ischemi*, ischami*, isquemi*, infarct*, epilep*, sclerosi*, sklerose*, esclero*, dementi*, demence*, demenz*, demencia*, alzheim*, parkins*, schizoph*, esquizof*, laparos*, endosco*, endosko*, arthros*, artrosc*,
  radiogr*, tomogra*, scintig*, biopsi*, malign*, metasta*, edemat*, oedeme*, effusio*, diaphor*, antibio*, anticoag*, antikoag*, analges*, anesthe*, anesthes*, anastes*, anestes*, transplan*, dialys*, dialisis, catarac*, katarak*, catarat*,
  glaucom*, tinnitu*, acufeno*, syncop*, sincope*, diabet*, insulin*, cholest*, colester*, triglyc*, trigluc*, hemoglo*, haemogl*, hamoglo*, ferriti*, prostat*, ovarian*, menstru*, menopau*,
  obstetr*, neonat*, pediatr*, paediatr*, perinat*, cesarea*, caesarea*, chirurg*, quirurg*, postope*, preoper*, subcutan*, intraven*, intramus*, bilater*, abdomin*, thoraci*, thorax*, lumbar*, cervical*, inguinal*,
  sinusit*, rhinitis, rinitis, otitis*, conjunct*, tonsill*, amigdal*, pharyng*, faringi*, hernia*, fractur*, luxacio*, menisc*, cruciate*, tendini*, scolios*, escolios*, sciatic*, ischias*, tonsillec*, hysterec*, colecto*, mastect*, resectio*, emphyse*, enfisem*, angina, coronar*, catheter*,
  urinar*, vaginal*, uterus*, seizur*, transfus*, resuscit*, palliat*, genital*, afebril*, mammogr*, mamogr*, oncolog*, onkolog*, cardiolog*, kardiolog*, dermatolog*, neurolog*, gynecolog*, gynaecolog*, gynakolog*, ginecolog*,
  urolog*, gastroenterolog*, endocrin*, endokrin*, endometr*, rheumat*, reumat*, rhumat*, hypertrop*, palpitat*, palpitaci*, menorrh*, nausea*, sepsis, cardiovasc*, respirat*, ultraso*, ecograf*, echograph*, anemia, anamie, anemie, asthma*, migran*, migrain*, glucose, glucosa, chemother*, chimiother*, quimioter*, inflamm*, inflam*, vomiti*, vomito*`;
