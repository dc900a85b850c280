import { callTable, machineWith } from './tables.ts';

/** Aliases that a person gave git: they are followed as what they stand for. */
const machine = machineWith(
  [
    "git config alias.lp 'log -p'; git config alias.peek 'show HEAD:journal/x.md'; git config alias.st 'status -sb'",
    "git config alias.lg 'log --oneline --graph'; git config alias.run '!cat journal/x.md #'; git config alias.hi '!echo hi'",
    'git config alias.one two; git config alias.two one',
    'git add -A; git commit -qm notes',
  ].join('\n'),
);

const bash = (command: string) => (): [string, { command: string }] => ['Bash', { command }];

callTable(machine, {
  stops: {
    'an alias of a locked path': bash('git peek'),
    'an alias of a shell command': bash('git run'),
    'an alias that shows all of history': bash('git lp'),
    'an alias from another folder': bash('cd docs && git peek'),
  },
  runs: {
    'an alias of the status': bash('git st'),
    'an alias of a short log': bash('git lg -5'),
    'an alias that says something': bash('git hi'),
    'an alias that shows the history of an open note': bash('git lp -- README.md'),
    'an alias that is none': bash('git frobnicate'),
    'aliases in a circle, which git refuses': bash('git one'),
  },
});
