import { printable } from '../../core/printable.ts';
import type { HookChange } from '../../node/hook/hook.ts';
import type { Translate } from '../summary.ts';

/** What installing the hook came to: whose hooks they are, what was kept, and what a person has to know. */
export function hookChangeText(name: string, change: HookChange, t: Translate): string {
  const { manager, files, changed, notes } = change;
  const by = {
    husky: 'husky',
    lefthook: 'lefthook',
    'pre-commit': t('the pre-commit framework'),
    plain: t('git’s own hooks'),
  }[manager.id];
  const done =
    files.length === 0
      ? // Its configuration names our hook: nothing was to be done.
        t('Commits in {0} are scanned by {1}.', name, by)
      : changed
        ? t('Commits in {0} are scanned from now on, by way of {1}.', name, by)
        : t('Commits in {0} are scanned already, by way of {1}.', name, by);
  const kept = files.some(({ keptRuns }) => keptRuns === true);
  return [
    done,
    ...(kept ? [t('The hook that was there before is kept, and called first.')] : []),
    ...notes.map(printable),
  ].join(' ');
}
