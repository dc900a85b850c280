import type { Fitted } from '../lexicons.ts';

export const fitted: Fitted = {};
