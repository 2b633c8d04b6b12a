import { loopSeconds } from "./stage.ts";

export const sampleRate = 48_000;

const note = (semitonesFromA4: number) => 440 * 2 ** (semitonesFromA4 / 12);
const chords = [
  [-21, -14, -9, -5],
  [-24, -17, -12, -8],
  [-26, -19, -14, -10],
  [-19, -12, -7, -3],
];
const melody = [3, 0, -2, -5, 0, 3, 5, 3, -2, 0, 7, 5, 3, 0, -5, -2];

/** Snaps a pitch to a whole number of waves per loop, so that the loop has no click. */
const whole = (hertz: number) => Math.round(hertz * loopSeconds) / loopSeconds;

/** Slow pads and a few plucked notes of a five-tone scale; mono, 16 bit, one loop. */
export function music(): Buffer {
  const total = loopSeconds * sampleRate;
  const mix = new Float64Array(total);
  const add = (from: number, seconds: number, hertz: number, level: (at: number) => number) => {
    const start = Math.round(from * sampleRate);
    const pitch = whole(hertz);
    for (let i = 0; i < seconds * sampleRate; i += 1) {
      const at = i / sampleRate;
      const slot = (start + i) % total;
      const angle = Math.PI * 2 * pitch * at;
      mix[slot] =
        (mix[slot] ?? 0) + level(at) * (Math.sin(angle) + 0.22 * Math.sin(angle * 2) + 0.06 * Math.sin(angle * 3));
    }
  };
  for (let bar = 0; bar < loopSeconds / 4; bar += 1) {
    for (const tone of chords[bar % chords.length] ?? [])
      add(bar * 4, 6, note(tone), (at) => 0.045 * Math.sin((Math.PI * at) / 6) ** 2);
  }
  for (let step = 0; step < loopSeconds; step += 1) {
    if (step % 8 === 6 || step % 5 === 4) continue;
    const tone = melody[(step * 5) % melody.length] ?? 0;
    add(step + (step % 2) * 0.04, 3, note(tone - 12), (at) => 0.11 * Math.min(1, at * 200) * Math.exp(-at * 2.4));
  }
  const bytes = Buffer.alloc(total * 2);
  mix.forEach((value, i) => bytes.writeInt16LE(Math.round(Math.tanh(value * 1.3) * 24_000), i * 2));
  return bytes;
}
