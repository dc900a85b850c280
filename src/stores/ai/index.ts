import type { Store } from '../store.ts';
import { chatAppStores } from './chat-apps.ts';
import { chatDatabaseStores } from './chat-databases.ts';
import { chatGptStores } from './chatgpt.ts';
import { claudeStores } from './claude.ts';
import { codexStores } from './codex.ts';
import { copilotStores } from './copilot.ts';
import { cursorStores } from './cursor.ts';
import { editorStores } from './editors.ts';
import { geminiStores } from './gemini.ts';
import { obsidianStores } from './obsidian.ts';
import { openClawStores } from './openclaw.ts';
import { terminalAgentStores } from './terminal-agents.ts';

/** Agents and AI apps that keep what they read and said. */
export const aiStores: readonly Store[] = [
  ...chatAppStores,
  ...chatDatabaseStores,
  ...chatGptStores,
  ...claudeStores,
  ...codexStores,
  ...copilotStores,
  ...cursorStores,
  ...editorStores,
  ...geminiStores,
  ...obsidianStores,
  ...openClawStores,
  ...terminalAgentStores,
];
