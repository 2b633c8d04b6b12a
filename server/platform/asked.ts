/**
 * What an outside party answered. Unknown is never a no: the deed may have happened, so ask again with the same number.
 */
export type Asked<T> =
  | { sure: "yes"; value: T }
  | { sure: "no"; code: string }
  | { sure: "unknown"; why: Why; retryAfterSeconds?: number };

/** Why nobody knows: `set_up` and `unverified` want a person, the others want patience. */
export type Why =
  | "silence"
  | "server_error"
  | "throttled"
  | "under_way"
  | "not_enough"
  | "abnormal"
  | "unverified"
  | "unreadable"
  | "set_up"
  | "unlisted";

export const yes = <T>(value: T): Asked<T> => ({ sure: "yes", value });
export const no = (code: string): { sure: "no"; code: string } => ({ sure: "no", code });
export const unknown = (why: Why, retryAfterSeconds?: number): { sure: "unknown"; why: Why } => ({
  sure: "unknown",
  why,
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
});
