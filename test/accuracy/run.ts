/** `npm run accuracy`: how well Cloister finds what it looks for, measured on labelled data, in one table. */
import { parts } from './parts.ts';
import { isNoWorse, type Row } from './row.ts';

const table: string[][] = [['', 'value', 'goal', '', 'counts']];
const absent: string[] = [];
for (const [part, measure] of Object.entries(parts)) {
  const rows = await measure();
  if (rows === undefined) absent.push(part);
  for (const row of rows ?? [])
    table.push([
      row.name,
      shown(row.value, row.unit),
      `${row.better === 'higher' ? '≥' : '≤'} ${shown(row.goal, row.unit)}`,
      isNoWorse(row, row.goal) ? 'met' : 'not met',
      row.counts,
    ]);
}
const widths = table[0]?.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0))) ?? [];
for (const cells of table)
  console.log(
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
for (const part of absent) console.log(`skipped: ${part} (what it measures by is not on this machine)`);

function shown(value: number, unit: Row['unit']): string {
  if (unit === 'share') return `${(value * 100).toFixed(2)} %`;
  return unit === 'score' ? value.toFixed(4) : unit === 'MB/s' ? `${value.toFixed(1)} MB/s` : String(value);
}
