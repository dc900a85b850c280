import { auditRules } from '../../src/core/audit-rules.ts';
import { ruleTexts } from '../../src/core/rule-texts.ts';
import { floors } from '../../src/stores/services/floors.ts';
import { mcpFiles } from '../../src/stores/services/mcp-files.ts';
import type { Service } from '../../src/stores/services/service.ts';
import type { Platform, Store } from '../../src/stores/store.ts';

const parts: readonly { readonly title: string; readonly about: string; readonly holds: Store['holds'] }[] = [
  {
    title: 'Note stores, chats and what encrypts them',
    about:
      'A store is proven by its content, and then answers: encrypted, plain text, partly (so many of so many notes), looks\nencrypted, or unknown. Of what is encrypted nothing more is said, unless it stands open in place.',
    holds: 'notes',
  },
  {
    title: 'What agents and AI apps keep',
    about:
      'Transcripts, memories, indexes, uploads and credentials: they hold what the app read of your notes. The report tells\ntheir size and age, how long the app keeps them, and who else gets at them.',
    holds: 'ai',
  },
  {
    title: 'Exports of passwords',
    about:
      'One in plain text is critical. The encrypted exports of the same apps are recognised, and nothing is said against them.',
    holds: 'passwords',
  },
];

const systems: readonly (readonly [Platform, string])[] = [
  ['linux', 'Linux'],
  ['darwin', 'macOS'],
  ['win32', 'Windows'],
];

/** docs/stores.md: every rule, store and service of an audit. */
export function storesDocument(stores: readonly Store[], services: readonly Service[]): string {
  const rules = auditRules.map(({ id, scale }) => {
    const { title, advice } = ruleTexts[id];
    return `### ${id}\n\n- Finds: ${title}\n- Severity: ${scale}\n- What to do: ${advice}\n`;
  });
  const tables = parts.map(({ title, about, holds }) => {
    const rows = stores.filter((store) => store.holds === holds).toSorted(byName);
    return `## ${title}\n\n${about}\n\n${[storeHead, ...rows.map(storeRow)].join('\n')}\n`;
  });
  return `# Stores

What \`cloister audit\` knows: ${stores.length} stores, ${services.length} services and what agents reach through them, and ${auditRules.length} rules.
A finding names its rule by the id that is the heading here. This page is made from the code by \`npm run rule-pages\`.

Every system's places are looked at on every system, since a home folder may be a backup of another machine's. \`{config}\` is
\`~/.config\`, \`{data}\` is \`~/.local/share\`, \`{support}\` is \`~/Library/Application Support\`, \`{appdata}\` and \`{localappdata}\`
are Windows' own, \`{user}\` is the \`User\` folder of VS Code, Cursor and their kin, \`{env:NAME|path}\` is a variable where it is
set, \`{vault}\` is a vault or workspace, and \`*\` stands for one name. A walk through the home folder and the workspace finds stores that lie elsewhere.

${tables.join('\n')}
## Services

They are found by their configuration and by the sockets that listen on this machine. No packet is sent to anything.

${[serviceHead, ...services.toSorted(byName).map(serviceRow)].join('\n')}

### Versions with known holes

A finding below these says where it was read, and whether that was confirmed by its makers.

${[table('Service', 'Mended in', 'Known as', 'Source', 'Read'), ...floorRows(services)].join('\n')}

## MCP servers

The configuration in which agents and apps keep the servers that they start: their addresses, the secrets in it, and which
folders a server of files hands out.

${[table('Agent or app', 'In the home folder', 'In a project'), ...mcpRows()].join('\n')}

## Rules

${rules.join('\n')}`;
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1;
}

const storeHead = table('Store', 'Where', 'Recognised by', 'What to do', 'Source');

function storeRow({ id, name, paths, proof, fix, docs }: Store): string {
  const places = placesOf(paths) ?? ['anywhere, by its signs'];
  return row(`${name}<br>\`${id}\``, places.join('<br>'), proof, fix, sourcesOf(docs));
}

