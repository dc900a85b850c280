/** An error that the user can mend: shown as one line and its hint, without a stack. Anything else is our bug. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }

  /** Each bundle has this class for itself: an error of one is known in the other by its name. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'UserError' && 'hint' in value && typeof value.hint === 'string';
  }
}
