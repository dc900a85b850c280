import { callTable, machineWith } from './tables.ts';

/** Servers of the Model Context Protocol, tools of clients to come, and what else takes a path in its own way. */
const machine = machineWith(
  [
    'mkdir -p .claude/skills/peek .claude/skills/tidy .claude/commands .claude/workflows',
    "printf -- '---\\nname: peek\\n---\\n```!\\ncat journal/x.md\\n```\\n' > .claude/skills/peek/SKILL.md",
    "printf -- '---\\nname: other-name\\n---\\nRead @journal/x.md\\n' > .claude/skills/tidy/SKILL.md",
    "printf 'Show: !`cat $1`\\n' > .claude/commands/show.md",
    "printf 'Say hello: !`git status`\\n' > .claude/commands/hello.md",
    "printf 'export const meta = {}\\n' > .claude/workflows/review.js",
  ].join('\n'),
);

const call =
  (tool: string, input: (root: string) => Record<string, unknown>) =>
  (root: string): [string, Record<string, unknown>] => [tool, input(root)];
const base64 = (text: string): string => Buffer.from(text).toString('base64');

callTable(machine, {
  stops: {
    'several paths in one text': call('mcp__weird__do', () => ({ files: 'docs/guide.md,journal/x.md' })),
    'several paths in lines': call('mcp__weird__do', () => ({ files: 'docs/guide.md\njournal/x.md' })),
    'a redirection': call('mcp__weird__do', () => ({ data: '<journal/x.md' })),
    'code with short quotes before': call('mcp__weird__run', () => ({
      code: "require('fs').readFileSync('journal/x.md')",
    })),
    'a glob of a tool': call('mcp__weird__pack', () => ({ glob: 'journal/**' })),
    'a glob over everything': call('mcp__weird__pack', () => ({ include: ['**/*.md'] })),
    'a step that runs': call('mcp__weird__do', () => ({ steps: [{ run: 'cat jour*/x.md' }] })),
    'a program and its arguments': call('mcp__weird__do', () => ({ command: { file: 'cat', args: ['journal/x.md'] } })),
    'a list of commands': call('mcp__weird__do', () => ({ commands: ['ls docs', 'cat journal/x.md'] })),
    'an object in a list': call('mcp__weird__do', () => ({ paths: [{ name: 'journal/x.md' }] })),
    'JSON in a text': call('mcp__weird__do', () => ({ request: JSON.stringify({ target: { file: 'journal/x.md' } }) })),
    'a path as a key': call('mcp__weird__do', () => ({ files: { 'journal/x.md': true } })),
    base64: call('FutureTool', () => ({ blob: base64('journal/x.md') })),
    hexadecimal: call('FutureTool', () => ({ blob: Buffer.from('journal/x.md').toString('hex') })),
    'a path under a name for prose': call('FutureTool', () => ({ content: 'journal/x.md' })),
    'a path as a query': call('mcp__notes_rag__get', () => ({ query: 'journal/x.md' })),
    'a path as a title': call('FutureTool', (root) => ({ title: `${root}/journal/x.md` })),
    'a resource of an editor': call('FutureTool', (root) => ({ uri: `vscode://file${root}/journal/x.md` })),
    'a file in a browser': call('mcp__playwright__browser_navigate', (root) => ({
      url: `FILE://${root}/journal/x.md`,
    })),
    'a source view in a browser': call('mcp__playwright__browser_navigate', (root) => ({
      url: `view-source:file://${root}/journal/x.md`,
    })),
    'code in a browser': call('mcp__playwright__browser_evaluate', (root) => ({
      function: `() => fetch('file://${root}/journal/x.md').then((r) => r.text())`,
    })),
    'code that opens a file': call('mcp__python__run', () => ({ code: 'print(open("journal/x.md").read())' })),
    'a query that reads a file': call('mcp__sqlite__read_query', () => ({ query: "SELECT readfile('journal/x.md')" })),
    'a command in a list': call('mcp__shell__run', () => ({ command: ['cat', 'journal/x.md'] })),
    'a command with its arguments': call('mcp__shell__run', () => ({ command: 'sh', args: ['-c', 'cat jour*/x.md'] })),
    'a line typed into a terminal': call('mcp__desktop_commander__interact_with_process', () => ({
      pid: 1,
      input: 'cat jour*/x.md',
    })),
    'a search of a server of files without a folder': call('mcp__ripgrep__search', () => ({ pattern: 'Today' })),
    'a search from a folder above': call('mcp__filesystem__search_files', () => ({ path: 'docs/..', pattern: 'x' })),
    'a tree of the vault': call('mcp__filesystem__directory_tree', () => ({ path: './' })),
    'a listing of all beneath': call('mcp__filesystem__list_directory', (root) => ({ path: root, recursive: true })),
    'a search of a server of notes': call('mcp__obsidian__simple_search', () => ({ query: 'salary' })),
    'a resource of a server': call('ReadMcpResourceTool', () => ({ server: 'vault', uri: 'note:///journal/x.md' })),
    'a skill that runs cat': call('Skill', () => ({ skill: 'peek' })),
    'a skill that takes a note in, by its own name': call('Skill', () => ({ skill: 'other-name' })),
    'a command that runs cat on what it is given': call('SlashCommand', () => ({ command: '/show journal/x.md' })),
    'a prompt for later': call('CronCreate', () => ({ cron: '* * * * *', prompt: 'Summarise @journal/x.md' })),
    'a prompt for soon': call('ScheduleWakeup', () => ({ delaySeconds: 60, prompt: 'read @journal/', reason: 'x' })),
    'a workflow from a locked folder': call('Workflow', () => ({ scriptPath: 'journal/x.md' })),
    'a monitor': call('Monitor', () => ({ description: 'x', command: 'tail -f journal/x.md' })),
    'code in a REPL': call('REPL', () => ({ code: "require('fs').readFileSync('journal/x.md')" })),
    'a page of a server on this machine that is a note': call('mcp__fetch__fetch', () => ({
      url: 'http://localhost:8080/journal/x.md',
    })),
    'the same by another name of this machine': call('WebFetch', () => ({
      url: 'http://[::1]/finance/tax.md',
      prompt: 'x',
    })),
    'a file of a development server': call('WebFetch', (root) => ({
      url: `http://127.0.0.1:5173/@fs${root}/journal/x.md`,
      prompt: 'x',
    })),
    'a log with its differences': call('mcp__git__git_log', (root) => ({ repo_path: root, args: ['--patch'] })),
    'a file sent away': call('SendFile', () => ({ to: 'worker', path: 'journal/x.md' })),
    'an artifact of a note': call('Artifact', (root) => ({ file_path: `${root}/journal/x.md` })),
    'a worktree': call('EnterWorktree', () => ({ name: 'x' })),
  },
  runs: {
    'a glob of an ending that no hidden note has': call('mcp__weird__pack', () => ({ include: ['src/**/*.ts'] })),
    'a list of commands that read open notes': call('mcp__weird__do', () => ({ commands: ['ls docs', 'git status'] })),
    'code that names open notes': call('mcp__weird__run', () => ({
      code: "const a = require('fs').readFileSync('docs/guide.md', 'utf8');",
    })),
    'a pattern of a search': call('mcp__weird__search_code', () => ({ pattern: 'use[A-Z]\\w+', path: 'src' })),
    'prose that names a note': call('mcp__github__create_issue', () => ({
      owner: 'a',
      repo: 'b',
      title: 'journal/x.md',
      body: 'See `journal/x.md` and "journal/x.md".',
    })),
    'a question that names a note': call('FutureTool', () => ({ message: 'what is in journal/x.md?' })),
    'a note that names a locked one': call('mcp__filesystem__write_file', () => ({
      path: 'docs/a.md',
      content: 'see `journal/x.md`',
    })),
    'a word that is a folder, too': call('mcp__context7__search', () => ({ query: 'journal' })),
    'a package with the name of a folder': call('mcp__npm__info', () => ({ name: '@journal/core' })),
    'documentation by its id': call('mcp__context7__query_docs', () => ({ libraryId: '/finance/api', query: '.env' })),
    'a search somewhere else': call('mcp__linear__search_issues', () => ({ query: 'diary' })),
    'a search in a folder': call('mcp__filesystem__search_files', () => ({ path: 'src', pattern: 'x' })),
    'a listing of one folder': call('mcp__filesystem__list_directory', (root) => ({ path: root, recursive: false })),
    'code without files': call('mcp__python__run', () => ({ code: 'print("hello/world.md")' })),
    'a page of an app on this machine': call('mcp__playwright__browser_navigate', () => ({
      url: 'http://localhost:5173/journal',
    })),
    'an open note of a server on this machine': call('WebFetch', () => ({
      url: 'http://localhost/README.md',
      prompt: 'x',
    })),
    'a plain log': call('mcp__git__git_log', (root) => ({ repo_path: root, max_count: 5 })),
    'a page': call('mcp__playwright__browser_navigate', () => ({ url: 'https://example.org/journal/x.md' })),
    'a command': call('mcp__shell__run', () => ({ command: ['cat', 'docs/guide.md'] })),
    thoughts: call('mcp__memory__create_entities', () => ({
      entities: [{ name: 'journal', entityType: 'folder', observations: ['journal/x.md is private'] }],
    })),
    'a skill that nobody wrote here': call('Skill', () => ({ skill: 'commit', args: '-m tidy' })),
    'a command with a harmless line': call('SlashCommand', () => ({ command: '/hello' })),
    'a prompt for later that mentions an open note': call('CronCreate', () => ({
      cron: '* * * * *',
      prompt: 'Tidy @docs/guide.md and write to a@b.example',
    })),
    'a workflow': call('Workflow', () => ({ name: 'review' })),
    'a socket': call('Monitor', () => ({ description: 'x', ws: { url: 'wss://example.org/journal/x.md' } })),
    'a message to an agent': call('SendMessage', () => ({ to: 'worker', message: 'leave @journal/x.md alone' })),
    'findings of a review': call('ReportFindings', () => ({
      findings: [{ file: 'journal/x.md', summary: 'x', failure_scenario: 'y' }],
    })),
    'the prompt of a subagent': call('Agent', () => ({ description: 'x', prompt: 'Do not read @journal/x.md' })),
  },
});
