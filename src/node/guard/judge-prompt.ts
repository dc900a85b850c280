import { createHmac } from 'node:crypto';
import { statSync } from 'node:fs';
import { mentionsIn } from '../../agents/claude-code/instructions.ts';
import type { Reason, ReasonId } from '../../core/decision.ts';
import { type DataClass, dataClasses } from '../../core/placeholder.ts';
import { readOrMakeKey } from '../fingerprint-key.ts';
import { judgeLoaded } from './before-tool.ts';
import { commandTexts } from './command-files.ts';
import type { ShownFile } from './content.ts';
import { judgeInstructions } from './instructions.ts';
import { exists, judgeActions } from './judge.ts';
import { repeatedPrompt } from './prompts.ts';
import { type ContentAnswers, noBusiness, type Outcome, type Scene } from './scene.ts';

/** A message of the client's own about a background task, of the form observed with 2.1.330: nobody typed it. */
const notification = /^\s*<task-notification>\s*<task-id>[\w-]{1,64}<\/task-id>[\s\S]*<\/task-notification>\s*$/;

/**
 * Judges what is about to be sent to the model: mentions of what is hidden, a command's own text, and secrets. A person
 * who sends a prompt with a secret again means it; what is locked stays so.
 */
export async function judgePrompt(text: string, command: string | undefined, scene: Scene): Promise<Outcome> {
  if (notification.test(text)) return judgeNotification(text, scene);
  const [, args = ''] = /^\s*\S+\s*([\s\S]*)$/.exec(text) ?? [];
  // Of a server's prompt only its words are known: they may name what it reads.
  const words =
    command?.startsWith('mcp__') === true ? args.split(/\s+/).filter((each) => /\/|\.\w{1,8}$/.test(each)) : [];
  const mentions = [...mentionsIn(text), ...words].filter((path) => exists(path, scene));
  const judged = judgeActions(
    mentions.map((path) => ({ act: 'read' as const, path })),
    scene.judge(),
  );
  if (judged.decision.verdict === 'deny') {
    const { what } = judged.decision.reason;
    return {
      ...judged,
      isBusiness: true,
      decision: denied({ id: 'mention', ...(what === undefined ? {} : { what }) }),
    };
  }
  if (!judged.isBusiness) return noBusiness;
  if (command !== undefined)
    for (const loaded of commandTexts(command, scene.cwd, scene.home)) {
      const stopped = judgeLoaded(loaded, args, scene.cwd, scene.before());
      if (stopped !== undefined) return { ...stopped, isBusiness: true };
    }
  return (await judgeInstructions(scene)) ?? judgeSecrets(text, mentions, scene);
}

/** Mentions in it are not followed; a monitor's lines come in no other way. */
async function judgeNotification(text: string, scene: Scene): Promise<Outcome> {
  if (!scene.isHere()) return noBusiness;
  const hides = hiddenOf(scene.contentAnswers([]));
  if (hides.length === 0) return { ...noBusiness, isBusiness: true };
  const findings = await scene.content().findingsIn(text, 'notification.md', new Set(hides));
  const finding = findings.find(({ rule }) => rule.startsWith('secret.')) ?? findings[0];
  if (finding === undefined) return { ...noBusiness, isBusiness: true };
  const id = finding.rule.startsWith('secret.') ? 'secret-in-notification' : 'hidden-in-notification';
  return { decision: denied({ id, what: finding.rule }), paths: [], isBusiness: true };
}

async function judgeSecrets(text: string, mentions: readonly string[], scene: Scene): Promise<Outcome> {
  const files = mentions.flatMap((mention) =>
    scene
      .placesOf(mention)
      .flatMap((path): (ShownFile & { mention: string })[] =>
        statSync(path, { throwIfNoEntry: false })?.isFile() === true ? [{ path, mention, isRedacted: false }] : [],
      ),
  );
  let what: string | undefined;
  let id: ReasonId = 'hidden-in-prompt';
  for (const file of files) {
    // The client puts a file that is mentioned into the prompt itself: no tool's result is there to be redacted.
    const answers = scene.contentAnswers([file.path]);
    for (const each of hiddenOf(answers)) {
      if (!(await scene.content().holdsAny(file, each))) continue;
      if (answers[each] === 'deny') {
        const reason = each === 'personal' ? 'personal-in-file' : 'secret-in-file';
        return { decision: denied({ id: reason, what: file.mention }), paths: [file.path], isBusiness: true };
      }
      if (each === 'secret') id = 'secret-in-prompt';
      what ??= `in the mentioned ${file.mention}`;
    }
  }
  // What a person types of people is meant to be sent.
  if (scene.contentAnswers([]).secret !== 'allow') {
    const [finding] = await scene.content().findingsIn(text, 'prompt.md', new Set(['secret'] as const));
    if (finding !== undefined) [id, what] = ['secret-in-prompt', finding.rule];
  }
  const passed: Outcome = { ...noBusiness, isBusiness: true };
  if (what === undefined) return passed;
  const hash = createHmac('sha256', readOrMakeKey(scene.own)).update(text).digest('hex');
  if (repeatedPrompt(scene.own, hash, scene.parts.now())) return passed;
  return { ...passed, decision: denied({ id, what }) };
}

function hiddenOf(answers: ContentAnswers): DataClass[] {
  return dataClasses.filter((each) => answers[each] !== 'allow');
}

function denied(reason: Reason): Outcome['decision'] {
  return { verdict: 'deny', reason };
}
