import sharp from "sharp";

export type Upload = { name: string; mimeType: string; buffer: Buffer };

const hues: Record<string, string> = { licence: "#f3efe2", jasmine: "#dfe8cf", longjing: "#b9cf9a", cover: "#7d9c6d" };

/** A picture as a phone takes it: JPEG, and with the place it was taken at in its EXIF. */
export async function coloured(name: string, { width = 900, height = 900 } = {}): Promise<Upload> {
  const buffer = await sharp({ create: { width, height, channels: 3, background: hues[name] ?? "#cccccc" } })
    .withExif({ IFD0: { Copyright: "EXIF-must-go" } })
    .jpeg()
    .toBuffer();
  return { name: `${name}.jpg`, mimeType: "image/jpeg", buffer };
}
