import type { McpServer } from './mcp-server.ts';

/** MCP servers that hand out files. Their names as packages, images and programs have them. */
const fileServers =
  /(?:^|[/\\@])(?:@modelcontextprotocol\/server-filesystem|(?:mcp-)?server-filesystem|mcp-server-filesystem|filesystem(?:-mcp(?:-server)?)?|mcp-filesystem(?:-server)?|rust-mcp-filesystem|fast-filesystem-mcp|desktop-commander|mcp-obsidian|obsidian-mcp(?:-server)?|mcpvault|mcp-server-obsidian|obsidian-mcp-tools|basic-memory|mcp-markdown-notes|mcp-logseq-files|mcp-server-git|mcp-text-editor|mcp-ripgrep)(?:@[\w.^~-]{1,40})?(?::[\w.-]{1,40})?(?:\.(?:js|mjs|cjs|py|exe))?$/i;

/** Names of variables that hold a server's root. */
const rootVariable =
  /(?:^|_)(?:VAULT(?:_PATH|_DIR|_ROOT)?|VAULTS|OBSIDIAN_(?:VAULT|PATH|DIR)\w*|BASIC_MEMORY_HOME|ALLOWED_(?:DIRS?|DIRECTORIES|PATHS?)|ROOT(?:_DIR|_PATH)?|FILESYSTEM_ROOT|NOTES_(?:DIR|PATH|ROOT)|KNOWLEDGE_(?:DIR|PATH)|BASE_(?:DIR|PATH))$/i;

/** Options whose value is a root. */
const rootOption =
  /^--?(?:root|dir|directory|path|vault|vault-path|allowed-dir(?:ectory)?|repository|repo|folder|home|base-dir|r|d)$/i;

/**
 * The folders that a server hands out, as written; undefined where it is no file server. One without a folder, such as one
 * that the agent tells at its start, has none.
 */
export function fileRoots(server: McpServer): readonly string[] | undefined {
  const { argv, env } = server;
  const at = argv.findIndex((word) => fileServers.test(word.trim()));
  const mounts = mountsOf(argv);
  // Any program in a container sees what is mounted for it.
  if (at < 0 && mounts.length === 0) return undefined;
  const found: string[] = [...mounts];
  if (mounts.length === 0) {
    for (const [index, word] of argv.entries()) {
      if (index <= at) continue;
      const pair = /^(--?[\w-]{1,40})=(.{1,4096})$/s.exec(word);
      if (pair !== null && rootOption.test(pair[1] ?? '')) found.push(pair[2] ?? '');
      else if (isPath(word) && !/^--?(?:config|log|log-file|env-file|port|header)$/i.test(argv[index - 1] ?? ''))
        found.push(word);
    }
    for (const [name, value] of env)
      if (rootVariable.test(name))
        found.push(
          ...value
            .split(/[,;]|(?<!^[A-Za-z]):(?=[/~$])/)
            .map((each) => each.trim())
            .filter(isPath),
        );
  }
  return found;
}

/** `-v /a:/b`, `--volume=/a:/b:ro`, `--mount type=bind,src=/a,dst=/b` of docker and podman. */
function mountsOf(argv: readonly string[]): string[] {
  if (!/(?:^|[/\\])(?:docker|podman|nerdctl)(?:\.exe)?$/i.test(argv[0] ?? '')) return [];
  const found: string[] = [];
  for (const [index, word] of argv.entries()) {
    const equals = /^(-v|--volume|--mount)=(.*)$/s.exec(word);
    const value =
      equals !== null ? equals[2] : /^(?:-v|--volume|--mount)$/.test(argv[index - 1] ?? '') ? word : undefined;
    if (value === undefined) continue;
    const source =
      /(?:^|,)(?:src|source)=([^,]{1,4096})/.exec(value)?.[1] ?? /^((?:[A-Za-z]:)?[^:,]{1,4096}):/.exec(value)?.[1];
    if (source !== undefined && isPath(source)) found.push(source);
  }
  return found;
}

/** Absolute, in the home folder, a variable's, or relative to where the server starts. */
function isPath(word: string): boolean {
  return /^(?:\/|~(?:$|[/\\])|\.{1,2}(?:$|[/\\])|[A-Za-z]:[\\/]|\$\{?(?:workspaceFolder|userHome|HOME|PWD|env:HOME|workspaceRoot)|%USERPROFILE%|\{env:HOME\}|\\\\)/.test(
    word,
  );
}

/** What a root stands for, before links are followed. `workspace`: whichever folder an agent has open. */
export type Root =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'workspace'; readonly rest: string };

/**
 * Reads a root as written.
 * @param home the home folder, absolute
 * @param start where the server starts; undefined for a server of all projects
 */
export function parseRoot(written: string, home: string, start: string | undefined): Root | undefined {
  const clean = written.replace(/\\/g, '/').replace(/\/+$/, '') || '/';
  const workspace = /^\$\{?(?:workspaceFolder(?::[\w.-]{1,100})?|workspaceRoot|PWD)\}?(\/.*)?$/s.exec(clean);
  const relative = /^\.(?:\/(.*))?$/s.exec(clean);
  if (workspace !== null || relative !== null || clean.startsWith('..')) {
    const rest =
      workspace !== null ? (workspace[1] ?? '').replace(/^\//, '') : relative !== null ? (relative[1] ?? '') : clean;
    return start === undefined
      ? { kind: 'workspace', rest }
      : { kind: 'path', path: rest === '' ? start : `${start}/${rest}` };
  }
  const inHome = /^(?:~|\$\{?(?:userHome|HOME|env:HOME)\}?|%USERPROFILE%|\{env:HOME\})(\/.*)?$/s.exec(clean);
  if (inHome !== null) return { kind: 'path', path: `${home}${inHome[1] ?? ''}` };
  return /^(?:\/|[A-Za-z]:\/?)/.test(clean) ? { kind: 'path', path: clean } : undefined;
}
