export type Details = Record<string, unknown>;

/** A "no" or a fault as it reached the page. `offline` and `timeout` never reached the server's answer. */
export class ApiProblem extends Error {
  readonly kind: "refused" | "offline" | "timeout";
  readonly status: number;
  readonly code: string;
  readonly details: Details;
  readonly requestId: string;

  constructor(from: {
    kind?: ApiProblem["kind"];
    status: number;
    code: string;
    details?: Details;
    requestId?: string;
  }) {
    super(from.code);
    this.name = "ApiProblem";
    this.kind = from.kind ?? "refused";
    this.status = from.status;
    this.code = from.code;
    this.details = from.details ?? {};
    this.requestId = from.requestId ?? "";
  }

  /** Asking again may help: nothing was decided, or the server was busy. */
  get passing(): boolean {
    return this.kind !== "refused" || this.status >= 502;
  }
}

export const isProblem = (error: unknown, code?: string): error is ApiProblem =>
  error instanceof ApiProblem && (code === undefined || error.code === code);
