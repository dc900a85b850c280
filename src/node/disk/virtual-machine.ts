import type { SystemFiles } from './system-files.ts';

/** Makers of machines that are none, as they stand in `/sys/class/dmi/id/sys_vendor` (those that systemd-detect-virt knows). */
const makers =
  /^(?:QEMU|KVM|VMware|innotek GmbH|Oracle Corporation|VirtualBox|Xen|Bochs|Parallels|BHYVE|Hyper-V|Amazon EC2|Google|DigitalOcean|Hetzner|OpenStack|Alibaba Cloud|Apple Virtualization)/i;

/** True where the system runs on a host that may encrypt its disks without telling. */
export function isVirtualMachine(files: SystemFiles): boolean {
  const names = ['sys_vendor', 'bios_vendor'].map((name) => files.line(`/sys/class/dmi/id/${name}`) ?? '');
  const product = files.line('/sys/class/dmi/id/product_name') ?? '';
  const hypervisor = files.line('/sys/hypervisor/type');
  return hypervisor !== undefined || product === 'Virtual Machine' || names.some((name) => makers.test(name));
}
