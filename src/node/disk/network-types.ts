import type { Mount } from '../../stores/store.ts';

/** File systems whose files another machine keeps; the names of Linux, then those that macOS adds. */
const networkTypes = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'ncpfs',
  'ceph',
  'fuse.ceph',
  'glusterfs',
  'fuse.glusterfs',
  'lustre',
  'afs',
  'coda',
  'davfs',
  'fuse.davfs',
  'fuse.davfs2',
  'fuse.sshfs',
  'fuse.smbnetfs',
  'fuse.curlftpfs',
  'fuse.rclone',
  'fuse.google-drive-ocamlfuse',
  'fuse.onedriver',
  'fuse.s3fs',
  'fuse.gcsfuse',
  'smbfs',
  'afpfs',
  'webdav',
  'ftp',
  'macfuse_sshfs',
  'osxfuse_sshfs',
  'smb',
]);

/** Folders of the computer that this virtual machine or container runs on: no network, and a disk that is not seen. */
const hostTypes = new Set([
  '9p',
  'virtiofs',
  'vboxsf',
  'prl_fs',
  'fuse.vmhgfs-fuse',
  'vmhgfs',
  'drvfs',
  'fuse.prl_fsd',
]);

/** The type of a network file system, or undefined. davfs2 is plain `fuse` with a web address for its source. */
export function networkType(mount: Mount & { readonly options?: string }): string | undefined {
  const { type, source } = mount;
  if (networkTypes.has(type)) return type;
  if (type === 'fuse' && /^https?:\/\//i.test(source)) return 'davfs';
  // 9p mostly leads to the host; over tcp it may lead anywhere.
  return type === '9p' && /(?:^|,)trans=(?:tcp|rdma)(?:,|$)/.test(mount.options ?? '') ? type : undefined;
}

export function isHostShare(mount: Mount & { readonly options?: string }): boolean {
  return hostTypes.has(mount.type) && networkType(mount) === undefined;
}
