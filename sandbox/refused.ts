/** A "no" the caller is meant to read: HTTP status, stable code, a sentence for people. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, sentence: string) {
    super(sentence);
    this.status = status;
    this.code = code;
  }
}

type Fields = Record<string, unknown>;

export function fieldsOf(value: unknown): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Refused(400, "PARAM_ERROR", "an object is wanted");
  return value as Fields;
}

export function textOf(fields: Fields, name: string, longest = 200): string {
  const value = fields[name];
  if (typeof value !== "string" || value.length === 0 || value.length > longest)
    throw new Refused(400, "PARAM_ERROR", `${name} wants 1 to ${longest} characters`);
  return value;
}

export const optionalText = (fields: Fields, name: string, longest = 200): string | null =>
  fields[name] === undefined || fields[name] === null ? null : textOf(fields, name, longest);

/** The merchant's own numbers: what fits a path and a bill. */
export function numberOf(fields: Fields, name: string): string {
  const value = textOf(fields, name, 64);
  if (!/^[\w*@|-]+$/.test(value)) throw new Refused(400, "PARAM_ERROR", `${name} has a character that is not allowed`);
  return value;
}

export function fenOf(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value <= 0)
    throw new Refused(400, "PARAM_ERROR", `${name} wants a whole number of fen above 0`);
  return value;
}

export function timeOf(fields: Fields, name: string): number {
  const at = Date.parse(textOf(fields, name, 40));
  if (Number.isNaN(at)) throw new Refused(400, "PARAM_ERROR", `${name} wants an ISO time`);
  return at;
}

export function listOf(fields: Fields, name: string, longest = 50): Fields[] {
  const value = fields[name];
  if (!Array.isArray(value) || value.length > longest)
    throw new Refused(400, "PARAM_ERROR", `${name} wants a list of at most ${longest}`);
  return value.map(fieldsOf);
}
