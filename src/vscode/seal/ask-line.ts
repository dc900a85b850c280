import * as vscode from 'vscode';

/** What a line is asked with. The editor keeps no history of such lines, and writes none. */
export interface LineQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder?: string;
  /** Dots are shown in its place. */
  readonly isSecret: boolean;
  /** What stands there, selected, and can not be changed. */
  readonly fixed?: string;
  readonly buttons?: readonly { readonly button: vscode.QuickInputButton; press(box: vscode.InputBox): unknown }[];
  /** What is wrong with the line; undefined where nothing is. */
  check?(line: string): Promise<string | undefined> | string | undefined;
}

/** Asks for a line; undefined where the person leaves. `leave`, given to `hand`, closes the question from elsewhere. */
export function askLine(question: LineQuestion, hand?: (leave: () => void) => void): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.prompt = question.prompt;
  box.password = question.isSecret;
  // Whoever looks a key up elsewhere comes back to the question.
  box.ignoreFocusOut = true;
  if (question.placeholder !== undefined) box.placeholder = question.placeholder;
  box.buttons = (question.buttons ?? []).map(({ button }) => button);
  const { fixed } = question;
  if (fixed !== undefined) {
    box.value = fixed;
    box.valueSelection = [0, fixed.length];
  }
  return new Promise((resolve, reject) => {
    let isChecking = false;
    const accept = async (): Promise<void> => {
      if (isChecking) return;
      isChecking = true;
      box.busy = true;
      box.enabled = false;
      try {
        const line = box.value;
        const wrong = await question.check?.(line);
        if (wrong === undefined) {
          resolve(line);
          box.hide();
        } else {
          box.validationMessage = wrong;
        }
      } catch (error) {
        reject(error);
        box.hide();
      } finally {
        isChecking = false;
        box.busy = false;
        box.enabled = true;
      }
    };
    box.onDidAccept(accept);
    box.onDidChangeValue((value) => {
      if (fixed === undefined) box.validationMessage = undefined;
      else if (value !== fixed) box.value = fixed;
    });
    box.onDidTriggerButton((pressed) => question.buttons?.find(({ button }) => button === pressed)?.press(box));
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    hand?.(() => box.hide());
    box.show();
  });
}
