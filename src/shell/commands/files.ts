import type { Call } from '../evaluated.ts';
import { hasHole } from '../holes.ts';
import { copyState, noOutput, unknownOutput } from '../state.ts';
import { packer, rsync, tar, zip } from './archives.ts';
import { type Handler, hasOption, reader, splitArguments, valuesOfOption } from './call.ts';
import { jq, sqlite } from './data.ts';
import { editor } from './editors.ts';
import { awk, sed, textProcessor } from './streams.ts';
import { count, filter, head, sort, translate } from './text-filters.ts';

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
      } else {
        shell.touch('read', source, state, { deep: true });
      }
      if (act === 'move') shell.touch('write', source, state, { deep: true });
    }
    const last = operands.length > 1 && targets.length === 0 ? operands.at(-1) : undefined;
    if (act === 'link' || (name === 'cp' && hasOption(split, '-l', '-s', '--link', '--symbolic-link')))
      noteLinks(sources, targets.length > 0 ? targets : [last ?? '.'], call);
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

/** A link's own place is its target's name where it is made in a folder. */
function noteLinks(sources: readonly string[], places: readonly string[], { shell, state }: Call): void {
  for (const source of sources) {
    const own = source.replace(/\/+$/, '').replace(/^.*\//s, '');
    for (const place of places)
      for (const link of [place, `${place.replace(/\/+$/, '')}/${own}`]) shell.linked(source, link, state);
  }
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

const patch: Handler = (call) => {
  const split = splitArguments(call, 'iodprBDFgVYzb', ['--input', '--output', '--directory', '--strip']);
  for (const file of valuesOfOption(split, '-i', '--input')) call.shell.touch('read', file, call.state);
  for (const { text } of split.operands) call.shell.touch('read', text, call.state);
  for (const { text } of split.operands) call.shell.touch('write', text, call.state);
  return noOutput;
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
