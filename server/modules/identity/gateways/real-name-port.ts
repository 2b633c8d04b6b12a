import type { Asked } from "#platform/asked";

/** Whoever knows whether a name and a citizen number belong together, and to whom a face belongs. */
export type RealNameGateway = { check(person: PersonClaim): Promise<Asked<RealNameResult>>; stop(): void };
/** `face` refers to a recording the checker holds; without it only name and number are compared. */
export type PersonClaim = { name: string; idNumber: string; face?: string };
export type RealNameResult = { named: boolean; face: boolean | null };
