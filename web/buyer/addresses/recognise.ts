import { recogniseAddress } from "#contract/recognise-address";
import { regionPath } from "#contract/regions";
import type { Draft } from "./address-draft.ts";

export type FoundPart = "name" | "phone" | "province" | "city" | "district" | "street";

/** What a pasted note says, laid over what the form already holds. Loaded with the regions, on first use. */
export function recogniseInto(draft: Draft, pasted: string): { draft: Draft; found: FoundPart[] } {
  const said = recogniseAddress(pasted);
  const path = regionPath(said.districtCode);
  const places = path ? [path.province, path.city, path.district] : [];
  return {
    found: said.found,
    draft: {
      ...draft,
      name: said.name || draft.name,
      phone: said.phone || draft.phone,
      street: said.street || draft.street,
      ...(places.length > 0
        ? { regionCodes: places.map((place) => place.code), regionNames: places.map((place) => place.name) }
        : {}),
    },
  };
}
