import type { RuleText } from './rule-text.ts';

/** What lies open on a disk: stores, and what lies around and below them. The advice of an app's own stands in its store. */
export const storeTexts = {
  'disk.not-detected': {
    title: 'No encryption of this disk was detected',
    advice:
      'Whoever has the disk can read what lies on it. Switch on FileVault, BitLocker or LUKS; on a rented or virtual machine ask who runs it, since its host may encrypt the disk.',
  },
  'disk.not-fully': {
    title: 'This disk is not fully encrypted yet',
    advice: 'Let the encryption finish, or switch its protection on again.',
  },
  'disk.swap': {
    title: 'Swap space in which no encryption was detected',
    advice: 'What a program holds in memory may be written there: encrypt the swap space, or use zram.',
  },
  'disk.hibernation': {
    title: 'Hibernation writes all of the memory to a place in which no encryption was detected',
    advice: 'Encrypt the swap space that it is written to, or switch hibernation off.',
  },
  'store.ai.committed': {
    title: "An AI app's memory is kept in a git repository",
    advice:
      'Take it out of the repository with `git rm --cached`, add it to .gitignore, and look at `cloister history`.',
  },
  'store.ai.credentials': {
    title: "An AI app's credentials in plain text",
    advice: 'Replace the key, keep it in the system keychain where the app can, and let nobody else read the file.',
  },
  'store.ai.plaintext': {
    title: "An AI app's memory in plain text",
    advice: 'What it read of your notes stands there too: set a short retention, and delete what is old.',
  },
  'store.ai.synced': {
    title: "An AI app's memory in a synced folder",
    advice: 'Leave it out of the sync: what the app read is copied to the provider and to every other device.',
  },
  'store.backup': {
    title: 'Backup of notes in plain text',
    advice: 'Encrypt it, or delete it once it is not needed. Deleting does not erase it on a solid-state disk.',
  },
  'store.notes.committed': {
    title: 'Notes in plain text in a git repository with a remote',
    advice:
      'Everybody who can read the remote reads what was pushed: make sure that it is private, or encrypt with git-crypt.',
  },
  'store.notes.key': {
    title: 'The key of encrypted notes lies beside them in plain text',
    advice:
      'Whoever copies both can read them: let the app keep its key in the system keychain, or encrypt the disk below.',
  },
  'store.notes.partly': {
    title: 'Some notes of this store are in plain text',
    advice: 'Encrypt the rest of them in the app, or the disk below.',
  },
  'store.notes.plaintext': {
    title: 'Notes in plain text',
    advice: 'Encrypt the disk, or the folder with Cryptomator, gocryptfs or `cloister seal`.',
  },
  'store.notes.synced': {
    title: 'Notes in plain text in a synced folder',
    advice: 'The provider can read them: encrypt before the sync, with Cryptomator or gocryptfs.',
  },
  'store.notes.unlocked': {
    title: 'An encrypted store stands open',
    advice: 'Everything that you start can read it now, agents too: lock it when you do not work in it.',
  },
  'store.network': {
    title: 'A store on a network file system',
    advice:
      'Its server, and whoever listens on the way, may read it: use a file system that encrypts, or keep it here.',
  },
  'store.passwords.plaintext': {
    title: 'Export of a password manager in plain text',
    advice: 'Import it where it belongs, then delete it and empty the trash; change the passwords if it was synced.',
  },
  'store.readable': {
    title: 'A store that others of this machine can read',
    advice: 'Take the permission away.',
  },
  'store.temporary': {
    title: 'A store in a folder for temporary files',
    advice: 'Others can list that folder, and it may be emptied at any time: move it into your home folder.',
  },
} as const satisfies Record<string, RuleText>;