/** A line for each system, or one for all where they are the same. */
function placesOf(paths: Store['paths']): string[] | undefined {
  const texts = new Map<string, string[]>();
  for (const [system, name] of systems) {
    const text = paths[system].map((path) => `\`${path}\``).join(', ');
    if (text !== '') texts.set(text, [...(texts.get(text) ?? []), name]);
  }
  if (texts.size === 0) return undefined;
  return [...texts].map(([text, names]) => (names.length === systems.length ? text : `${text} (${names.join(', ')})`));
}

const serviceHead = table('Service', 'By default', 'Configuration', 'What to do', 'Source');

function serviceRow({ id, name, docs, ports, binds, auth, files, fix }: Service): string {
  const key = { key: 'asks for a key', none: 'asks for no key', unknown: 'a key depends on its settings' }[auth];
  const usual = `port ${ports[0] ?? 'unknown'}, ${binds === 'all' ? 'all interfaces' : 'this machine alone'}, ${key}`;
  const paths = [...new Set(files.flatMap((file) => file.paths))].map((path) => `\`${path}\``);
  return row(`${name}<br>\`${id}\``, usual, paths.join('<br>'), fix, sourcesOf(docs));
}

function floorRows(services: readonly Service[]): string[] {
  return floors.map(({ service, fixed, since, last, ids, source, date, isConfirmed, only }) => {
    const name = services.find(({ id }) => id === service)?.name ?? service;
    const until = last === undefined ? '' : ` to ${last}`;
    const from = since === undefined ? '' : ` (holes from ${since}${until})`;
    return row(
      only === 'win32' ? `${name} for Windows` : name,
      `${fixed ?? 'no version that is documented'}${from}`,
      ids.join(', '),
      isConfirmed ? sourcesOf(source) : `${sourcesOf(source)} (unconfirmed)`,
      date,
    );
  });
}

/** Files of one agent share a row. */
function mcpRows(): string[] {
  const agents = [...new Set(mcpFiles.map(({ agent }) => agent))].toSorted();
  return agents.map((agent) => {
    const files = mcpFiles.filter((file) => file.agent === agent);
    const codes = (paths: readonly string[]): string => [...new Set(paths)].map((path) => `\`${path}\``).join('<br>');
    const docs = files[0]?.docs ?? '';
    const name = docs.startsWith('https://') ? `[${agent}](${docs})` : agent;
    return row(name, codes(files.flatMap(({ paths }) => paths)), codes(files.flatMap(({ project }) => project)));
  });
}

/** Addresses as links, whatever stands between them. */
function sourcesOf(docs: string): string {
  return docs.replace(/https?:\/\/[^\s,;)>]+/g, '<$&>');
}

function table(...heads: readonly string[]): string {
  return `${row(...heads)}\n${row(...heads.map(() => '---'))}`;
}

/** A row of a table: a bar within a cell would end it, also within a code span. */
function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

const marks = ['<!-- stores: written by `npm run rule-pages` -->\n', '<!-- /stores -->'] as const;

/** README.md with the names of all stores and services between its two marks. */
export function readmeWithStores(readme: string, stores: readonly Store[], services: readonly Service[]): string {
  const [begin, end] = marks.map((mark) => readme.indexOf(mark));
  if (begin === undefined || end === undefined || begin < 0 || end < begin)
    throw new Error('README.md has lost its marks');
  const rows = parts.map(({ title, holds }) => [title, stores.filter((store) => store.holds === holds)] as const);
  const lines = [...rows, ['Services that listen', services] as const].map(
    ([title, all]) =>
      `| ${title} | ${all
        .toSorted(byName)
        .map(({ name }) => name)
        .join(', ')} |`,
  );
  const table = ['| | |', '|---|---|', ...lines].join('\n');
  return `${readme.slice(0, begin)}${marks[0]}\n${table}\n\n${readme.slice(end)}`;
}
