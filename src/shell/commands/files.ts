import type { Call } from '../evaluate.ts';
import { hasHole } from '../holes.ts';
import { copyState, noOutput, type ShellState, unknownOutput } from '../state.ts';
import {
  contentOf,
  type Handler,
  hasOption,
  passedThrough,
  reader,
  readMentioned,
  splitArguments,
  valuesOfOption,
} from './call.ts';
import { editor } from './editors.ts';
import { rsyncFilter, tarFilter, withoutGit, zipFilter } from './exclude-patterns.ts';
import { joinLiterals, literalsOf } from './literals.ts';
import { awk, sed, textProcessor } from './streams.ts';

/** Source operands are read whole, the last one or `-t` is written. */
function copier(act: 'read' | 'move' | 'link'): Handler {
  return (call) => {
    const { shell, state, name } = call;
    const split = splitArguments(call, name === 'install' ? 'gmotSB' : 'tS', [
      '--target-directory',
      '--suffix',
      '--mode',
      '--owner',
      '--group',
      '--reflink',
      '--context',
      '--backup',
    ]);
    const targets = valuesOfOption(split, '-t', '--target-directory');
    const operands = split.operands.map(({ text }) => text);
    if (name === 'install' && hasOption(split, '-d', '--directory')) {
      for (const operand of operands) shell.touch('write', operand, state);
      return noOutput;
    }
    const sources = targets.length > 0 || operands.length < 2 ? operands : operands.slice(0, -1);
    for (const source of sources) {
      // A symbolic link's text is meant from where the link lies.
      const isSymbolic = act === 'link' && hasOption(split, '-s', '--symbolic');
      if (isSymbolic && !source.startsWith('/')) {
        const place = operands.length > 1 ? (operands.at(-1) ?? '') : '.';
        const isFolder = shell.paths(place, state).some((path) => shell.world.kind(path) === 'folder');
        const folder = isFolder ? place : place.includes('/') ? place.slice(0, place.lastIndexOf('/')) : '.';
        shell.touch('read', `${folder}/${source}`, state, { deep: true });
      } else shell.touch('read', source, state, { deep: true });
      if (act === 'move') shell.touch('write', source, state, { deep: true });
    }
    const last = operands.length > 1 && targets.length === 0 ? operands.at(-1) : undefined;
    for (const target of [...targets, ...(last === undefined ? [] : [last])]) {
      shell.touch('write', target, state);
      // Into a folder a source keeps its name.
      for (const source of sources) {
        const own = source.replace(/\/+$/, '').slice(source.replace(/\/+$/, '').lastIndexOf('/') + 1);
        if (
          !hasHole(source) &&
          own !== '' &&
          !/^\.+$/.test(own) &&
          shell.paths(target, state).some((path) => shell.world.kind(path) === 'folder')
        )
          shell.touch('write', `${target.replace(/\/$/, '')}/${own}`, state);
      }
    }
    return noOutput;
  };
}

/** Every operand is changed. `deep` where what is in a folder goes with it. */
function writer(letters = '', isDeep: 'always' | 'recursive' | 'never' = 'recursive', skip = 0): Handler {
  return (call) => {
    const split = splitArguments(call, letters, ['--mode', '--size', '--reference', '--date', '--context', '--from']);
    for (const file of valuesOfOption(split, '-r', '--reference'))
      call.shell.touch('list', file, call.state, { isGuess: true });
    const deep =
      isDeep === 'always' || (isDeep === 'recursive' && hasOption(split, '-r', '-R', '-rf', '-fr', '--recursive'));
    for (const { text } of split.operands.slice(skip))
      call.shell.touch('write', text, call.state, deep ? { deep: true } : {});
    return noOutput;
  };
}

const tee: Handler = (call) => {
  const isAppending = call.args.some((arg) => /^-[a-z]*a|^--append/.test(arg));
  for (const arg of call.args) {
    if (arg.startsWith('-')) continue;
    call.shell.touch('write', arg, call.state);
    call.shell.wrote(arg, call.input, isAppending, call.state);
  }
  return call.input;
};

