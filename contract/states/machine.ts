/** A closed table of states: where one may go from each, and which are the end. Another move is `wrong_state`. */
export type Machine<S extends string> = Record<S, readonly S[]>;

export const allows = <S extends string>(machine: Machine<S>, from: S, to: S): boolean => machine[from].includes(to);

/** The states from which a state can be reached: the guard of an update. */
export const before = <S extends string>(machine: Machine<S>, to: S): S[] =>
  (Object.keys(machine) as S[]).filter((from) => machine[from].includes(to));

export const terminal = <S extends string>(machine: Machine<S>): S[] =>
  (Object.keys(machine) as S[]).filter((state) => machine[state].length === 0);
