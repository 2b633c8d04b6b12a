import { createHash, randomBytes } from "node:crypto";
import sharp from "sharp";
import { clock } from "#platform/clock";
import { type Db, statement } from "#platform/db";
import { newId } from "#platform/ids";
import { Refusal } from "#platform/refusal";
import { fileUrl, type Storage } from "#platform/storage";

const PIXELS_MAX = 50_000_000;
const SIDE_MAX = 2_000;

const insert = statement(
  "media.insert_upload",
  `insert into media.uploads (id, owner_id, kind, state, storage_key, width, height, bytes, sha256, created_at)
   values ($1, $2, 'image', 'ready', $3, $4, $5, $6, $7, $8)`,
);

export type StoredImage = { id: bigint; url: string; storageKey: string; width: number; height: number };

/** What the first bytes say a file is; the name and the stated type of an upload are never believed. */
export function pictureKind(bytes: Buffer): "jpeg" | "png" | "webp" | "gif" | "avif" | undefined {
  const text = (from: number, to: number): string => bytes.toString("latin1", from, to);
  if (bytes.length < 16) return undefined;
  if (bytes.readUIntBE(0, 3) === 0xffd8ff) return "jpeg";
  if (text(1, 4) === "PNG" && bytes[0] === 0x89) return "png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  if (text(0, 4) === "GIF8") return "gif";
  if (text(4, 8) === "ftyp" && /^avi[fs]/.test(text(8, 12))) return "avif";
  return undefined;
}

/** Reads a picture and writes it anew, upright, at most 2,000 pixels wide or high, without what else the file carried. */
async function reencode(bytes: Buffer): Promise<{ webp: Buffer; width: number; height: number }> {
  if (!pictureKind(bytes)) throw new Refusal("media.bad_type");
  const drawing = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: "error", pages: 1 })
    .autoOrient()
    .resize({ width: SIDE_MAX, height: SIDE_MAX, fit: "inside", withoutEnlargement: true })
    .webp({ quality: 82 });
  // What sharp cannot read is the sender's fault whatever it says: broken, too many pixels, not what it claims to be.
  const { data, info } = await drawing.toBuffer({ resolveWithObject: true }).catch(() => {
    throw new Refusal("media.bad_type");
  });
  return { webp: data, width: info.width, height: info.height };
}

/** Keeps a person's picture. The file stands before its row does: a row always has its file. */
export async function storeImage(db: Db, storage: Storage, ownerId: bigint, bytes: Buffer): Promise<StoredImage> {
  const { webp, width, height } = await reencode(bytes);
  const name = randomBytes(16).toString("hex");
  const storageKey = `images/${name.slice(0, 2)}/${name}.webp`;
  await storage.put(storageKey, webp);
  const id = newId();
  const sha256 = createHash("sha256").update(webp).digest();
  await insert(db, id, ownerId, storageKey, width, height, webp.length, sha256, clock.now());
  return { id, url: fileUrl(storageKey), storageKey, width, height };
}
