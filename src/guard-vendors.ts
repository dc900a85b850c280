/* What the guard loads where a literal of a vendor's format stands in a text. */
export { vendorRules } from './detect/rules/vendors.ts';
