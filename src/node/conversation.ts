import { createHmac, createSecretKey } from 'node:crypto';
import { type Placeholder, placeholdersUnder } from '../core/placeholder.ts';

/**
 * The placeholders of one conversation. All processes of one user agree on them, whatever they saw before; those of
 * another conversation, or of another user, have nothing in common with them.
 * @param key the user's key: `fingerprint-key.ts`
 * @param id what the agent calls the conversation
 */
export function conversationPlaceholders(key: Uint8Array, id: string): Placeholder {
  // A key object is checked once, not at every hash.
  const conversation = createSecretKey(createHmac('sha256', key).update(`conversation\0${id}`).digest());
  return placeholdersUnder((text) => createHmac('sha256', conversation).update(text).digest('hex'));
}
