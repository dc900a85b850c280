import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/* The views of the side bar, notifications and menus, as a person uses them. */

export const treeRow = (workbench: Workbench, text: string | RegExp): Locator =>
  workbench.page.locator('.part.sidebar .monaco-list-row').filter({ hasText: text }).first();

export async function openView(workbench: Workbench, name = 'Cloister'): Promise<void> {
  await workbench.page.locator(`.activitybar .action-label[aria-label^="${name}"]`).first().click({ force: true });
}

/** Waits for the extension. A busy machine may start an editor so slowly that the browser gives up: once more then. */
export async function started({ page }: Workbench): Promise<void> {
  const item = page.locator('[id*="cloister.policy"]').first();
  try {
    await item.waitFor({ timeout: 60_000 });
  } catch (error) {
    process.stderr.write(`the editor is opened again: ${error}\n`);
    await page.reload();
    await item.waitFor({ timeout: 60_000 });
  }
}

export async function notification(workbench: Workbench, text: string | RegExp, timeout = 30_000): Promise<Locator> {
  const item = workbench.page.locator('.notification-list-item').filter({ hasText: text }).first();
  await item.waitFor({ timeout });
  return item;
}

/** The rows of the view, as they are read: label and description. */
async function rows({ page }: Workbench): Promise<string[]> {
  const all = await page.locator('.part.sidebar .monaco-list-row').evaluateAll((elements) =>
    elements
      .map((element) => ({
        top: element.getBoundingClientRect().top,
        text: element.querySelector('.monaco-icon-label')?.textContent ?? '',
      }))
      .toSorted((left, right) => left.top - right.top)
      .map(({ text }) => text),
  );
  return all;
}

export async function waitForRows(
  workbench: Workbench,
  isWanted: (all: readonly string[]) => boolean,
): Promise<string[]> {
  for (const deadline = Date.now() + 20_000; ; ) {
    const all = await rows(workbench);
    if (isWanted(all) || Date.now() > deadline) return all;
    await workbench.page.waitForTimeout(200);
  }
}

export const chosen = async (workbench: Workbench, row: string | RegExp, entry: string): Promise<void> => {
  await treeRow(workbench, row).click({ button: 'right' });
  const menu = workbench.page.locator('.monaco-menu');
  await menu.waitFor();
  await workbench.page.waitForTimeout(300);
  await menu.getByText(entry, { exact: true }).click();
};