const dd: Handler = (call) => {
  for (const arg of call.args) {
    const match = /^(if|of)=(.*)$/s.exec(arg);
    if (match !== null) call.shell.touch(match[1] === 'if' ? 'read' : 'write', match[2] ?? '', call.state);
  }
  return unknownOutput;
};

const tarLetters = 'fCTXbIgKNV';
const tarNames = [
  '--file',
  '--directory',
  '--files-from',
  '--exclude',
  '--exclude-from',
  '--use-compress-program',
  '--to-command',
  '--checkpoint-action',
  '--listed-incremental',
  '--transform',
  '--rsh-command',
  '--owner',
  '--group',
  '--mode',
  '--newer',
  '--info-script',
  '--new-volume-script',
];

const tar: Handler = (call) => {
  const { args, shell } = call;
  const state = copyState(call.state);
  const letters = args[0] ?? '';
  const isOldStyle = /^[A-Za-z]+$/.test(letters) && /[cxtruA]/.test(letters) && !letters.startsWith('-');
  const normal = isOldStyle ? oldStyleTar(letters, args.slice(1)) : args;
  const split = splitArguments({ args: normal, words: [] }, tarLetters, tarNames);
  for (const { name, value } of split.options) {
    if (value === undefined) continue;
    if (/^(?:-I|--use-compress-program|--to-command|--rsh-command|--info-script|--new-volume-script)$/.test(name))
      shell.text(value, copyState(state), unknownOutput);
    const action = /^exec=(.*)$/s.exec(value)?.[1];
    if (name === '--checkpoint-action' && action !== undefined) shell.text(action, copyState(state), unknownOutput);
    if (name === '-T' || name === '--files-from') {
      shell.touch('read', value, state);
      followList(value, call);
    }
    if (name === '-X' || name === '--exclude-from') shell.touch('read', value, state);
  }
  const isCreating = hasOption(split, '-c', '-r', '-u', '-A', '--create', '--append', '--update', '--concatenate');
  const archives = valuesOfOption(split, '-f', '--file').filter((each) => each !== '-');
  for (const archive of archives) shell.touch(isCreating ? 'write' : 'read', archive, state);
  // Observed: GNU tar 1.34 heeds an exclusion only for what is named behind it.
  const excludedBefore = (operand: string): string[] =>
    valuesOfOption(
      splitArguments({ args: normal.slice(0, normal.indexOf(operand)), words: [] }, tarLetters, tarNames),
      '--exclude',
    );
  const isLoose = !hasOption(
    split,
    '--anchored',
    '--no-wildcards',
    '--no-wildcards-match-slash',
    '--exclude-from',
    '-X',
  );
  for (const folder of valuesOfOption(split, '-C', '--directory'))
    shell.invoke('cd', [folder], { state, input: unknownOutput });
  for (const { text } of split.operands) {
    if (isCreating)
      shell.touch('read', text, state, {
        deep: true,
        hint: 'tar',
        named: text,
        ...withoutGit(tarFilter(excludedBefore(text), text, isLoose)),
      });
    else shell.touch('read', text, state, { isGuess: true });
  }
  return unknownOutput;
};

/** `tar czf a.tgz dir` is `tar -c -z -f a.tgz dir`: values follow in the order of the letters. */
function oldStyleTar(letters: string, rest: readonly string[]): string[] {
  const values = [...rest];
  return [
    ...[...letters].flatMap((letter) =>
      /[fCTXbIgKNV]/.test(letter) ? [`-${letter}`, values.shift() ?? ''] : [`-${letter}`],
    ),
    ...values,
  ];
}

/** A file that lists paths: what is in it is not known unless another command gave it. */
function followList(file: string, call: Call): void {
  const { shell, state } = call;
  const content = contentOf(call, file);
  if (content?.kind === 'known')
    for (const line of content.text.split(/[\n\0]/)) if (line !== '') shell.touch('read', line, state, { deep: true });
  if (content === undefined || content.kind === 'unknown') shell.unknown(`the paths listed in ${file}`);
}

