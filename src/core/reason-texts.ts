import type { Reason, ReasonId } from './decision.ts';

/** What is said to the model, which acts on it: the rule, then what it may do instead. `{what}` is a path or a name. */
const texts: Readonly<Record<ReasonId, readonly [string, string]>> = {
  locked: ['{what} is locked from agents', 'Work without it; only the person can unlock it. Do not try another way.'],
  private: [
    '{what} is marked private by its author',
    'Work without it; other notes of the folder can be read one by one.',
  ],
  'read-only': ['{what} may be read but not changed', 'Write to another folder, or ask the person for the change.'],
  'redacted-only-read': [
    '{what} can be read in redacted form only',
    'Use the Read or Grep tool on single text files; a shell or another tool does not get it.',
  ],
  'never-writable': [
    '{what} steers agents or runs commands, so no agent may change it',
    'Tell the person what you would change and why.',
  ],
  'broad-search': ['this reaches locked notes in {what}', 'Name the folders that you need, or leave these out.'],
  'stale-index': [
    'the list of notes marked private could not be brought up to date ({what})',
    'Try again, since it goes on where it stopped; or search in a single folder.',
  ],
  unresolved: ['it can not be told which files this touches ({what})', 'Write the paths out in full.'],
  unparsed: ['this command can not be parsed ({what})', 'Write it as simple commands, one at a time.'],
  tampers: ['this would switch off or go round the guard ({what})', 'Leave Cloister and the settings of agents alone.'],
  loosens: ['only the person may run this ({what})', 'Ask the person to run it in a terminal of their own.'],
  'commit-hook': [
    'this would keep the commit from being looked at ({what})',
    'Commit without it. Where that stops the commit, take out what it names; only the person may go round it.',
  ],
  placeholder: [
    'the text holds a placeholder that stands for hidden text ({what})',
    'Writing it would destroy the note. Edit only the lines around it.',
  ],
  'secret-in-prompt': [
    'the prompt holds a secret ({what})',
    'Nothing was sent. Take it out, or send the same prompt once more to send it anyway.',
  ],
  'secret-in-notification': [
    'the message of a background task holds a secret ({what})',
    'It was not passed on. Have the task print less.',
  ],
  'secret-in-file': ['{what} holds a secret', 'Work without this file, or ask the person to take the secret out.'],
  'personal-in-file': [
    '{what} holds personal data',
    'Work without this file, or ask the person what you need to know of it.',
  ],
  'hidden-in-prompt': [
    'the prompt takes in what the policy hides ({what})',
    'Nothing was sent. Name the note without @, so that it is read in redacted form, or send the same prompt once more.',
  ],
  'hidden-in-notification': [
    'the message of a background task holds what the policy hides ({what})',
    'It was not passed on. Have the task print less.',
  ],
  'hidden-in-instructions': [
    '{what}, which is taken in with the instructions, holds what the policy hides',
    'Nothing was sent. Take that out of it, or send the prompt once more to send it anyway.',
  ],
  'hidden-part': [
    'this reaches into hidden text of {what}',
    'Edit only the lines around it, or ask the person for the change.',
  ],
  mention: ['the prompt mentions {what}, which is locked from agents', 'Nothing was sent. Take the mention out.'],
  'private-instructions': [
    '{what}, which its author marked private, is taken in with the instructions',
    'Nothing was sent. Take the import out of the instructions, or the mark out of the note.',
  ],
  'secret-in-instructions': [
    '{what}, which is taken in with the instructions, holds a secret',
    'Nothing was sent. Take the secret out of it, or send the prompt once more to send it anyway.',
  ],
  unprocessed: ['the result of {what} could not be checked', 'The run was stopped before it was sent.'],
  'bad-message': ['the message to the guard can not be understood ({what})', 'Run `cloister doctor`.'],
  'broken-policy': [
    'the policy of {what} can not be read, so everything in it is locked',
    'Ask the person to mend .cloister/policy.json; `cloister status` says what is wrong.',
  ],
  fault: ['the guard failed ({what}), so this was not allowed', 'Ask the person to run `cloister doctor`.'],
  deadline: ['the guard did not finish in time', 'Try a smaller step: one command, one folder.'],
  log: [
    'the decision could not be logged ({what}), so this was not allowed',
    'Ask the person to run `cloister doctor`.',
  ],
  'weakens-settings': ['this change of settings would weaken the guard ({what})', 'The settings stay as they were.'],
};

/** The sentence of a reason, for the model and the person. It never holds content. */
export function reasonText({ id, what, instead }: Reason): string {
  const [rule, advice] = texts[id];
  return `Cloister: ${rule.replace('{what}', () => what ?? 'this')}. ${instead ?? advice}`;
}
