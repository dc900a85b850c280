import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const artifacts = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'artifacts');

/** A marker as the Problems panel shows it. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly source: string;
  readonly message: string;
}

/** Chromium without what would look for other hosts, and as root without its sandbox. */
export const browserArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: browserArguments });
}

/** One window of the editor, driven as a person drives it: by keys, clicks and what is on the screen. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens an address in a window. A tall one shows every row of the Problems panel at once. */
  static async open(browser: Browser, url: string, size = { width: 1400, height: 1000 }): Promise<Workbench> {
    const context = await browser.newContext({ viewport: size });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(url);
    await page.waitForSelector('.monaco-workbench .statusbar-item', { timeout: 60_000 });
    return new Workbench(page);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Runs a command by its full title. F1 may be lost just after a menu or dialog closes: it is pressed again. */
  async run(title: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:not([style*="display: none"]) input');
    await this.openQuickInput('F1', input);
    await input.fill(`>${title}`);
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
    await row.waitFor();
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' }).catch(() => undefined);
  }

  /** True where the palette offers a command of this title. */
  async offers(title: string): Promise<boolean> {
    const input = this.page.locator('.quick-input-widget:not([style*="display: none"]) input');
    await this.openQuickInput('F1', input);
    await input.fill(`>${title}`);
    await this.page.waitForTimeout(700);
    const count = await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).count();
    await this.page.keyboard.press('Escape');
    return count > 0;
  }

  /** Opens a file of the folder by its path. */
  async openFile(path: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:not([style*="display: none"]) input');
    await this.openQuickInput('Control+P', input);
    await input.fill(path);
    const name = path.split('/').at(-1) ?? path;
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.tab.active').filter({ hasText: name }).waitFor();
    await this.page.locator('.editor-instance .view-lines').first().waitFor();
  }

  async openQuickInput(key: string, input: ReturnType<Page['locator']>): Promise<void> {
    for (let attempt = 0; attempt < 10; attempt++) {
      await this.page.keyboard.press(key);
      const isOpen = await input.waitFor({ timeout: 2000 }).then(
        () => true,
        () => false,
      );
      if (isOpen) return;
      await this.page.locator('.statusbar').click({ position: { x: 400, y: 5 } });
    }
    throw new Error('the quick input did not open');
  }

  /** Shows the Problems panel over the whole height. */
  async showProblems(): Promise<void> {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.run('Problems: Focus on Problems View');
    await panel.waitFor();
    const height = (await this.page.locator('.part.editor').boundingBox())?.height ?? 0;
    if (height > 200) await this.run('View: Toggle Maximized Panel');
  }

  /** What the Problems panel shows, all of it: the window must be tall enough for its rows. */
  async problems(): Promise<Problem[]> {
    const rows = await this.page.locator('.markers-panel .monaco-list-row').evaluateAll((elements) =>
      elements.map((element) => {
        const text = (selector: string) => element.querySelector(selector)?.textContent ?? '';
        return {
          top: element.getBoundingClientRect().top,
          file: text('.resource-label-container .label-name') || text('.monaco-icon-label .label-name'),
          folder: text('.resource-label-container .label-description') || text('.monaco-icon-label .label-description'),
          position:
            text('.marker-line') ||
            text('.line-number') ||
            element.querySelector('[class*="marker-line"]')?.textContent ||
            '',
          message:
            text('.marker-message-line .marker-message') ||
            text('.marker-message-details-container .marker-message-line'),
          source: text('.marker-source'),
          code: text('.marker-code'),
          all: element.textContent ?? '',
        };
      }),
    );
    const problems: Problem[] = [];
    let file = '';
    for (const row of rows.toSorted((left, right) => left.top - right.top)) {
      const at = /\[Ln (\d+), Col (\d+)\]/.exec(row.all);
      if (at === null) {
        file = row.folder === '' ? row.file : `${row.folder}/${row.file}`;
        continue;
      }
      problems.push({
        file,
        line: Number(at[1]),
        column: Number(at[2]),
        code: row.code.replace(/^\(|\)$/g, ''),
        source: row.source,
        message: row.all.slice(0, at.index),
      });
    }
    return problems;
  }

  /** Waits until the panel shows what is wanted and returns it; after the time it returns what there is. */
  async waitForProblems(isWanted: (problems: readonly Problem[]) => boolean, timeout = 30_000): Promise<Problem[]> {
    const deadline = Date.now() + timeout;
    for (;;) {
      const problems = await this.problems().catch((error: unknown) => {
        // The editor loads its page anew where the kind of the workspace changes.
        if (error instanceof Error && error.message.includes('navigation')) return [];
        throw error;
      });
      if (isWanted(problems) || Date.now() > deadline) return problems;
      await this.page.waitForTimeout(250);
    }
  }

  /** Sentences of the notifications on the screen. */
  notifications(): Promise<string[]> {
    return this.page.locator('.notification-list-item-message').allTextContents();
  }

  /** Milliseconds that activating an extension took, as the editor's own "Running Extensions" tells. */
  async activationTime(extension: string): Promise<number> {
    await this.run('Developer: Show Running Extensions');
    const row = this.page
      .locator('.runtime-extensions-editor .monaco-list-row, .editor-instance .monaco-list-row')
      .filter({ hasText: extension });
    await row.first().waitFor();
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
      const match = /(?:Activation|Startup Activation): (\d+)ms/.exec((await row.first().textContent()) ?? '');
      if (match !== null) return Number(match[1]);
      await this.page.waitForTimeout(300);
    }
    throw new Error(`no activation time for ${extension}: ${await row.first().textContent()}`);
  }

  /** True once a rendered page (a webview is a frame within frames) holds a text. */
  async showsPage(text: string): Promise<boolean> {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
      for (const frame of this.page.frames()) {
        const count = await frame
          .getByText(text)
          .count()
          .catch(() => 0);
        if (count > 0 && frame !== this.page.mainFrame()) return true;
      }
      await this.page.waitForTimeout(250);
    }
    return false;
  }

  /** Keeps a picture of the window in artifacts/. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(artifacts, { recursive: true });
    await this.page.screenshot({ path: join(artifacts, `${name}.png`) });
  }
}
