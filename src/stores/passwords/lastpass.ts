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
  fix: 'LastPass can not encrypt what it exports: keep no copy of it.',
  recognise: (path, reader) => tableOf('lastpass', path, reader),
};
