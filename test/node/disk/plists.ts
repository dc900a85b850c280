/** A property list as Apple's programs write it, out of the lines between its dictionary's tags. */
export function plist(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
${body}
</dict>
</plist>
`;
}

/** `diskutil info -plist`: of its keys those that say something about encryption, and some others. */
export function diskInfo(facts: Readonly<Record<string, boolean>>): string {
  const flags = Object.entries(facts).map(([key, value]) => `\t<key>${key}</key>\n\t<${value}/>`);
  return plist(`\t<key>FilesystemType</key>
\t<string>apfs</string>
\t<key>VolumeName</key>
\t<string>Notes &amp; more</string>
\t<key>TotalSize</key>
\t<integer>494384795648</integer>
\t<key>RecoveryDeviceIdentifier</key>
\t<string></string>
${flags.join('\n')}`);
}

/** `diskutil apfs list -plist`, with one container; the keys of each volume are those that macOS 10.15 to 15 print. */
export function apfsList(volumes: Readonly<Record<string, { readonly migrates: boolean }>>): string {
  const all = Object.entries(volumes).map(
    ([device, { migrates }]) => `\t\t\t\t<dict>
\t\t\t\t\t<key>APFSVolumeUUID</key>
\t\t\t\t\t<string>00000000-0000-4000-8000-000000000001</string>
\t\t\t\t\t<key>CapacityInUse</key>
\t\t\t\t\t<integer>461308219392</integer>
\t\t\t\t\t<key>CryptoMigrationOn</key>
\t\t\t\t\t<${migrates}/>
\t\t\t\t\t<key>DeviceIdentifier</key>
\t\t\t\t\t<string>${device}</string>
\t\t\t\t\t<key>Encryption</key>
\t\t\t\t\t<true/>
\t\t\t\t\t<key>FileVault</key>
\t\t\t\t\t<true/>
\t\t\t\t\t<key>Locked</key>
\t\t\t\t\t<false/>
\t\t\t\t\t<key>Roles</key>
\t\t\t\t\t<array/>
\t\t\t\t</dict>`,
  );
  return plist(`\t<key>Containers</key>
\t<array>
\t\t<dict>
\t\t\t<key>ContainerReference</key>
\t\t\t<string>disk3</string>
\t\t\t<key>Fusion</key>
\t\t\t<false/>
\t\t\t<key>Volumes</key>
\t\t\t<array>
${all.join('\n')}
\t\t\t</array>
\t\t</dict>
\t</array>`);
}

/** `hdiutil info -plist`, with one image that is attached. */
export function imageInfo(path: string, isEncrypted: boolean, device: string): string {
  return plist(`\t<key>framework</key>
\t<string>671</string>
\t<key>images</key>
\t<array>
\t\t<dict>
\t\t\t<key>image-encrypted</key>
\t\t\t<${isEncrypted}/>
\t\t\t<key>image-path</key>
\t\t\t<string>${path}</string>
\t\t\t<key>system-entities</key>
\t\t\t<array>
\t\t\t\t<dict>
\t\t\t\t\t<key>content-hint</key>
\t\t\t\t\t<string>GUID_partition_scheme</string>
\t\t\t\t\t<key>dev-entry</key>
\t\t\t\t\t<string>${device}</string>
\t\t\t\t</dict>
\t\t\t</array>
\t\t</dict>
\t</array>
\t<key>revision</key>
\t<string>671.60.1</string>`);
}

/** `bplist00` of a dictionary of truth values, laid out as CFBinaryPList.c does: objects, offsets, trailer. */
export function binaryPlist(flags: Readonly<Record<string, boolean>>): Buffer {
  const keys = Object.keys(flags);
  const objects = [
    Buffer.from([0xd0 | keys.length, ...keys.map((_, at) => 1 + at), ...keys.map((_, at) => 1 + keys.length + at)]),
    ...keys.map((key) =>
      Buffer.concat([
        Buffer.from(key.length < 15 ? [0x50 | key.length] : [0x5f, 0x10, key.length]),
        Buffer.from(key, 'latin1'),
      ]),
    ),
    ...keys.map((key) => Buffer.from([flags[key] === true ? 0x09 : 0x08])),
  ];
  const offsets: number[] = [];
  let at = 8;
  for (const object of objects) {
    offsets.push(at);
    at += object.length;
  }
  const trailer = Buffer.alloc(32);
  trailer[6] = 1;
  trailer[7] = 1;
  trailer.writeBigUInt64BE(BigInt(objects.length), 8);
  trailer.writeBigUInt64BE(BigInt(at), 24);
  return Buffer.concat([Buffer.from('bplist00'), ...objects, Buffer.from(offsets), trailer]);
}
