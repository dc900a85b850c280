import { basename } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/user-error.ts';
import { isAgeFile } from '../../node/seal/exchange.ts';
import { type SealPlaces, sealAudience } from '../../node/seal/keys.ts';
import type { Keyring } from './keyring.ts';
import type { Unlocking } from './unlocking.ts';

/** What stands on the page of a sealed file. */
interface Content {
  readonly heading: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly command: string; readonly argument: unknown[] };
}

/** What is shown in place of a sealed file's bytes: a button that opens the note, or what the file is. */
export class SealedFilePage {
  readonly #show: (file: vscode.Uri, column?: vscode.ViewColumn) => Promise<void>;
  readonly #unlocking: Unlocking;
  readonly #keyring: Keyring;

  constructor(
    show: (file: vscode.Uri, column?: vscode.ViewColumn) => Promise<void>,
    unlocking: Unlocking,
    keyring: Keyring,
  ) {
    this.#show = show;
    this.#unlocking = unlocking;
    this.#keyring = keyring;
  }

  async resolve(file: vscode.Uri, panel: vscode.WebviewPanel): Promise<void> {
    // Only commands that stand here can be chosen; no script runs.
    panel.webview.options = { enableScripts: false, enableCommandUris: ['cloister.openSealed', 'vscode.openWith'] };
    const places = vscode.workspace.isTrusted ? this.#placesOf(file) : undefined;
    panel.webview.html = pageOf(this.#content(file, places));
    if (places === undefined || this.#keyring.get(places.identity) === undefined || !(await hasTab(file))) return;
    try {
      await this.#show(file, panel.viewColumn);
      panel.dispose();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const heading = vscode.l10n.t('{0} could not be opened', basename(file.path));
      panel.webview.html = pageOf({ heading, text: `${error.message}. ${error.hint}`, action: asItIs(file) });
    }
  }

  /** Undefined where it is none of this vault's. */
  #placesOf(file: vscode.Uri): SealPlaces | undefined {
    if (file.scheme !== 'file' || !isAgeFile(file.fsPath)) return undefined;
    const places = this.#unlocking.placesOf(file.fsPath);
    try {
      return places !== undefined && sealAudience(places) !== undefined ? places : undefined;
    } catch (error) {
      // Its keys are damaged: opening says how.
      if (error instanceof UserError) return places;
      throw error;
    }
  }

  #content(file: vscode.Uri, places: SealPlaces | undefined): Content {
    const { t } = vscode.l10n;
    const name = basename(file.path);
    if (!vscode.workspace.isTrusted)
      return {
        heading: t('{0} is not opened in Restricted Mode', name),
        text: t('Trust this workspace to open sealed notes.'),
      };
    if (file.scheme !== 'file')
      return { heading: t('{0} is sealed', name), text: t('This version of it can not be opened here.') };
    if (places !== undefined)
      return {
        heading: t('{0} is sealed', name.replace(/\.age$/, '')),
        text: t('Opened here it is decrypted in memory alone. Whatever you write is sealed again as it is saved.'),
        action: { label: t('Open Sealed Note'), command: 'cloister.openSealed', argument: [file] },
      };
    return {
      heading: t('{0} was not sealed by this vault', name),
      text: t(
        'A name that ends in .age belongs to files that age encrypts. Whoever has the key opens it with `age -d`; Cloister opens what was sealed in a vault of yours.',
      ),
      action: asItIs(file),
    };
  }
}

/** How long a tab may take until it is known, in milliseconds. */
const tabTime = 500;

/** True where the page is a tab's own: in a comparison of two versions it stays what it is. */
async function hasTab(file: vscode.Uri): Promise<boolean> {
  const isThere = (): boolean =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .some(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === file.toString());
  for (const deadline = Date.now() + tabTime; !isThere(); ) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

function asItIs(file: vscode.Uri): NonNullable<Content['action']> {
  return { label: vscode.l10n.t('Show the File As It Is'), command: 'vscode.openWith', argument: [file, 'default'] };
}

function pageOf({ heading, text, action }: Content): string {
  const target = action && `command:${action.command}?${encodeURIComponent(JSON.stringify(action.argument))}`;
  const link =
    action && `<p><a class="button" role="button" href="${escaped(target ?? '')}">${escaped(action.label)}</a></p>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(heading)}</title>
<style>
main { max-width: 34em; margin: 12vh auto 0; padding: 0 1em; line-height: 1.5; }
h1 { font-size: 1.4em; font-weight: 600; overflow-wrap: anywhere; }
.button { display: inline-block; margin-top: .5em; padding: .4em 1em; border-radius: 2px; text-decoration: none;
  color: var(--vscode-button-foreground); background: var(--vscode-button-background);
  border: 1px solid var(--vscode-button-border, transparent); }
.button:hover { background: var(--vscode-button-hoverBackground); color: var(--vscode-button-foreground); }
.button:focus { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
</style>
</head>
<body><main><h1>${escaped(heading)}</h1><p>${escaped(text)}</p>${link ?? ''}</main></body>
</html>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (each) => entities[each] ?? each);
}
