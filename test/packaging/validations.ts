import type { RuleId } from '../../src/core/rule-texts.ts';
import { idRows } from '../../src/detect/personal/keywords.ts';
import type { DocumentedRule } from '../../src/detect/rules/catalogue.ts';

const label =
  'a label of ten languages before it, in any notation; a value that is no placeholder, reference, hash, word or example';
const topic =
  'words, paths, findings and pairs of them add up, the less the longer the note; whether it is somebody’s own counts, pages about a subject and templates count against it: `cloister explain` prints the sum';
const mark = 'front matter, tags, properties and headlines as their apps read them; not in code';

/** How rules that are no rows of a table tell a hit from other text, half a sentence each. */
const told: Readonly<Partial<Record<RuleId, string>>> = {
  'note.crypt-open': 'a headline of Org with the tag `:crypt:` over text that is no PGP message',
  'note.personal': mark,
  'note.private': mark,
  'note.private-span': 'the marks stand outside of code; a fence that is not closed reaches to the end of the note',
  'personal.bic': 'eight or eleven characters with the code of a country, and a word beside it that says what it is',
  'personal.birth-date': 'a date that exists, behind words that say that somebody was born',
  'personal.card':
    'the range and length of its brand and the Luhn check digit; rare brands and lengths need a word beside it; numbers for tests are none',
  'personal.email': 'the form of an address with a top-level domain; samples, commit ids and remotes of git are none',
  'personal.iban': 'the length of its country and the check digits (ISO 7064, modulo 97)',
  'personal.ip-address': 'the range of each part; private, reserved and documentation networks are none',
  'personal.phone':
    'a number that exists in its country’s plan; without `+` a word beside it or a telephone’s grouping',
  'personal.wallet.bitcoin': 'base58check or Bech32 checksum',
  'personal.wallet.ethereum': 'the checksum in its capitals (EIP-55), or a word beside it',
  'secret.aws.secret-access-key':
    'forty random characters of base64 under a label, or near an access key id, with which it is one finding',
  'secret.bitcoin.wif': 'base58check checksum',
  'secret.command.password': 'the option of a command that takes a password, with a value that is none of an example',
  'secret.database.connection-string': 'a password between user and host of an address, or in its key-value form',
  'secret.ethereum.keystore': 'the members of the keystore format, version 3',
  'secret.ethereum.private-key': '64 hexadecimal digits under a label; keys that development networks print are none',
  'secret.generic.code': label,
  'secret.generic.password': label,
  'secret.generic.token': `${label}; and characters as machines make them, by a table of letters`,
  'secret.http.credentials': 'the header or option that carries them, with a value that decodes or is random',
  'secret.jwt': 'header and payload decode to JSON with an algorithm; expired ones are one level lower',
  'secret.monero.private-key': '64 hexadecimal digits under the label of a private key',
  'secret.netrc.password': 'machine, login and password in their order',
  'secret.password-export':
    'the header of a known export, or one with a password and two other columns, with rows beneath it',
  'secret.pgpass.password': 'five fields between colons, the second a port',
  'secret.plugin-settings':
    'the name of a setting in a plugin’s file; references to a keychain and sealed values are none',
  'secret.private-key': 'the header of the format and the key behind it; one that is encrypted is lower',
  'secret.recovery-codes': 'at least six lines of one shape under a label that says what they are',
  'secret.recovery-phrase.bip39':
    '12, 15, 18, 21 or 24 words of one list in their order; a right checksum is critical; published phrases are none',
  'secret.docker.registry-auth': 'base64 of a user, a colon and a password',
  'secret.solana.private-key': 'base58 or a list of 64 bytes, under a label or as a key pair that fits',
  'secret.stellar.secret-seed': 'CRC-16 checksum',
  'secret.totp.seed': 'base32 under a label of one-time passwords',
  'secret.url.credentials': 'a password between user and host of an address; examples and variables are none',
  'secret.wifi.password': 'the fields of a Wi-Fi code, or a label',
};

/** How hits of a rule are validated: what its rows say, or what is said here. Empty where neither says anything. */
export function validationsOf({ id, validations }: DocumentedRule): readonly string[] {
  if (validations.length > 0) return validations;
  const row = idRows.find((each) => each.id === id);
  if (row !== undefined) {
    const check = row.check === undefined ? 'its form' : 'its form and check digits';
    const word =
      row.formatted === undefined
        ? 'a word beside it must say what it is'
        : 'outside of its written form a word beside it must say what it is';
    return [`${check}; ${word}`];
  }
  const said = told[id] ?? (id.startsWith('note.') ? topic : undefined);
  return said === undefined ? [] : [said];
}
