import { countOf, sizeText } from '../core/amounts.ts';
import { type AuditPart, type AuditReport, diskWords, type StoreFacts } from '../core/audit.ts';
import { inventoryOf, isEncrypted } from '../core/audit-groups.ts';
import { amountTexts, atRestText, homePath, reachTexts, retentionTexts, timeTexts } from '../core/audit-words.ts';
import { printable } from '../core/printable.ts';
import { joinWrapped, type LinePart } from '../core/wrapped.ts';
import type { Paint } from './text-report.ts';

interface InventoryOptions {
  readonly parts: readonly AuditPart[];
  readonly now: number;
}

/** Columns of a report, and of the names at its left. */
const width = 100;
const nameWidth = 20;
const indent = ' '.repeat(nameWidth + 2);
/** Further in, so that the lines of a store stand apart from those of the next one. */
const innerIndent = `${indent}  `;
/** Stores of one app that are listed; more are counted. */
const mostOfOne = 3;

interface Line {
  readonly name: string;
  readonly parts: readonly LinePart[];
}

/** All that was found, a section for each part that was asked for. A section without anything says so. */
export function inventoryText(report: AuditReport, { parts, now }: InventoryOptions, paint: Paint): string {
  const { home, services } = report;
  const { notes, ai, passwords, encrypted } = inventoryOf(report);
  const lines = (stores: readonly StoreFacts[]): Line[] => storeLines(stores, home, now);
  const sections: readonly (readonly [AuditPart | undefined, string, readonly Line[]])[] = [
    ['notes', 'Note stores', lines(notes)],
    ['ai', 'AI memories', lines(ai)],
    ['passwords', 'Exports of passwords', lines(passwords)],
    [undefined, 'Encrypted', lines(encrypted)],
    ['disk', 'Disks', diskLines(report)],
    [
      'services',
      'Services',
      services.map(({ name, where, states }) => {
        return { name: printable(name), parts: [{ whole: homePath(where, home) }, ...states.map(printable)] };
      }),
    ],
  ];
  return sections
    .filter(([part, , all]) => (part === undefined ? all.length > 0 : parts.includes(part)))
    .map(
      ([, title, all]) =>
        `${paint('bold', title)}\n${all.length === 0 ? '  none found' : all.map(textOf).join('\n')}\n\n`,
    )
    .join('');
}

/** The name at the left; where it is longer than its column, on a line of its own. */
function textOf({ name, parts }: Line): string {
  const text = joinWrapped(parts, innerIndent, width).replace(innerIndent, indent);
  if (name.length >= nameWidth) return `  ${name}\n${text}`;
  return `  ${name.padEnd(nameWidth)}${text.slice(indent.length)}`;
}

function storeLines(stores: readonly StoreFacts[], home: string, now: number): Line[] {
  const byApp = new Map<string, StoreFacts[]>();
  for (const store of stores) byApp.set(store.store, [...(byApp.get(store.store) ?? []), store]);
  return [...byApp.values()].flatMap((all) => {
    const largest = all.toSorted((left, right) => right.bytes - left.bytes);
    const shown = largest.slice(0, all.length === mostOfOne + 1 ? all.length : mostOfOne);
    const rest = largest.slice(shown.length);
    const bytes = rest.reduce((sum, each) => sum + each.bytes, 0);
    const more = `… and ${countOf(rest.length, 'more', 'more')} (${sizeText(bytes)}), which \`--format json\` lists`;
    return [
      ...shown.map((store, index) => ({
        name: index === 0 ? printable(store.name) : '',
        parts: [{ whole: homePath(store.root, home) }, ...storeTexts(store, home, now)],
      })),
      ...(rest.length === 0 ? [] : [{ name: '', parts: [more] }]),
    ];
  });
}

/** What encrypts each mount that holds a store, and where memory is written to. */
function diskLines({ machine: { disks, swap }, stores }: AuditReport): Line[] {
  const lines = disks.map((disk) => {
    // As in the finding: what is encrypted by itself does not need the disk's encryption.
    const open = stores.filter(({ store, atRest }) => store !== 'sqlite' && !/encrypted/.test(atRest.state));
    const count = open.filter((store) => store.disk.mount === disk.mount).length;
    const held = count === 0 ? [] : [countOf(count, 'store')];
    return { name: printable(disk.mount), parts: [diskWords(disk), ...held, ...disk.evidence].map(printable) };
  });
  const state = swap.state === 'none' ? 'none' : diskWords({ state: swap.state });
  return [...lines, { name: 'swap', parts: [state, ...swap.evidence].map(printable) }];
}

function storeTexts(store: StoreFacts, home: string, now: number): string[] {
  if (isEncrypted(store)) return [atRestText(store)];
  const [newest, oldest] = timeTexts(store, now);
  return [
    ...(store.holds === 'ai' && store.atRest.state === 'plaintext' ? [] : [atRestText(store)]),
    ...amountTexts(store),
    ...(newest === undefined ? [] : [newest]),
    ...(oldest === undefined || store.holds !== 'ai' ? [] : [oldest]),
    ...retentionTexts(store),
    ...reachTexts(store, home),
  ];
}
