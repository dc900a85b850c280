import { sha256 } from '@noble/hashes/sha2.js';

/** How many words a phrase has (BIP-39), the most first. */
export const phraseLengths: readonly number[] = [24, 21, 18, 15, 12];

/**
 * The entropy that a phrase stands for, as lower-case hex, or undefined where its checksum is wrong: 11 bits a word, of
 * which the last one in 33 are the first bits of the SHA-256 of those before
 * (https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki#generating-the-mnemonic).
 * @param words places in a list of 2048 words; as many as a phrase has.
 */
export function entropyOf(words: Int16Array): string | undefined {
  const checkBits = words.length / 3;
  const bytes = new Uint8Array((words.length * 11 - checkBits) / 8);
  let buffer = 0;
  let held = 0;
  let filled = 0;
  for (const word of words) {
    buffer = (buffer << 11) | word;
    held += 11;
    while (held >= 8 && filled < bytes.length) {
      held -= 8;
      bytes[filled++] = (buffer >>> held) & 255;
    }
    buffer &= (1 << held) - 1;
  }
  if ((sha256(bytes)[0] as number) >>> (8 - checkBits) !== buffer) return undefined;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * True for the entropy of a phrase that documentation prints: each byte alike, as in the vectors that all
 * implementations are tested with, or drawn once and published.
 */
export function isPublished(entropy: string): boolean {
  return entropy === entropy.slice(0, 2).repeat(entropy.length / 2) || published.has(entropy);
}

const published: ReadonlySet<string> = new Set([
  // https://github.com/trezor/python-mnemonic/blob/master/vectors.json
  '9e885d952ad362caeb4efe34a8e91bd2',
  '6610b25967cdcca9d59875f5cb50b0ea75433311869e930b',
  '68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c',
  'c0ba5a8e914111210f2bd131f3d5e08d',
  '6d9be1ee6ebd27a258115aad99b7317b9c8d28b6d76431c3',
  '9f6a2878b2520799a44ef18bc7df394e7061a224d2c33cd015b157d746869863',
  '23db8160a31d3e0dca3688ed941adbf3',
  '8197a4a47f0425faeaa69deebc05ca29c0a5b5cc76ceacc0',
  '066dca1a2bb7e8a1db2832148ce9933eea0f3ac9548d793112d9a95c9407efad',
  'f30f8c1da665478f49b001d94c5fc452',
  'c10ec20dc3cd9f652c7fac2f1230f7a3c828389a14392f05',
  'f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f',
  // https://archive.trufflesuite.com/docs/ganache/reference/cli-options/ (--wallet.deterministic)
  '92903465e029df56cab416a53b015396',
  // https://archive.trufflesuite.com/docs/truffle/how-to/use-the-truffle-dashboard/ and older pages of Truffle
  '2150f0816c6ad265db4dcacce69b6ef3',
]);
