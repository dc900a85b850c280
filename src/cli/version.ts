import manifest from '../../package.json' with { type: 'json' };

/** The version that this was built as. */
export const version: string = manifest.version;
