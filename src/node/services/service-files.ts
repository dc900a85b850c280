import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ParseError, parse as parseJsonc, stripComments } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { parseEnvironment } from '../../stores/services/command.ts';
import type { AuditMachine } from '../audit/machine.ts';
import { NotPlain, readPlainFile } from '../plain-file.ts';
import { errorCode } from '../walk.ts';
import { NoConfiguration, parseYamlText } from './yaml-text.ts';

export type Format = 'json' | 'yaml' | 'toml' | 'env';

/** Configuration files of the machine that is looked at. What is there and can not be used is told to the machine. */
export interface ServiceFiles {
  /** The text of a file; undefined where it is not there or can not be read. */
  text(path: string): string | undefined;
  /** The same, parsed; undefined too where it is damaged. */
  parsed(path: string, format: Format): unknown;
  /** Names in a folder, sorted; empty where it is not there. */
  list(folder: string): readonly string[];
  isFile(path: string): boolean;
  /** Where the system has a path: beneath the root of a test, and in the home folder as it is. */
  real(path: string): string;
}

const largest = 4 << 20;
/** YAML takes a second for each megabyte. */
const largestYaml = 1 << 20;
const missing: ReadonlySet<string | undefined> = new Set([
  'ENOENT',
  'ENOTDIR',
  'ELOOP',
  'EISDIR',
  'ENAMETOOLONG',
  'EINVAL',
]);

/** Opens the files of a machine. Each is read and parsed once. */
export function openServiceFiles(machine: AuditMachine): ServiceFiles {
  const texts = new Map<string, string | undefined>();
  const values = new Map<string, unknown>();
  const lists = new Map<string, readonly string[]>();

  const real = (path: string) =>
    machine.systemRoot === '' || path === machine.home || path.startsWith(`${machine.home}/`)
      ? path
      : join(machine.systemRoot, path);

  function read(path: string): string | undefined {
    try {
      return readPlainFile(real(path), { largest })
        .toString('utf8')
        .replace(/^\uFEFF/, '');
    } catch (error) {
      if (error instanceof NotPlain)
        machine.skip({ path, why: error.message.includes('larger') ? 'too-big' : 'special-file' });
      else if (!missing.has(errorCode(error))) machine.skip({ path, why: 'unreadable', detail: errorCode(error) });
      return undefined;
    }
  }

  function text(path: string): string | undefined {
    if (!texts.has(path)) texts.set(path, isThere(real(path)) ? read(path) : undefined);
    return texts.get(path);
  }

  function parsed(path: string, format: Format): unknown {
    const key = `${format} ${path}`;
    if (values.has(key)) return values.get(key);
    const content = text(path);
    let value: unknown;
    if (content !== undefined) {
      if (format === 'yaml' && content.length > largestYaml) machine.skip({ path, why: 'too-big' });
      else {
        value = parseConfiguration(content, format);
        if (value === undefined) machine.skip({ path, why: 'damaged', detail: `not ${format.toUpperCase()}` });
      }
    }
    values.set(key, value);
    return value;
  }

  function namesIn(folder: string): readonly string[] {
    try {
      return readdirSync(real(folder)).sort();
    } catch (error) {
      if (!missing.has(errorCode(error))) machine.skip({ path: folder, why: 'unreadable', detail: errorCode(error) });
      return [];
    }
  }

  return {
    text,
    parsed,
    real,
    list(folder) {
      const known = lists.get(folder);
      if (known !== undefined) return known;
      const names = namesIn(folder);
      lists.set(folder, names);
      return names;
    },
    isFile: (path) => isThere(real(path)),
  };
}

/**
 * True where something other than a folder is there, or its folder can not be looked into: then reading it says so. A link
 * to `/dev/null` says that there is nothing, as systemd's masked units do.
 */
function isThere(path: string): boolean {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat !== undefined && !stat.isDirectory() && !stat.isCharacterDevice();
  } catch (error) {
    return !missing.has(errorCode(error));
  }
}

/**
 * Reads a configuration; undefined where it is none. JSON may hold comments, commas at its ends and names without quotes,
 * as OpenClaw's JSON5. Aliases of YAML are bounded; what is nested too deep for the stack is damaged.
 */
export function parseConfiguration(content: string, format: Format): unknown {
  try {
    switch (format) {
      case 'env':
        return parseEnvironment(content);
      case 'toml':
        return parseToml(content);
      case 'yaml':
        return parseYamlObject(content) ?? {};
      case 'json':
        return parseJson(content);
    }
  } catch (error) {
    // Each parser throws its own kind; an overflow of the stack is a RangeError.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function parseJson(content: string): unknown {
  if (content.trim() === '') return {};
  const errors: ParseError[] = [];
  const value: unknown = parseJsonc(content, errors, { allowTrailingComma: true });
  if (errors.length === 0) return value;
  const bare = stripComments(content).trim();
  return bare.startsWith('{') && bare.endsWith('}') && bare.length <= largestYaml ? parseYamlObject(bare) : undefined;
}

function parseYamlObject(content: string): unknown {
  const value = parseYamlText(content);
  if (value !== null && value !== undefined && typeof value !== 'object') throw new NoConfiguration();
  return value;
}
