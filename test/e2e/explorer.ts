import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** What an explorer row wears. */
export interface Badge {
  /** Its characters, `''` without one. */
  readonly text: string;
  readonly color: string;
}

/** The explorer, driven by mouse and keys. */
export class Explorer {
  readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  row(name: string): Locator {
    const rows = this.workbench.page.locator('.explorer-folders-view .monaco-list-row');
    return rows.filter({ has: this.workbench.page.getByText(name, { exact: true }) }).first();
  }

  /** A badge is a pseudo element's text. */
  async badge(name: string): Promise<Badge> {
    const row = this.row(name);
    await row.waitFor();
    return row.evaluate((element) => {
      for (const each of element.querySelectorAll('*')) {
        const style = each.ownerDocument.defaultView.getComputedStyle(each, '::after');
        const text = /^"(.+)"$/.exec(style.content)?.[1];
        if (text !== undefined && /itemBadge/.test(each.className)) return { text, color: style.color };
      }
      return { text: '', color: '' };
    });
  }

  /** Waits for a badge and resolves to the milliseconds that it took. */
  async waitForBadge(name: string, text: string, timeout = 10_000): Promise<number> {
    const begun = performance.now();
    for (;;) {
      const badge = await this.badge(name);
      const took = performance.now() - begun;
      if (badge.text === text) return took;
      if (took > timeout) throw new Error(`${name} has the badge "${badge.text}", not "${text}"`);
      await this.workbench.page.waitForTimeout(20);
    }
  }

  /** What is shown where the mouse rests on a row. */
  async tooltip(name: string): Promise<string> {
    const { page } = this.workbench;
    const hover = page.locator('.workbench-hover').filter({ hasText: name }).first();
    for (let attempt = 0; attempt < 5; attempt++) {
      await page.mouse.move(700, 400 + attempt);
      await page.waitForTimeout(300);
      await this.row(name).locator('.label-name').hover();
      // A mouse that jumps there and rests is not always noticed.
      await page.mouse.move(150 + attempt, (await this.#middle(name)) + 1);
      const isThere = await hover.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
      if (isThere) return (await hover.textContent()) ?? '';
    }
    throw new Error(`no tooltip of ${name}`);
  }

  async #middle(name: string): Promise<number> {
    const box = await this.row(name).boundingBox();
    return box === null ? 0 : box.y + box.height / 2;
  }

  /** Selects rows, opens the menu of the last and chooses an entry. */
  async choose(names: readonly string[], entry: string): Promise<void> {
    const menu = await this.openMenu(names);
    await menu.getByText(entry, { exact: true }).click();
  }

  /** The entries of the menu of a row that are Cloister's; the menu is closed again. */
  async entries(names: readonly string[]): Promise<string[]> {
    const menu = await this.openMenu(names);
    const all = await menu.locator('.action-label').allTextContents();
    await this.workbench.page.keyboard.press('Escape');
    return all;
  }

  async openMenu(names: readonly string[]): Promise<Locator> {
    const { page } = this.workbench;
    // A click alone would open a folder.
    const others = names.slice(0, -1);
    for (const [index, name] of others.entries())
      await this.row(name)
        .locator('.label-name')
        .click(index === 0 ? {} : { modifiers: ['Control'] });
    const last = this.row(names.at(-1) ?? '').locator('.label-name');
    if (others.length > 0) await last.click({ modifiers: ['Control'] });
    await last.click({ button: 'right' });
    const menu = page.locator('.monaco-menu');
    await menu.waitFor();
    // A menu that has just opened takes a click for the end of the one that opened it.
    await page.waitForTimeout(300);
    return menu;
  }
}
