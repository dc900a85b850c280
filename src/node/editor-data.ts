/** Folders in which editors that are VS Code keep a person's data, beneath the home folder. */
export const editorData: readonly string[] = [
  '.config/Code',
  '.config/Code - Insiders',
  '.config/VSCodium',
  '.config/Cursor',
  '.config/Windsurf',
  '.vscode-server/data',
  '.vscode-server-insiders/data',
  '.cursor-server/data',
  '.local/share/code-server',
  'Library/Application Support/Code',
  'Library/Application Support/Code - Insiders',
  'Library/Application Support/VSCodium',
  'Library/Application Support/Cursor',
  'Library/Application Support/Windsurf',
];
