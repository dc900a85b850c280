/** An error that the user can mend: shown as one line and its hint, without a stack. Anything else is our bug. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}
