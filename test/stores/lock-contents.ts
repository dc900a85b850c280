/** What encrypting programs write, after their documentation or as they wrote it once. */
import { randomBytes } from 'node:crypto';

/** How a configuration of CryFS 0.11.3 begins; to make one costs it ten seconds. */
export const cryfsConfiguration = Buffer.from(
  'Y3J5ZnMuY29uZmlnOzE7c2NyeXB0ADAAAAAAAAAAAAAQAAAAAAAEAAAACAAAAEaM+rDlENqSAhVH3wBj0NLtHvlScByK/4Dr+DCQq6jph7dmocKHx6P3TAjKZKSt8nYe/2A0uf4FrJFLp0eDfDRB2Qr0RNF8tmHd56igiZAqVKEI457wX7YpFtvsQhm0owpgYVDe4OcuZy7FzBfCKa2f/8lnmlRKzE3s+KfGRlkqo6p5T1SyoHan7OrNpN57/CtNQl0z5HA2I8QDQ8HhGg4UE7OEufRpBmtk+tG1ieEYPZATroz4P1nODWTRkCEMtG7luwdG33kMNE51YYYvq7NEzk6yUSoHO+9eX2Qgw5HrzN7i87rgfOYbAL1biWz1fsreNruP6ztlEhmETdlj',
  'base64',
);

/** `vault.cryptomator` of format 8 (docs.cryptomator.org, "Vault"): a JSON Web Token. */
export function cryptomatorToken(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const header = { kid: 'masterkeyfile:masterkey.cryptomator', typ: 'JWT', alg: 'HS256' };
  const claims = { jti: 'made-up', format: 8, cipherCombo: 'SIV_GCM', shorteningThreshold: 220 };
  return `${part(header)}.${part(claims)}.${randomBytes(32).toString('base64url')}`;
}

export function cipherText(): string {
  return randomBytes(90).toString('base64');
}

/** A whole note that the Obsidian plugin Meld Encrypt sealed. */
export function meldNote(hint: string): string {
  return JSON.stringify({ version: '2.0', hint, encodedData: cipherText() });
}

/** `.encfs6.xml` that EncFS 1.9.5 wrote for a password of the tests; to make one takes a mount. */
export const encfsConfiguration = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE boost_serialization>
<boost_serialization signature="serialization::archive" version="7">
    <cfg class_id="0" tracking_level="0" version="20">
        <version>20100713</version>
        <creator>EncFS 1.9.5</creator>
        <cipherAlg class_id="1" tracking_level="0" version="0">
            <name>ssl/aes</name>
            <major>3</major>
            <minor>0</minor>
        </cipherAlg>
        <nameAlg>
            <name>nameio/block</name>
            <major>4</major>
            <minor>0</minor>
        </nameAlg>
        <keySize>192</keySize>
        <blockSize>1024</blockSize>
        <plainData>0</plainData>
        <uniqueIV>1</uniqueIV>
        <chainedNameIV>1</chainedNameIV>
        <externalIVChaining>0</externalIVChaining>
        <blockMACBytes>0</blockMACBytes>
        <blockMACRandBytes>0</blockMACRandBytes>
        <allowHoles>1</allowHoles>
        <encodedKeySize>44</encodedKeySize>
        <encodedKeyData>
XVcemrIaDZuAuri6yghC1O1cP9awnse0hO114Q4Rfok8VkwKdDlUau2cT98=
</encodedKeyData>
        <saltLen>20</saltLen>
        <saltData>
vkeWeGCuAdhrN3LiqYx8e61kCzY=
</saltData>
        <kdfIterations>347844</kdfIterations>
        <desiredKDFDuration>500</desiredKDFDuration>
    </cfg>
</boost_serialization>
`;
