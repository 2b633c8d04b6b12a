const SLOT_MS = 250;
const WINDOW_SLOTS = 12;

type Slot = { at: number; bytes: number; frames: number };

/** Bitrate and frame rate over the last three seconds. */
export function createRates(elapsedMs: () => number): {
  count(bytes: number, isPicture: boolean): void;
  read(): { bitrateKbps: number; fps: number };
} {
  let slots: Slot[] = [];
  const beganMs = elapsedMs();
  const recent = (): Slot[] => {
    const oldest = Math.floor(elapsedMs() / SLOT_MS) - WINDOW_SLOTS;
    return slots.filter((slot) => slot.at > oldest);
  };
  return {
    count(bytes, isPicture) {
      const at = Math.floor(elapsedMs() / SLOT_MS);
      let slot = slots.at(-1);
      if (slot?.at !== at) {
        slots = recent();
        slot = { at, bytes: 0, frames: 0 };
        slots.push(slot);
      }
      slot.bytes += bytes;
      if (isPicture) slot.frames++;
    },
    read() {
      const windowMs = (WINDOW_SLOTS - 1) * SLOT_MS + (elapsedMs() % SLOT_MS);
      const seconds = Math.max(SLOT_MS, Math.min(windowMs, elapsedMs() - beganMs)) / 1000;
      const total = { bytes: 0, frames: 0 };
      for (const slot of recent()) {
        total.bytes += slot.bytes;
        total.frames += slot.frames;
      }
      return {
        bitrateKbps: Math.round((total.bytes * 8) / 1000 / seconds),
        fps: Math.round((total.frames / seconds) * 10) / 10,
      };
    },
  };
}
