import * as vscode from 'vscode';
import { readSettings, type SettingKey, type Settings, settingKeys } from './settings.ts';

/** The settings of each workspace folder, read once until they change. */
export class SettingsReader implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #read = new Map<string, Settings>();
  readonly #changed = new vscode.EventEmitter<(key: SettingKey, folder: vscode.Uri) => boolean>();
  readonly #listener: vscode.Disposable;

  /** Fires with a question to ask: was this setting of this folder changed? */
  readonly onDidChange = this.#changed.event;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!settingKeys.some((key) => event.affectsConfiguration(key))) return;
      this.#read.clear();
      this.#changed.fire((key, folder) => event.affectsConfiguration(key, folder));
    });
  }

  of(folder: vscode.Uri): Settings {
    const known = this.#read.get(folder.toString());
    if (known !== undefined) return known;
    const configuration = vscode.workspace.getConfiguration(undefined, folder);
    const settings = readSettings(
      {
        value: (key) => configuration.get(key),
        defaultValue: (key) => configuration.inspect(key)?.defaultValue,
      },
      (key) => this.#log.warn(`The setting ${key} holds no valid value: its default counts.`),
    );
    this.#read.set(folder.toString(), settings);
    return settings;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}
