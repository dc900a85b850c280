import type { Rule } from '../rule.ts';
import { declaredPrivate, maybePersonal } from './markers.ts';
import { openOrgCrypt } from './org-crypt.ts';

/** Rules of what an author says about a note. */
export const markRules: readonly Rule[] = [declaredPrivate, maybePersonal, openOrgCrypt];
