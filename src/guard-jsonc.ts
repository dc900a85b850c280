/* What the guard loads for policies that are more than plain JSON. */
export { getNodeValue, parseTree } from 'jsonc-parser';