/** cpio and pax read the names of what they pack from standard input. */
const packer: Handler = (call) => {
  const { input, shell, state, args } = call;
  if (input.kind === 'known')
    for (const line of input.text.split(/[\n\0]/)) if (line !== '') shell.touch('read', line, state, { deep: true });
  if (input.kind === 'unknown' && args.some((arg) => /^-[a-z]*[opw]|^--create/.test(arg)))
    shell.unknown('the paths that are packed');
  readMentioned(call);
  return unknownOutput;
};

const zip: Handler = (call) => {
  // `-@` takes the names from standard input.
  if (call.args.includes('-@')) followList('-', call);
  const split = splitArguments(call, 'bntPZix', ['--exclude', '--include', '--password', '--out']);
  const at = call.args.findIndex((arg) => arg === '-x' || arg === '--exclude');
  const rest = at < 0 ? [] : call.args.slice(at + 1);
  const end = rest.findIndex((arg) => arg.startsWith('-') || arg === '@');
  const excluded = end < 0 ? rest : rest.slice(0, end);
  for (const [index, { text }] of split.operands.entries()) {
    if (excluded.includes(text)) continue;
    if (index === 0) call.shell.touch('write', text, call.state, { isGuess: true });
    else
      call.shell.touch('read', text, call.state, {
        deep: true,
        hint: 'zip',
        named: text,
        ...withoutGit(zipFilter(excluded, text)),
      });
  }
  return unknownOutput;
};

const rsync: Handler = (call) => {
  const { shell, state } = call;
  const split = splitArguments(call, 'efBTMf', [
    '--exclude',
    '--include',
    '--filter',
    '--rsh',
    '--files-from',
    '--exclude-from',
    '--include-from',
    '--password-file',
    '--log-file',
    '--rsync-path',
    '--compare-dest',
    '--link-dest',
    '--copy-dest',
    '--port',
    '--bwlimit',
  ]);
  for (const command of valuesOfOption(split, '-e', '--rsh')) shell.text(command, copyState(state), unknownOutput);
  for (const file of valuesOfOption(split, '--files-from')) {
    shell.touch('read', file, state);
    followList(file, call);
  }
  for (const file of valuesOfOption(
    split,
    '--exclude-from',
    '--include-from',
    '--password-file',
    '--link-dest',
    '--compare-dest',
    '--copy-dest',
  ))
    shell.touch('read', file, state);
  // An earlier --include, or a filter of another kind, may take back what --exclude leaves out.
  const canTell = !hasOption(split, '--include', '--include-from', '--filter', '-f');
  const excluded = canTell ? valuesOfOption(split, '--exclude') : [];
  const operands = split.operands
    .map(({ text }) => text)
    .filter(
      (text) => !/^[\w.@-]+::?[^/]*/.test(text) || text.startsWith('/') || text.startsWith('.') || !text.includes(':'),
    );
  for (const [index, text] of operands.entries()) {
    const isLast = index === operands.length - 1 && split.operands.length > 1 && split.operands.at(-1)?.text === text;
    if (isLast) shell.touch('write', text, state);
    else
      shell.touch('read', text, state, {
        deep: true,
        hint: 'rsync',
        named: text,
        ...withoutGit(rsyncFilter(excluded, text)),
      });
  }
  return unknownOutput;
};

const patch: Handler = (call) => {
  const split = splitArguments(call, 'iodprBDFgVYzb', ['--input', '--output', '--directory', '--strip']);
  for (const file of valuesOfOption(split, '-i', '--input')) call.shell.touch('read', file, call.state);
  for (const { text } of split.operands) call.shell.touch('read', text, call.state);
  for (const { text } of split.operands) call.shell.touch('write', text, call.state);
  return noOutput;
};

