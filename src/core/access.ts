/** How much of a path an agent gets, from nothing to everything. */
export const accessLevels = ['none', 'redacted', 'read', 'write'] as const;
export type Access = (typeof accessLevels)[number];

/** Returns the access that `text` names. */
export function parseAccess(text: unknown): Access | undefined {
  return accessLevels.find((each) => each === text);
}

/** True where `left` gives less than `right`. */
export function isLower(left: Access, right: Access): boolean {
  return accessLevels.indexOf(left) < accessLevels.indexOf(right);
}

/** The lower of two. */
export function lower(left: Access, right: Access): Access {
  return isLower(right, left) ? right : left;
}
