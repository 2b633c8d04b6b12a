import { recordScans } from "#modules/fulfilment";
import { type Asked, no, unknown, yes } from "#platform/asked";
import { clock } from "#platform/clock";
import type { CarrierGateway, ScanStatus, Track } from "../../../server/modules/fulfilment/gateways/port.ts";
import type { Chance } from "../chance.ts";
import type { Faults } from "../faults.ts";
import type { Asker } from "../provider/index.ts";
import type { Schedule } from "../schedule.ts";
import { askUntil, HOUR, MINUTE, said, type Story } from "../story.ts";

const STEPS: readonly ScanStatus[][] = [
  ["picked_up", "in_transit"],
  ["delivering", "signed"],
];

/** Carries one parcel: its scans come in time, twice, or not at all, and some parcels are never signed for. */
export function carry(story: Story, chance: Chance, waybillNo: string): void {
  const steps = chance.happens(0.1) ? STEPS.slice(0, 1) : STEPS;
  const swift = chance.happens(0.5);
  const scan = async (n: number): Promise<void> => {
    const step = steps[n];
    if (step === undefined) return;
    const scans = step.map((status) => ({ status, at: clock.now(), place: "杭州", zh: "已扫描", en: "Scanned" }));
    const answer = await askUntil(story, chance, ({ house }) =>
      recordScans(house.db, { carrier: "SF", waybillNo, scans }),
    );
    story.trace.note("carrier", `scans ${waybillNo}: ${step.at(-1)}`, said(answer));
    const again = chance.happens(0.05) ? n : n + 1;
    story.schedule.after(swift ? chance.between(MINUTE, 6 * MINUTE) : chance.between(HOUR, 9 * HOUR), () =>
      scan(again),
    );
  };
  story.schedule.after(chance.between(MINUTE, 10 * MINUTE), () => scan(0));
}

/** The carrier's door for one program: it takes waybills on, when it answers at all. */
export function carrierFor(
  { schedule, faults, chance }: { schedule: Schedule; faults: Faults; chance: Chance },
  asker: Asker,
): CarrierGateway {
  return {
    carriers: [{ code: "SF", zh: "顺丰速运", en: "SF Express" }],
    register: async ({ carrier, waybillNo }): Promise<Asked<Track>> => {
      await schedule.pause(chance.between(20, 900));
      if (asker.isDead()) return new Promise(() => undefined);
      if (faults.hits("carrierSilent")) return unknown("silence");
      return faults.hits("carrierRefuses") ? no("WAYBILL_MALFORMED") : yes({ carrier, waybillNo, scans: [] });
    },
    look: async () => unknown("set_up"),
    hear: () => ({ refused: "signature_differs" }),
    stop: () => undefined,
  };
}