const jq: Handler = (call) => {
  const { args, shell, state } = call;
  let seenFilter = false;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (/^--(?:slurpfile|rawfile|argfile)$/.test(arg)) {
      shell.touch('read', args[index + 2] ?? '', state);
      index += 2;
    } else if (/^--(?:arg|argjson)$/.test(arg)) index += 2;
    else if (/^--?(?:indent|L|tab)$/.test(arg) && arg !== '--tab') index += 1;
    else if (/^(?:-f|--from-file)$/.test(arg)) {
      shell.touch('read', args[++index] ?? '', state);
      seenFilter = true;
    } else if (arg === '--args' || arg === '--jsonargs') break;
    else if (arg.startsWith('-')) continue;
    else if (!seenFilter) seenFilter = true;
    else shell.touch('read', arg, state);
  }
  return unknownOutput;
};

/** Functions and statements of SQLite, and of its shell, that take a file. */
const sqliteOpens =
  /\b(?:readfile|writefile|edit|load_extension|fsdir|lsdir|zipfile|csv|attach|vacuum\s+into)\b|^\s*\.|^\s*\\!/im;

/** Commands of SQLite's shell and its SQL: both name files, and run programs. */
const sqlite: Handler = (call) => {
  const { args, shell, input } = call;
  const state = copyState(call.state);
  const lines = input.kind === 'known' ? input.text.split('\n') : [];
  for (const [index, arg] of args.entries()) {
    const content = /^--?init$/.test(args[index - 1] ?? '') ? contentOf(call, arg) : undefined;
    if (content?.kind === 'known') lines.push(...content.text.split('\n'));
    if (!arg.startsWith('-') && !/\s|^:memory:$/.test(arg))
      shell.touch('read', arg.replace(/^file:|\?.*$/g, ''), state, { isGuess: true, deep: true });
    lines.push(arg);
  }
  for (const line of lines) if (sqliteOpens.test(line)) followSql(line, call, state);
  const isWriting = /\b(?:delete|update|insert|drop|alter|create|replace|vacuum)\b/i.test(lines.join(' '));
  if (isWriting)
    for (const arg of args) if (!/\s|^-|^:memory:$/.test(arg)) shell.touch('write', arg, state, { isGuess: true });
  return unknownOutput;
};

