/**
 * Medicines by their international names (https://www.who.int/teams/health-product-and-policy-standards/inn), as stems:
 * their endings are what the languages differ in. A sign of health in every language.
 */
export const drugs = `sertrali*, fluoxeti*, citalop*, escitalo*, paroxet*, venlafa*, duloxet*, mirtaza*, bupropi*, trazodo*, amitrip*, quetiap*, olanzap*,
  risperi*, aripipr*, haloper*, lamotri*, valproa*, carbamaz*, levetira*, lorazep*, diazepa*, alprazo*, clonaze*, zolpide*, methylphenid*, metilfenid*, amphetam*,
  amoxici*, amoxicil*, azithro*, azitro*, ciproflo*, doxycyc*, cephale*, cefalex*, cefurox*, clindam*, penicil*, vancomy*, metronid*, acyclov*, aciclov*, ibuprof*, naproxe*, diclofe*,
  tramado*, oxycodo*, hydrocodo*, hydromor*, morphin*, morfina, fentany*, gabapen*, pregaba*, sumatri*, rizatri*, topiram*, propran*, metopro*, bisopro*, atenolo*,
  carvedi*, ramipri*, lisinop*, enalapr*, captopr*, losarta*, valsart*, candesa*, amlodip*, furosem*, torasem*, hydrochlo*, spironol*, atorvas*, simvast*, rosuvas*, digoxin*,
  warfari*, heparin*, apixaba*, rivarox*, clopido*, metform*, glipizi*, semaglu*, liraglu*, ozempic, levothy*, levotir*, predni*, hydrocor*, dexamet*, methotr*, metotre*,
  adalimu*, inflixi*, rituxim*, omepraz*, pantopr*, esomepr*, ondanse*, loperam*, salbuta*, albuter*, montelu*, budeson*, fluticas*, cetiriz*, loratad*, fexofen*, tamoxif*,
  letrozo*, cisplat*, paclita*, finaste*, tamsulo*, sildena*, isotret*, progeste*, estradi*, testost*, allopur*, colchic*, acetamin*, benadryl, tylenol, advil, aspirin*, xanax, ativan, valium, ritalin, adderall`;
