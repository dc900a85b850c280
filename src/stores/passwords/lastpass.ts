import type { Store } from '../store.ts';
import { exportMarks, noPlaces, tableOf } from './export.ts';

export const lastpass: Store = {
  id: 'lastpass',
  name: 'LastPass export',
  holds: 'passwords',
  docs: 'https://support.lastpass.com/s/document-item?bundleId=lastpass&topicId=LastPass/export-vault.html',
  paths: noPlaces,
  marks: exportMarks('.csv'),
  proof: 'CSV with `url`, `username`, `password`, `extra`, `name`, `grouping`',
  fix: 'Import it where it belongs, then delete it and empty the trash.',
  recognise: (path, reader) => tableOf('lastpass', path, reader),
};
