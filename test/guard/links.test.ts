import { callTable, machineWith } from './tables.ts';

/** Ways into what is hidden by names that lie in an open folder: links, and further names of one file. */
const machine = machineWith(
  [
    'mkdir open more redacted; echo TODO > open/a.md; echo TODO > more/b.md',
    'ln -s ../journal open/folder; ln -s ../journal/x.md open/note.md; ln -s .. open/up; ln -s ../more open/harmless',
    'mkdir hard; echo TODO > hard/a.md; ln journal/x.md hard/other.md',
    'mkdir plain; echo TODO > plain/a.md; ln plain/a.md plain/b.md; ln -s a.md plain/c.md; ln -s ../more plain/d',
  ].join('\n'),
);

const bash = (command: string) => (): [string, { command: string }] => ['Bash', { command }];

callTable(machine, {
  stops: {
    'grep -R': bash('grep -R TODO open'),
    'grep -R of everything': bash('grep -R TODO .'),
    'rg -L': bash('rg -L TODO open'),
    'find -L': bash('find -L open -type f -exec cat {} +'),
    'find -follow': bash('find open -follow -type f -exec cat {} +'),
    'fd -L': bash('fd -L . open -x cat'),
    'ls -LR': bash('ls -LR open'),
    'tree -l': bash('tree -l open'),
    'tar chf': bash('tar chf - open'),
    'cp -rL': bash('cp -rL open copy'),
    'zip -r': bash('zip -r a.zip open'),
    'rsync -aL': bash('rsync -aL open/ copy/'),
    'diff -r': bash('diff -r open more'),
    'grep -r over another name': bash('grep -r CANARY hard'),
    'rg over another name': bash('rg CANARY hard'),
    'find over another name': bash('find hard -type f -exec cat {} +'),
    'tar over another name': bash('tar cf - hard'),
    'cp -r over another name': bash('cp -r hard copy'),
  },
  runs: {
    'grep -r, which follows no link': bash('grep -r TODO open'),
    'rg, which follows no link': bash('rg TODO open'),
    'find, which follows no link': bash("find open -name '*.md'"),
    'ls -R, which follows no link': bash('ls -R open'),
    'tar, which keeps links': bash('tar cf - open'),
    'git grep': bash('git grep TODO -- open'),
    Grep: () => ['Grep', { pattern: 'TODO', path: 'open' }],
    'links and names among open notes': bash('grep -R TODO plain'),
    'cp -rL of open notes': bash('cp -rL plain copy'),
    'tar chf of open notes': bash('tar chf - plain'),
    'a name of an open note': () => ['Read', { file_path: `${machine.root}/plain/b.md` }],
  },
});
