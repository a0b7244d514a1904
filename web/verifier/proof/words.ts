/** A sentence in the page's two languages. Reasons are made where a rule is broken, so that they can say what was found. */

export type Words = { zh: string; en: string };

/** The bytes are not what they should be; `words` say why. Nothing of them may be used. */
export class Malformed extends Error {
  readonly words: Words;

  constructor(zh: string, en: string) {
    super(en);
    this.words = { zh, en };
  }
}

/** A step of a verification does not hold. */
export class Refused extends Error {
  readonly step: number;
  readonly words: Words;

  constructor(step: number, zh: string, en: string) {
    super(`step ${step}: ${en}`);
    this.step = step;
    this.words = { zh, en };
  }
}

/** Run a parser; what it finds malformed refuses `step`. */
export function within<T>(step: number, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof Malformed) throw new Refused(step, error.words.zh, error.words.en);
    throw error;
  }
}
