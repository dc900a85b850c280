import type { Severity } from '../../core/severity.ts';
import type { ServiceId } from '../../core/store-ids.ts';
import type { Command } from './command.ts';

/** Whether a service asks for a key or password. `unknown`: it may, and what says so could not be seen. */
export type Auth = 'key' | 'none' | 'unknown';

/** What one source (a command line, a configuration file, a container) says about how a service runs. Absent: nothing. */
export interface Setup {
  /** The address that it binds, as told there. */
  readonly host?: string;
  readonly port?: number;
  readonly auth?: Auth;
  /** `open`: every web page may read its answers. */
  readonly cors?: 'open' | 'closed';
  /** Of the program, where the source tells it. */
  readonly version?: string;
  /** Further words for the list. */
  readonly states?: readonly string[];
  readonly weaknesses?: readonly Weakness[];
}

/** A setting that takes a service's protection away, whatever it binds. */
export interface Weakness {
  readonly rule: 'service.no-auth' | 'service.cors' | 'service.exposed' | 'service.plain-http';
  readonly severity: Severity;
  /** The setting, as people know it: `gateway.auth.mode is none`. Never a value that could be secret. */
  readonly what: string;
}

/** A configuration file of a service. */
export interface ServiceFile {
  /** With the variables of `places.ts`; a `*` stands for one name. */
  readonly paths: readonly string[];
  readonly format: 'json' | 'yaml' | 'env' | 'sqlite';
  /** For `sqlite`: what is asked. */
  readonly sql?: string;
  /** `guess`: what the file does not say about the address is not known, and the default is not taken for it. */
  readonly bind: 'default' | 'guess';
  /** A JSON file beside it that is read too, such as a plugin's manifest. */
  readonly beside?: string;
  /** What it says; undefined where it says nothing about a server. Rows of SQLite come as an array. */
  read(content: unknown, beside: unknown): Setup | undefined;
}

/** A local AI service: a row of a table, pure data and small pure functions. */
export interface Service {
  readonly id: ServiceId;
  readonly name: string;
  /** Where the facts come from. */
  readonly docs: string;
  /** The default port first; others that it or its container image uses behind it. */
  readonly ports: readonly number[];
  /** What it binds where nothing is said. */
  readonly binds: 'loopback' | 'all';
  /** Whether it asks for a key where nothing is said. */
  readonly auth: Auth;
  /** True where a variable of its environment can switch a key on: one that can not be read leaves that open. */
  readonly keyFromEnvironment: boolean;
  readonly cors: 'open' | 'closed';
  /** Ends of names of container images, without their tag: `ollama/ollama`. */
  readonly images: readonly string[];
  /** What to set so that it serves this machine alone. */
  readonly fix: string;
  /** True where the program is this service. */
  fits(command: Command): boolean;
  /** What its options and its environment say. */
  setup(command: Command): Setup;
  readonly files: readonly ServiceFile[];
}

/** Several sources as one; the first that says something counts. */
export function mergeSetups(setups: readonly Setup[]): Setup {
  const states = [...new Set(setups.flatMap((each) => each.states ?? []))];
  const weaknesses = setups.flatMap((each) => each.weaknesses ?? []);
  const first = <K extends 'host' | 'port' | 'auth' | 'cors' | 'version'>(key: K) => {
    const found = setups.find((each) => each[key] !== undefined)?.[key];
    return found === undefined ? {} : { [key]: found };
  };
  return {
    ...first('host'),
    ...first('port'),
    ...first('auth'),
    ...first('cors'),
    ...first('version'),
    ...(states.length > 0 ? { states } : {}),
    ...(weaknesses.length > 0 ? { weaknesses } : {}),
  };
}

/** An object of unknown content as its own entries; empty for anything else. */
export function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** The own value at a path of keys; undefined where it is not there. Names such as `__proto__` lead nowhere. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A port number, also one in a text. */
export function portOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number > 0 && number < 65_536 ? number : undefined;
}

/** True for what environment files and settings call true. */
export function isOn(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(?:true|1|yes|on)$/i.test(value.trim()));
}

export function isOff(value: unknown): boolean {
  return value === false || value === 0 || (typeof value === 'string' && /^(?:false|0|no|off)$/i.test(value.trim()));
}

/** Only the fields that say something, as optional fields want it. */
export function setup(fields: { readonly [K in keyof Setup]?: Setup[K] | undefined }): Setup {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Setup;
}
