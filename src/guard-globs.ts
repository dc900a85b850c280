/* What the guard loads where a file pattern can not be told to fail without it. */
export { braceExpand, Minimatch } from 'minimatch';
