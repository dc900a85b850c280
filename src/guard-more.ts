/* What the guard loads for calls that are neither the reading of a file nor a plain command. */
export * from './agents/claude-code/foreign-tools.ts';
export * from './agents/claude-code/instructions.ts';
export * from './core/search-globs.ts';
export * from './node/fingerprint-key.ts';
export * from './node/guard/command-files.ts';
export * from './node/guard/diagnostics.ts';
export * from './node/guard/followed-files.ts';
export * from './node/guard/judge-prompt.ts';
export * from './node/guard/narrowed-glob.ts';
export * from './node/guard/results.ts';
export * from './node/guard/search-rewrite.ts';
export * from './node/whole-file.ts';