function followSql(line: string, { shell }: Call, state: ShellState): void {
  const text = joinLiterals(line);
  const run = /^\s*\.(?:shell|system)\s+(.*)$/s.exec(line)?.[1] ?? /^\s*\\!\s*(.*)$/s.exec(line)?.[1];
  if (run !== undefined) shell.text(run, copyState(state), unknownOutput);
  const folder = /^\s*\.cd\s+(\S+)/.exec(line)?.[1];
  if (folder !== undefined) shell.invoke('cd', [folder], { state, input: noOutput });
  const dot = /^\s*\.\w+\s+(.*)$/s.exec(line)?.[1];
  const words = dot?.match(/'[^']*'|"[^"]*"|\S+/g)?.map((word) => word.replace(/^['"]|['"]$/g, '')) ?? [];
  for (const literal of [...literalsOf(text), ...words]) {
    const piped = /^\|\s*(.+)$/s.exec(literal)?.[1];
    if (piped !== undefined) shell.text(piped, copyState(state), unknownOutput);
    else shell.touch('read', literal, state, { isGuess: true, deep: true });
  }
  if (/\b(?:readfile|writefile|fsdir|load_extension|edit)\s*\(\s*(?!['"])/i.test(text))
    shell.unknown('which file SQL reads');
  if (/\b(?:readfile|fsdir)\s*\([^)]*(?:\|\||\()/i.test(text)) shell.unknown('which file SQL reads');
}

const head: Handler = (call) => {
  const split = splitArguments(call, 'cns', [
    '--lines',
    '--bytes',
    '--pid',
    '--sleep-interval',
    '--max-unchanged-stats',
    '--retry',
  ]);
  for (const { text } of split.operands) call.shell.touch('read', text, call.state, { deep: true });
  return split.operands.length === 0 ? passedThrough({ ...call, args: [] }) : unknownOutput;
};

const sort: Handler = (call) => {
  const split = splitArguments(call, 'kotSTt', [
    '--key',
    '--output',
    '--field-separator',
    '--buffer-size',
    '--temporary-directory',
    '--files0-from',
    '--parallel',
    '--random-source',
    '--compress-program',
  ]);
  for (const file of valuesOfOption(split, '--files0-from', '--random-source'))
    call.shell.touch('read', file, call.state);
  for (const file of valuesOfOption(split, '--files0-from')) followList(file, call);
  for (const file of valuesOfOption(split, '-o', '--output')) call.shell.touch('write', file, call.state);
  for (const command of valuesOfOption(split, '--compress-program'))
    call.shell.text(command, copyState(call.state), unknownOutput);
  for (const { text } of split.operands) call.shell.touch('read', text, call.state, { deep: true });
  return split.operands.length === 0 ? passedThrough({ ...call, args: [] }) : unknownOutput;
};

const count: Handler = (call) => {
  const split = splitArguments(call, '', ['--files0-from']);
  for (const file of valuesOfOption(split, '--files0-from')) followList(file, call);
  reader(call);
  return { kind: 'plain' };
};

/** Sets of characters and fields are no files; what follows the values of such options is. */
function filter(letters: string, skip = 0, longNames: readonly string[] = []): Handler {
  return (call) => {
    const split = splitArguments(call, letters, longNames);
    for (const { text } of split.operands.slice(skip)) call.shell.touch('read', text, call.state, { deep: true });
    for (const { name, value } of split.options)
      if (value !== undefined && name.startsWith('--')) readMentioned(call, [value]);
    return split.operands.length <= skip ? passedThrough({ ...call, args: [] }) : unknownOutput;
  };
}

/** `tr` gives other names than it reads, unless it only turns blanks or leaves characters out that are in none. */
const translate: Handler = (call) => {
  const isBlank = call.args.every(
    (arg) => arg.startsWith('-') || /^(?:\\[nt0]|[\s,;:"']|\[:(?:space|blank):\])*$/.test(arg),
  );
  return isBlank ? passedThrough({ ...call, args: [] }) : unknownOutput;
};

const readers = [
  'cat',
  'tac',
  'bat',
  'batcat',
  'less',
  'more',
  'most',
  'zcat',
  'bzcat',
  'xzcat',
  'zless',
  'zmore',
  'rev',
  'expand',
  'unexpand',
  'strings',
  'xxd',
  'od',
  'hexdump',
  'hd',
  'base64',
  'base32',
  'basenc',
  'uuencode',
  'gzip',
  'gunzip',
  'bzip2',
  'xz',
  'zstd',
  'lz4',
  'brotli',
  'compress',
  'diff',
  'cmp',
  'comm',
  'join',
  'sdiff',
  'colordiff',
  'diff3',
  'wdiff',
  'delta',
  'iconv',
  'look',
  'envsubst',
  'csplit',
  'glow',
  'mdcat',
  'openssl',
  'gpg',
  'age',
  'pdftotext',
  'tesseract',
  'ffmpeg',
  'ffprobe',
  'magick',
  'convert',
  'exiftool',
  'logger',
  'lp',
  'lpr',
  'open',
  'xdg-open',
  'start',
  '7z',
  '7za',
  '7zr',
  'rar',
  'unrar',
  'unzip',
  'par',
  'yq',
  'xq',
  'tomlq',
  'miller',
  'mlr',
  'csvcut',
  'csvlook',
  'aspell',
  'hunspell',
  'dos2unix',
  'unix2dos',
  'pr',
  'ptx',
  'tsort',
  'source-highlight',
  'ctags',
  'etags',
  'qpdf',
  'mutool',
  'soffice',
  'libreoffice',
  'wkhtmltopdf',
];

/** `split --filter` runs a command for every part. */
const splitter: Handler = (call) => {
  const split = splitArguments(call, 'abClnt', [
    '--filter',
    '--lines',
    '--bytes',
    '--number',
    '--suffix-length',
    '--additional-suffix',
  ]);
  for (const text of valuesOfOption(split, '--filter')) call.shell.text(text, copyState(call.state), unknownOutput);
  const [file, prefix] = split.operands;
  if (file !== undefined) call.shell.touch('read', file.text, call.state, { deep: true });
  if (prefix !== undefined) call.shell.touch('write', prefix.text, call.state);
  return unknownOutput;
};

const textProcessors = [
  'm4',
  'cpp',
  'pandoc',
  'groff',
  'troff',
  'nroff',
  'soelim',
  'tbl',
  'eqn',
  'pic',
  'as',
  'ar',
  'tex',
  'latex',
  'pdftex',
  'pdflatex',
  'xelatex',
  'lualatex',
  'xmllint',
  'xsltproc',
  'gpp',
  'bc',
  'dc',
  'php-cgi',
];

export const fileCommands: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(readers.map((name) => [name, reader])),
  ...Object.fromEntries(textProcessors.map((name) => [name, textProcessor])),
  split: splitter,
  gsplit: splitter,
  cp: copier('read'),
  gcp: copier('read'),
  ditto: copier('read'),
  mv: copier('move'),
  gmv: copier('move'),
  ln: copier('link'),
  link: copier('link'),
  install: copier('read'),
  rm: writer('', 'recursive'),
  rmdir: writer(),
  unlink: writer(),
  shred: writer('ns', 'never'),
  srm: writer(),
  trash: writer('', 'always'),
  touch: writer('dtr', 'never'),
  mkdir: writer('m', 'never'),
  mkfifo: writer('m'),
  mknod: writer('m'),
  truncate: writer('sr', 'never'),
  fallocate: writer('lo', 'never'),
  chmod: writer('', 'recursive'),
  chown: writer('', 'recursive'),
  chgrp: writer('', 'recursive'),
  setfacl: writer('mxMXbk', 'recursive'),
  chattr: writer('v', 'recursive'),
  chflags: writer('', 'recursive'),
  setfattr: writer('nvx', 'never'),
  tee,
  sponge: tee,
  dd,
  sed,
  gsed: sed,
  awk,
  gawk: awk,
  mawk: awk,
  nawk: awk,
  tar,
  gtar: tar,
  bsdtar: tar,
  cpio: packer,
  pax: packer,
  zip,
  rsync,
  vim: editor,
  vi: editor,
  rvim: editor,
  rview: editor,
  gvim: editor,
  'vim.basic': editor,
  'vim.tiny': editor,
  vimdiff: editor,
  nvim: editor,
  view: editor,
  ex: editor,
  ed: editor,
  emacs: editor,
  emacsclient: editor,
  nano: editor,
  pico: editor,
  micro: editor,
  hx: editor,
  subl: editor,
  patch,
  jq,
  gojq: jq,
  sqlite3: sqlite,
  duckdb: sqlite,
  head,
  tail: head,
  ghead: head,
  gtail: head,
  sort,
  gsort: sort,
  uniq: filter('fsw'),
  wc: count,
  cksum: count,
  md5sum: reader,
  sha1sum: reader,
  sha224sum: reader,
  sha256sum: reader,
  sha384sum: reader,
  sha512sum: reader,
  b2sum: reader,
  shasum: reader,
  md5: reader,
  sum: reader,
  tr: translate,
  cut: filter('bcdf', 0, ['--output-delimiter', '--delimiter', '--fields']),
  paste: filter('d', 0, ['--delimiters']),
  column: filter('socNR', 0, ['--separator', '--table-columns']),
  fold: filter('w'),
  fmt: filter('wpg'),
  nl: filter('bdfhilnsvw'),
  shuf: filter('einor', 0, ['--head-count', '--input-range', '--output']),
  numfmt: filter('d', 9),
  rename: writer('', 'never', 1),
};
