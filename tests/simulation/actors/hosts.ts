import { announceRoom, clickProduct, createRoom, endRoom, giveStreamKey, pinProduct } from "#modules/live";
import { noteStarted, noteStopped } from "#modules/media";
import type { Chance } from "../chance.ts";
import type { Furniture, Sku } from "../furnish.ts";
import { askOnce, askUntil, MINUTE, said, SECOND, type Story } from "../story.ts";
import { shop } from "./buyers.ts";

type Host = Furniture["hosts"][number];
type Show = { story: Story; chance: Chance; host: Host; roomId: bigint; streamId: bigint };

/** Hosts open a room every other hour, show some goods, and buyers come in crowds. */
export function hostsBroadcast(story: Story, chance: Chance): void {
  for (const host of story.furniture.hosts) {
    const own = chance.fork(host.name);
    const open = async (): Promise<void> => {
      if (story.schedule.nowMs() >= story.closesMs) return;
      story.schedule.after(own.between(90 * MINUTE, 180 * MINUTE), open);
      await broadcast(story, own, host);
    };
    story.schedule.after(own.between(2 * MINUTE, 40 * MINUTE), open);
  }
}

const shownBy = ({ furniture: { skus } }: Story): Sku[] => skus.filter(({ name }) => /^sku [134]\./.test(name));

async function broadcast(story: Story, chance: Chance, host: Host): Promise<void> {
  const show = await goLive(story, chance, host);
  if (!show) return;
  for (const sku of chance.some(shownBy(story), 3)) {
    const about = { roomId: show.roomId, productId: sku.productId, by: host.personId };
    const pinned = await askUntil(story, chance, ({ house }) => pinProduct(house.db, about));
    story.trace.note(host.name, `explains ${sku.name}`, said(pinned));
    if ("ok" in pinned) crowd(show, sku);
    await story.schedule.pause(chance.between(2 * MINUTE, 6 * MINUTE));
    if (chance.happens(0.15)) await loseThePicture(show);
  }
  const ended = await askUntil(story, chance, ({ house }) =>
    endRoom(house.db, { roomId: show.roomId, by: host.personId }),
  );
  story.trace.note(host.name, "ends the room", said(ended));
  await askUntil(story, chance, ({ house }) => noteStopped(house.db, show.streamId, null, "closed"));
}

async function goLive(story: Story, chance: Chance, host: Host): Promise<Show | undefined> {
  const productIds = [...new Set(shownBy(story).map((sku) => sku.productId))];
  // Planned twice when the answer was lost: the room nobody opens stays a draft.
  const planned = await askUntil(story, chance, ({ house }) =>
    createRoom(house.db, { creatorId: host.personId, title: "今晚好物", productIds }),
  );
  story.trace.note(host.name, "plans a room", said(planned));
  if (!("ok" in planned)) return undefined;
  const { id: roomId, streamId } = planned.ok;
  await askUntil(story, chance, ({ house }) => announceRoom(house.db, { roomId, by: host.personId }));
  const key = await askUntil(story, chance, ({ house }) =>
    giveStreamKey(house.db, house, { roomId, by: host.personId }),
  );
  story.trace.note(host.name, "takes the key", said(key));
  await askUntil(story, chance, ({ house }) => noteStarted(house.db, streamId, "picture-1", "127.0.0.1"));
  await story.schedule.pause(20 * SECOND);
  return { story, chance, host, roomId, streamId };
}

/** Some come in the same second, the others within two minutes. */
function crowd({ story, chance, roomId }: Show, sku: Sku): void {
  const burst = chance.between(200, 110 * SECOND);
  for (let n = 0, size = chance.between(1, 4); n < size; n++) {
    const own = chance.fork(`guest ${story.schedule.nowMs()} ${n}`);
    const buyer = own.one(story.furniture.buyers);
    const arrives = own.happens(0.5) ? burst : own.between(200, 110 * SECOND);
    story.schedule.after(arrives, async () => {
      const visitor = { personId: buyer.buyerId, device: "" };
      const about = { roomId, productId: sku.productId, visitor };
      const click = await askOnce(story, ({ house }) => clickProduct(house.db, house.vault, about));
      story.trace.note(buyer.name, `comes from a room to ${sku.name}`, said(click));
      const trail = "ok" in click ? { trail: click.ok.trail } : {};
      await shop({ story, chance: own, buyer }, [{ sku, quantity: 1, ...trail }]);
    });
  }
}

async function loseThePicture({ story, chance, host, streamId }: Show): Promise<void> {
  await askUntil(story, chance, ({ house }) => noteStopped(house.db, streamId, "picture-1", "gone"));
  story.trace.note(host.name, "loses the picture", "interrupted");
  await story.schedule.pause(chance.between(10 * SECOND, 3 * MINUTE));
  await askUntil(story, chance, ({ house }) => noteStarted(house.db, streamId, "picture-1", "127.0.0.1"));
}
