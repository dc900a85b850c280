import { measureDocumentation } from './documentation.ts';
import { measureLabels } from './labels.ts';
import { measureNotes } from './notes.ts';
import { measureNotesInVaults } from './notes-in-vaults.ts';
import { personal } from './personal.ts';
import { personalInNotes } from './personal-in-notes.ts';
import type { Measure } from './row.ts';
import { measureSecrets } from './secrets.ts';
import { measureSecretsInNotes } from './secrets-in-notes.ts';
import { seedPhrases } from './seeds.ts';
import { speed } from './speed.ts';

/** Everything that is measured, in the order of the table. */
export const parts: Readonly<Record<string, Measure>> = {
  'vendor rules': measureSecrets,
  'recovery phrases': seedPhrases,
  'personal data': personal,
  'personal data in notes': personalInNotes,
  notes: measureNotes,
  'notes in vaults': measureNotesInVaults,
  labels: measureLabels,
  'secrets in notes': measureSecretsInNotes,
  documentation: measureDocumentation,
  speed,
};
