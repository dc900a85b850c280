/**
 * What a scan leaves out unless told otherwise, as gitignore patterns: version control's own files and folders that
 * package managers fill and can fill again. Listed in README.md; `--exclude '!node_modules/'` takes one back.
 */
export const defaultExcludes: readonly string[] = [
  '.git/',
  '.hg/',
  '.svn/',
  '.jj/',
  'node_modules/',
  'bower_components/',
  '.pnpm-store/',
  '.yarn/cache/',
  '_cacache/',
  '__pycache__/',
  '.venv/',
  'venv/',
  'site-packages/',
  '.tox/',
  '.nox/',
  '.mypy_cache/',
  '.pytest_cache/',
  '.ruff_cache/',
  '.gradle/',
  '.m2/repository/',
  '.cargo/registry/',
  '.terraform/',
];
