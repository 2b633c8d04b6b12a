/** Generated from contract/api: every endpoint by name. Empty until the first one is registered. */
export const endpoints = {} as const;
export type Endpoints = Record<never, never>;
