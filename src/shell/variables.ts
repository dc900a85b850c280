import type { Assignment } from 'unbash';
import { evaluateArithmetic } from './arithmetic.ts';
import type { Evaluator } from './evaluator.ts';
import { combine, expandWord } from './expand.ts';
import { anything } from './holes.ts';
import { type Alternatives, copyState, noOutput, type ShellState, unknownOutput, type Variable } from './state.ts';

/** Variables whose text is run as code by the programs that read them. */
const codeVariables =
  /^(?:PROMPT_COMMAND|PS[0-4]|GIT_PAGER|PAGER|MANPAGER|GIT_EDITOR|GIT_SEQUENCE_EDITOR|EDITOR|VISUAL|GIT_SSH_COMMAND|GIT_SSH|GIT_EXTERNAL_DIFF|GIT_ASKPASS|SSH_ASKPASS|LESSOPEN|LESSCLOSE|BROWSER|RSYNC_RSH|GIT_PROXY_COMMAND|FZF_DEFAULT_COMMAND|PYTHONSTARTUP|NODE_OPTIONS|PERL5OPT|RUBYOPT)$/;
/** Variables that name folders which programs take their modules from. */
const searchVariables =
  /^(?:PYTHONPATH|NODE_PATH|PERL5LIB|RUBYLIB|LUA_PATH|AWKPATH|CLASSPATH|GIT_TEMPLATE_DIR|CPATH|C_INCLUDE_PATH|CPLUS_INCLUDE_PATH|GIT_OBJECT_DIRECTORY|GIT_ALTERNATE_OBJECT_DIRECTORIES)$/;
/** Variables that name a file which is run or read. */
const fileVariables =
  /^(?:BASH_ENV|ENV|GIT_INDEX_FILE|CURL_HOME|WGETRC|NETRC|RIPGREP_CONFIG_PATH|PYTHONSTARTUP|PIP_CONFIG_FILE|PIP_REQUIREMENT|PIP_CONSTRAINT|NPM_CONFIG_USERCONFIG|npm_config_userconfig)$/;

/** `declare x=$(…)` and `env A=b`: the text of an assignment among the arguments. */
export function assignmentText(shell: Evaluator, assignment: Assignment, state: ShellState): Alternatives {
  if (assignment.value.type === 'ArrayValue') {
    assign(shell, assignment, state);
    return [[`${assignment.name}=`]];
  }
  const values = expandWord(assignment.value, state, shell);
  return values.map((fields) => [`${assignment.name}${assignment.append === true ? '+' : ''}=${fields.join(' ')}`]);
}

export function assign(shell: Evaluator, assignment: Assignment, state: ShellState, isExported = false): void {
  const { name, value, append, index } = assignment;
  const before = state.variables.get(name);
  if (value.type === 'ArrayValue') {
    const keyed = new Map<string, string>();
    let values: Alternatives = append === true ? (before?.values ?? [[]]) : [[]];
    for (const element of value.elements) {
      const entry = /^\[([^\]]*)\]=/.exec(element.value);
      const fields = expandWord(element, state, shell);
      values = combine(
        values,
        entry === null ? fields : fields.map((each) => each.map((text) => text.replace(/^\[[^\]]*\]=/, ''))),
      );
      if (entry !== null) keyed.set(entry[1] ?? '', (fields[0]?.[0] ?? anything).replace(/^\[[^\]]*\]=/, ''));
    }
    state.variables.set(name, { values, isExported, ...(keyed.size > 0 ? { keyed } : {}) });
    return;
  }
  let values: Alternatives = expandWord(value, state, shell).map((fields) => [fields.join(' ')]);
  if (append === true)
    values = (before?.values ?? [['']]).flatMap((old) => values.map((fields) => [`${old[0] ?? ''}${fields[0] ?? ''}`]));
  if (index !== undefined) {
    // An element joins the others: which one is asked for is known at the reading.
    const key = expandWord(index, state, shell)[0]?.[0] ?? anything;
    const keyed = new Map([...(before?.keyed ?? []), [key, values[0]?.[0] ?? anything]]);
    values = combine(before?.values ?? [[]], values);
    state.variables.set(name, { values, isExported, keyed });
    return;
  }
  setVariable(shell, name, values.flat(), state, isExported || before?.isExported === true);
}

/** Sets a plain variable to one of `texts`, and follows those that programs run as code. */
export function setVariable(
  shell: Evaluator,
  name: string,
  texts: readonly string[],
  state: ShellState,
  isExported: boolean,
): void {
  const before = state.variables.get(name);
  const isNumber = before?.isNumber === true;
  const variable: Variable = {
    values: texts.map((text) => [text]),
    isExported,
    ...(isNumber ? { isNumber } : {}),
  };
  if (isNumber) for (const text of texts) evaluateArithmetic(shell, text, state);
  // A reference without a target takes its first value as one.
  if (before?.refersTo === '') {
    const [target = ''] = texts;
    state.variables.set(name, { ...variable, refersTo: target });
    return;
  }
  if (before?.refersTo !== undefined) state.variables.set(before.refersTo, variable);
  else state.variables.set(name, variable);
  for (const text of texts) {
    if (/^(?:MAKEFLAGS|MAKEFILES|GNUMAKEFLAGS)$/.test(name))
      shell.invoke('make', name === 'MAKEFILES' ? ['-f', text] : [text], { state: copyState(state), input: noOutput });
    if (codeVariables.test(name) && text !== '') shell.code(text, state, name.startsWith('PS') && name.length === 3);
    else if (fileVariables.test(name) && text !== '') startFile(shell, name, text, state);
    else if (searchVariables.test(name))
      for (const folder of text.split(':')) shell.touch('read', folder, state, { isGuess: true, deep: true });
    else if (name === 'GLOBIGNORE' && text !== '') state.options = new Set([...state.options, 'dotglob']);
    else if (/^GIT_TRACE/.test(name) && text.includes('/')) shell.touch('write', text, state);
    else if (/^(?:LD_PRELOAD|LD_LIBRARY_PATH|DYLD_INSERT_LIBRARIES)$/.test(name)) shell.opaque();
  }
  if (name.startsWith('CLOISTER_')) shell.tampers(`the variable ${name}`);
  if (/^(?:CLAUDE_CONFIG_DIR|CLAUDE_CODE_SIMPLE)$/.test(name)) shell.tampers(`the variable ${name}`);
}

/** A file that shells and programs run or read when they start. */
function startFile(shell: Evaluator, name: string, text: string, state: ShellState): void {
  const file = /\$\(|`/.test(text) ? '' : text;
  if (file === '') shell.code(text, state, true);
  const content = shell.contentOf(file, state, unknownOutput);
  if (content === undefined) {
    shell.touch('read', file, state);
    if (/^(?:BASH_ENV|ENV)$/.test(name)) shell.scriptFile(file, state);
  } else if (content.kind !== 'known') shell.unknown(`what ${name} brings in`);
  else if (/^(?:BASH_ENV|ENV)$/.test(name)) shell.text(content.text, copyState(state), unknownOutput);
  else shell.opaque();
}
