/** What went wrong, as the server tells it to a person: who, at what stage, why, what to do, whether to retry. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly party: string;
  readonly stage: string;
  readonly remedy: string;
  readonly retriable: boolean;

  private constructor(status: number, fields: ErrorFields) {
    super(fields.cause);
    this.name = "ApiError";
    this.status = status;
    this.code = fields.code;
    this.party = fields.party;
    this.stage = fields.stage;
    this.remedy = fields.remedy;
    this.retriable = fields.retriable;
  }

  /** From an answer's body; a body that is not ours (a proxy's page, say) still gives a usable error. */
  static from(status: number, body: unknown): ApiError {
    const fields = (body as { error?: Partial<ErrorFields> } | undefined)?.error;
    return new ApiError(status, {
      code: fields?.code ?? `http_${status}`,
      cause: fields?.cause ?? "",
      party: fields?.party ?? "",
      stage: fields?.stage ?? "",
      remedy: fields?.remedy ?? "",
      retriable: fields?.retriable ?? status >= 500,
    });
  }

  /** The node did not answer at all. */
  static unreachable(): ApiError {
    return new ApiError(0, { code: "unreachable", cause: "", party: "", stage: "", remedy: "", retriable: true });
  }
}

type ErrorFields = { code: string; cause: string; party: string; stage: string; remedy: string; retriable: boolean };
