/* What encrypts and decrypts: loaded by the command and the editor when something is sealed for the first time. */

export {
  newIdentity,
  openSealed,
  openStream,
  recipientOf,
  sealBytes,
  sealStream,
  unsealBytes,
  unwrapIdentity,
  wrapIdentity,
} from './node/seal/age.ts';
