/* What the guard loads where a literal of one of these rules stands in a text. */
export { vendorRules } from './detect/rules/vendors.ts';
