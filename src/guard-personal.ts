/* What the guard loads where the policy asks about personal data, or a folder is read in redacted form. */
export { personalData } from './detect/personal/index.ts';
