import { Refusal } from "#platform/refusal";
import type { Hearing, PaymentEvent } from "../../../server/modules/payments/gateways/port.ts";
import type { Chance } from "../chance.ts";
import type { Faults } from "../faults.ts";
import { LineBroken } from "../line.ts";
import type { Schedule } from "../schedule.ts";
import type { Trace } from "../trace.ts";
import type { News } from "./books.ts";

export type Notices = {
  /** Tells the house, once or more, soon or late, or never. */
  tell: (news: News, surely?: boolean) => void;
  hear: (raw: Buffer) => Hearing;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** What was not heard is told again after so long, and at last no more. */
const AGAIN_MS = [15 * SECOND, 15 * SECOND, 30 * SECOND, 3 * MINUTE, 10 * MINUTE, 20 * MINUTE, HOUR, 6 * HOUR];

/** The provider's post: the letters lie here, and what travels is only the number of each. */
export function openNotices(
  { schedule, faults, trace, chance }: { schedule: Schedule; faults: Faults; trace: Trace; chance: Chance },
  deliver: (raw: Buffer) => Promise<void>,
): Notices {
  const letters = new Map<string, PaymentEvent>();
  let serial = 0;

  const write = (news: News, eventId = `e${++serial}`): string => {
    const letter = `l${letters.size}`;
    letters.set(letter, { ...news, eventId } as PaymentEvent);
    return letter;
  };
  const travel = (): number =>
    faults.hits("noticeLate") ? chance.between(5 * MINUTE, 25 * HOUR) : chance.between(50, 4 * SECOND);

  async function post(letter: string, tries = 0): Promise<void> {
    const heard = await deliver(Buffer.from(letter)).then(
      () => "heard",
      (error: unknown) => {
        if (error instanceof Refusal) return error.code;
        if (error instanceof LineBroken) return "not heard";
        throw error;
      },
    );
    const { kind } = letters.get(letter)!;
    trace.note("provider", `tells of ${kind}`, heard);
    const again = AGAIN_MS[tries];
    if (heard !== "heard" && again !== undefined) schedule.after(again, () => post(letter, tries + 1));
  }

  return {
    tell: (news, surely = false) => {
      if (!surely && faults.hits("noticeLost")) return;
      const letter = write(news);
      schedule.after(travel(), () => post(letter));
      if (!faults.hits("noticeDoubled")) return;
      schedule.after(travel(), () => post(letter));
      schedule.after(travel(), () => post(write(news)));
    },
    hear: (raw) => {
      const heard = letters.get(raw.toString());
      return heard ? { heard } : { refused: "signature_differs" };
    },
  };
}
