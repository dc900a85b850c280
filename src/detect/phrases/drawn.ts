import { hashWord } from './letters.ts';
import { listedWords, type PhraseLanguage } from './word-lists.ts';

/**
 * Words of the English list that hold sentences together. Of 2048 they are 4 %, so that a phrase holds none or one of
 * them; of what people write they are a third.
 */
const commonEnglish =
  `about above across after again all almost alone already also always among another any around because before behind
   below between beyond can either else enough few first good have into just kind later like little main more much must
   near need never next now off often once only open other over own rather same since small soon still such than that
   then there they this together toward under until upon use very way what when where will year you`.split(/\s+/);

let commonPlaces: ReadonlySet<number> | undefined;

function isCommon(place: number): boolean {
  commonPlaces ??= new Set(
    commonEnglish.map((word) => {
      const { numbers, places } = listedWords();
      return places.english[numbers.get(hashWord(word, 0, word.length)) ?? -1] ?? -1;
    }),
  );
  return commonPlaces.has(place);
}

/** Lists of Chinese are in the order of how common a character is: below this mean place stands a sentence. */
const leastMeanPlace = 400;

/**
 * True where words look drawn at random: hardly one twice, in no alphabetical order, no sentence. What is said against
 * them happens to fewer than one drawn phrase in five thousand.
 * @param places of at least twelve words in the language's list, which is in alphabetical order but for Chinese.
 */
export function isDrawn(language: PhraseLanguage, places: Int16Array): boolean {
  if (isOrdered(places) || new Set(places).size < places.length * 0.7) return false;
  if (language === 'english') return places.filter(isCommon).length < places.length * 0.4;
  if (language === 'simplifiedChinese' || language === 'traditionalChinese')
    return places.reduce((sum, place) => sum + place, 0) / places.length >= leastMeanPlace;
  return true;
}

/** True where nearly all words stand in rising, or in falling order. */
function isOrdered(places: Int16Array): boolean {
  let rising = 0;
  let falling = 0;
  for (let index = 1; index < places.length; index++) {
    const step = (places[index] as number) - (places[index - 1] as number);
    if (step > 0) rising += 1;
    else if (step < 0) falling += 1;
  }
  return Math.max(rising, falling) >= (places.length - 1) * 0.9;
}
