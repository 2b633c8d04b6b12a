import { z } from "zod";

/** An id is a bigint inside and digits on the wire; its value stays below 2^53. */
export const id = z.codec(z.string().regex(/^[1-9]\d{0,15}$/), z.bigint(), { decode: BigInt, encode: String });

/** Money is an integer of fen: a bigint inside, never a float. At most ten million yuan. */
export const fen = z.codec(z.int().min(0).max(1_000_000_000), z.bigint(), { decode: BigInt, encode: Number });

/** A sum of money in a report: any whole number of fen that a double carries exactly, below zero too. */
export const fenSum = z.codec(z.int(), z.bigint(), { decode: BigInt, encode: Number });

/** A moment, RFC 3339 in UTC on the wire. */
export const time = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

/** A share in basis points: 10,000 is the whole. */
export const basisPoints = z.int().min(0).max(10_000);

/** A line of text without control or direction characters. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    // oxlint-disable-next-line no-control-regex -- these are the characters we refuse
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]*$/)
    .refine((text) => text.isWellFormed(), "half a character");

/** A Chinese mobile number. */
export const phone = z.string().regex(/^1[3-9]\d{9}$/);

export const quantity = z.int().min(1).max(999);

/** One page of a list: `nextCursor` is null on the last. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export const pageIn = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(300).optional(),
};

export const ok = z.object({ ok: z.literal(true) });
