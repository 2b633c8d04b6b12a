import type { Parts } from "#platform/parts";
import { streamConsumer } from "./follow-stream.ts";
import { tradeConsumer } from "./count/follow-orders.ts";
import { roomDealRoutes } from "./deals/routes-deals.ts";
import { dealConsumer } from "./deals/tell-deals.ts";
import { runLine } from "./line/run-line.ts";
import { roomRoutes } from "./routes.ts";
import { chatRoutes } from "./chat/routes-chat.ts";
import { deskRoutes } from "./routes-desk.ts";
import { liveSweeps } from "./sweeps.ts";

export { announceRoom, changeRoom } from "./change-room.ts";
export { createRoom, type NewRoom } from "./create-room.ts";
export { endRoom } from "./end-room.ts";
export { pinProduct, unpinProduct } from "./shelf/pin-product.ts";
export { reserveRoom } from "./reserve-room.ts";
export { readRoomTitles, readRoomTotals, type RoomTotals } from "./count/room-totals.ts";
export { type Saying, sendMessages } from "./chat/send-messages.ts";
export { clickProduct } from "./shelf/note-actions.ts";
export { giveStreamKey } from "./stream-key.ts";
export { type Stays, writeVisits } from "./line/visits.ts";

export const parts: Parts = {
  name: "live",
  routes: (app, house) => {
    roomRoutes(app, house);
    chatRoutes(app, house);
    deskRoutes(app, house);
    roomDealRoutes(app, house);
  },
  open: { role: "live", start: runLine },
  consumers: () => [streamConsumer, tradeConsumer, dealConsumer],
  sweeps: liveSweeps,
};
