import { drawnAt } from "#platform/ids";
import { networkOf } from "#platform/networks";

const WINDOW_MS = 60_000;
const PERSONS_MAX = 8;
const NETWORKS_MAX = 20_000;
const YOUNG_MS = 86_400_000;

/** Accounts made for a drop: younger than a day. */
export const isYoung = (personId: bigint, at: Date): boolean => at.getTime() - drawnAt(personId).getTime() < YOUNG_MS;

export type Crowds = { isCrowd: (address: string, personId: bigint, at: Date) => boolean };

/**
 * Who came from which network within the last minute, in this process. More than eight different persons of one /24 or
 * /64 are a crowd: a family is not, a farm is, and a dormitory solves a puzzle each.
 */
export function watchCrowds(): Crowds {
  const networks = new Map<string, Map<bigint, number>>();
  return {
    isCrowd: (address, personId, at) => {
      const network = networkOf(address);
      if (network === undefined) return false;
      const persons = networks.get(network) ?? new Map<bigint, number>();
      networks.delete(network); // and in again below: the map's order is who was seen last
      networks.set(network, persons);
      if (networks.size > NETWORKS_MAX) networks.delete(networks.keys().next().value!);
      persons.delete(personId);
      persons.set(personId, at.getTime());
      for (const [oldest, seenMs] of persons) {
        if (seenMs > at.getTime() - WINDOW_MS && persons.size <= PERSONS_MAX + 1) break;
        persons.delete(oldest);
      }
      return persons.size > PERSONS_MAX;
    },
  };
}
