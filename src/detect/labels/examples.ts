/**
 * Words that programs and their documentation write where a password would stand. A person's own password may be one of
 * them, but a note is not where that is worth telling; in a program it is an example or a default.
 */
const examples =
  /^(?:(?:my|your|the|a|some|super|very|new|old|user|root|admin|db|test|temp|default|demo|dummy|fake|mock|foo|bar|good|bad|wrong|invalid|secure|strong|top|plain|any|another|other|sample|initial|correct|right|real|strongly)*(?:pass(?:word|wd|wort|phrase|code)?|passw|pw|pwd|secret|token|key|apikey|credential|user|username|admin|root|test|foo|bar|baz|foobar|string|value|qwerty|abc|xyz|asdf|letmein|changeme|changeit|welcome|hunter|guest|postgres|mysql|example|sample|demo|dummy|hello|world|opensesame|sesame|secure|s|p|swordfish|xyzzy|none|null|undefined|true|false|required|optional)s?)+$/;

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** True where a text is one of these words, with digits and marks around it or in place of letters: `P@ssw0rd!23`. */
export function isExample(value: string): boolean {
  if (value.length > 40) return false;
  const bare = value.toLowerCase().replace(/[-_. ]/g, '');
  const trimmed = bare.replace(/^[\d\W]+|[\d\W]+$/g, '');
  if (trimmed !== '' && examples.test(trimmed)) return true;
  const read = bare.replace(/[013457@$!]/g, (mark) => leet[mark] ?? mark).replace(/^[\d\W]+|[\d\W]+$/g, '');
  const readTrimmed = trimmed.replace(/[013457@$!]/g, (mark) => leet[mark] ?? mark);
  return examples.test(read) || examples.test(readTrimmed) || /passw(?:or)?d/.test(read);
}
