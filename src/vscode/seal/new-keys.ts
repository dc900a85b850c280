import * as vscode from 'vscode';
import { parseTypedIdentity } from '../../core/seal-file.ts';
import { createSealKeys, type NewSealKeys, shortestPassphrase } from '../../node/seal/keys.ts';
import { askLine } from './ask-line.ts';

/** New keys of a vault, which the person has stored; nothing is written yet. */
export interface StoredKeys {
  readonly keys: NewSealKeys;
  /** Undefined: the editor's secret storage keeps the vault's key. */
  readonly passphrase: string | undefined;
}

/**
 * Makes keys with the person: how the vault's own is kept, and the recovery key, which they store and type back.
 * @returns undefined where they leave: then there are no keys.
 */
export async function makeKeys(): Promise<StoredKeys | undefined> {
  const keeping = await pickKeeping();
  if (keeping === undefined) return undefined;
  const passphrase = keeping === 'passphrase' ? await newPassphrase() : undefined;
  if (keeping === 'passphrase' && passphrase === undefined) return undefined;
  const keys = await createSealKeys();
  return (await isStored(keys.recoveryKey)) ? { keys, passphrase } : undefined;
}

async function pickKeeping(): Promise<'passphrase' | 'storage' | undefined> {
  const { t } = vscode.l10n;
  const items = [
    {
      label: t('A passphrase'),
      detail: t('You type it to open sealed notes. It works in the terminal too.'),
      keeping: 'passphrase' as const,
    },
    {
      label: t('Keep the key in VS Code’s secret storage'),
      detail: t('You type nothing. Whoever can use this account can open the notes.'),
      keeping: 'storage' as const,
    },
  ];
  const title = t('What Opens the Vault’s Key?');
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.keeping;
}

async function newPassphrase(): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const title = t('New Passphrase');
  const first = await askLine({
    title,
    prompt: t('Four or five random words are good.'),
    isSecret: true,
    check: (line) =>
      [...line].length < shortestPassphrase ? t('It needs {0} characters at least.', shortestPassphrase) : undefined,
  });
  if (first === undefined) return undefined;
  return askLine({
    title,
    prompt: t('The same once more.'),
    isSecret: true,
    check: (line) => (line === first ? undefined : t('These two differ.')),
  });
}

/** Shows the recovery key, once, and has it typed back. */
async function isStored(recoveryKey: string): Promise<boolean> {
  const { t } = vscode.l10n;
  const button = { iconPath: new vscode.ThemeIcon('copy'), tooltip: t('Copy') };
  const shown = await askLine({
    title: t('Recovery Key'),
    prompt: t(
      '{0} — Store it outside of this machine: on paper, or in a password manager. It is shown once and kept nowhere. Where the vault’s own key is lost, nobody can read the notes without it.',
      inGroups(recoveryKey),
    ),
    isSecret: false,
    fixed: recoveryKey,
    buttons: [
      {
        button,
        async press(box) {
          await vscode.env.clipboard.writeText(recoveryKey);
          box.validationMessage = {
            message: t(
              'Copied. Every program can read the clipboard, and some keep its history: clear it. Press Enter in the line above once the key is stored.',
            ),
            severity: vscode.InputBoxValidationSeverity.Warning,
          };
        },
      },
    ],
  });
  if (shown === undefined) return false;
  const typed = await askLine({
    title: t('Recovery Key'),
    prompt: t('Type or paste it back from where you stored it. Only then the first file is sealed.'),
    isSecret: true,
    check: (line) => (parseTypedIdentity(line) === recoveryKey ? undefined : t('That is not the recovery key.')),
  });
  return typed !== undefined;
}

/** As it is written down: whoever types it back may leave the blanks in. The line above is too short for all of it. */
function inGroups(key: string): string {
  const head = 'AGE-SECRET-KEY-1';
  return `${head} ${key.slice(head.length).replace(/.{4}(?=.)/g, '$& ')}`;
}
