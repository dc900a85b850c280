import type { RuleText } from './rule-text.ts';

/** Secrets whose format is no vendor's: labels, addresses, key files, wallets. */
export const secretTexts = {
  'secret.age.identity': {
    title: 'age private key',
    advice: 'Make a new key with `age-keygen`, encrypt again what it protects, and keep it outside of the notes.',
  },
  'secret.bitcoin.extended-key': {
    title: 'Extended private key of a wallet (xprv)',
    advice: 'Move the funds to a wallet with a new recovery phrase: all of its keys follow from this one.',
  },
  'secret.bitcoin.wif': {
    title: 'Bitcoin private key (WIF)',
    advice: 'Move the funds of this address to a new one: whoever has the key can spend them.',
  },
  'secret.command.password': {
    title: 'Password in a command',
    advice: 'Change this password, and let the command ask for it or read it from a file that only you can read.',
  },
  'secret.database.connection-string': {
    title: 'Password in a database address',
    advice: 'Change the password of this database user, and take the address from the environment instead of a note.',
  },
  'secret.ethereum.keystore': {
    title: 'Encrypted Ethereum key (keystore)',
    advice: 'It is as safe as its password: keep both apart, and the file outside of what agents read.',
  },
  'secret.ethereum.private-key': {
    title: 'Private key in hexadecimal (Ethereum and others)',
    advice: 'Move what the account holds to a new one: whoever has the key can spend it.',
  },
  'secret.generic.code': {
    title: 'PIN or code',
    advice:
      'Move it to a password manager and leave a link to the entry here; change it if an agent has read this file.',
  },
  'secret.generic.password': {
    title: 'Password',
    advice:
      'Move it to a password manager and leave a link to the entry here; change it if an agent has read this file.',
  },
  'secret.generic.token': {
    title: 'Key or token',
    advice:
      "Move it to a password manager or to the app's own secret storage; replace it if an agent has read this file.",
  },
  'secret.http.credentials': {
    title: 'Sign-in data in a web request',
    advice:
      'Revoke this token or change this password where it was issued; take it from a password manager when it is needed.',
  },
  'secret.jwt': {
    title: 'Signed web token (JWT)',
    advice: 'Sign out the session or revoke the token where it was issued; until it expires it works like a password.',
  },
  'secret.monero.private-key': {
    title: 'Monero private key',
    advice: 'Move the funds to a new wallet; with the view key alone one sees what comes in.',
  },
  'secret.netrc.password': {
    title: 'Password in a .netrc file',
    advice: 'Change this password or token, and keep the file in the home folder, readable by you alone.',
  },
  'secret.nostr.private-key': {
    title: 'Nostr private key (nsec)',
    advice: 'Begin a new identity and say so from the old one: a key of Nostr can not be replaced.',
  },
  'secret.otpauth.uri': {
    title: 'One-time password seed',
    advice: 'Set up two-factor sign-in anew for this account: whoever has the seed can make its codes.',
  },
  'secret.password-export': {
    title: 'Exported passwords',
    advice:
      'Delete this file and its copies once they are imported elsewhere, and change what an agent has read of them.',
  },
  'secret.pgpass.password': {
    title: 'Password in a .pgpass file',
    advice: 'Change the password of this database user, and keep the file in the home folder, readable by you alone.',
  },
  'secret.plugin-settings': {
    title: "Key in a plugin's settings",
    advice:
      "Replace it where it was issued, and let the app keep it in its own secret storage (Obsidian has one since 1.11.4). The old value stays in git's history and in synchronised copies until it is removed there.",
  },
  'secret.private-key': {
    title: 'Private key',
    advice: 'Replace the key pair wherever its public half is trusted, and keep the new key outside of the notes.',
  },
  'secret.recovery-codes': {
    title: 'Recovery codes of an account',
    advice: 'Make new codes in the security settings of the account, and keep them in a password manager or on paper.',
  },
  'secret.recovery-phrase.bip39': {
    title: 'Recovery phrase of a wallet (BIP-39)',
    advice:
      'Move the funds to a wallet with a new phrase, and keep that one offline: whoever reads the words owns the wallet.',
  },
  'secret.solana.private-key': {
    title: 'Solana key pair',
    advice: 'Move what the account holds to a new one: whoever has the key can spend it.',
  },
  'secret.stellar.secret-seed': {
    title: 'Stellar secret seed',
    advice: 'Move what the account holds to a new one, or replace its signer: whoever has the seed can spend it.',
  },
  'secret.totp.seed': {
    title: 'Seed of one-time passwords (TOTP)',
    advice: 'Set up two-factor sign-in anew for this account: whoever has the seed can make its codes.',
  },
  'secret.url.credentials': {
    title: 'Password in a web address',
    advice: 'Change this password, and let the program ask a credential store for it.',
  },
  'secret.wifi.password': {
    title: 'Wi-Fi password in a QR code text',
    advice: 'Move it to a password manager; change the password of the network if it should stay private.',
  },
} as const satisfies Record<string, RuleText>;
