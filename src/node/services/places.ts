import type { AuditMachine } from '../audit/machine.ts';
import { expandPlace as expand, fitting } from '../audit/places.ts';
import type { ServiceFiles } from './service-files.ts';

/** More places than this are no configuration. */
const most = 1000;
const vault = '{vault}';

/**
 * The paths that a place of a service's table stands for, there or not; a `*` is a name that is there.
 * @param folders what `{vault}` stands for
 */
export function expandPlace(
  place: string,
  machine: AuditMachine,
  files: ServiceFiles,
  folders: readonly string[],
): readonly string[] {
  const paths = place.startsWith(vault)
    ? folders.map((folder) => folder + place.slice(vault.length))
    : expand(place, machine);
  return [...new Set(paths.flatMap((path) => fitting(path, files.list)))].slice(0, most);
}
