import type { AnswerOf } from "../../../../kit/api.ts";
import { ErrorState } from "../../../../kit/error-state.tsx";
import { count } from "../../../../kit/format.ts";
import { SkeletonRows } from "../../../../kit/skeleton.tsx";
import { Tag } from "../../../../kit/tag.tsx";
import { useQueryOf } from "../../../../kit/use-api.ts";
import { useWords } from "../../../../kit/words.ts";
import type { Desk } from "../desk-feed.ts";
import styles from "./drops.module.css";
import { useSkuNames } from "./use-sku-names.ts";

type Slice = AnswerOf<"listRoomSlices">["items"][number];

/** Pieces that only this room's viewers can buy, at the ordinary price. */
export function SlicesTab({ desk }: { desk: Desk }) {
  const words = useWords("deals");
  const input = { roomId: desk.id };
  const list = useQueryOf("listRoomSlices", input, { staleTime: 0, refetchInterval: 5_000 });
  const nameOf = useSkuNames(desk.shelf);
  if (!list.data)
    return list.error ? (
      <ErrorState problem={list.error} onRetry={() => void list.refetch()} />
    ) : (
      <SkeletonRows rows={2} picture={8} />
    );
  if (list.data.items.length === 0)
    return (
      <p className={styles.none}>
        <b>{words.noSlices}</b>
        {words.slicesHint}
      </p>
    );
  return (
    <>
      <p className={styles.tools}>{words.slicesHint}</p>
      <ul className={styles.drops} aria-label={words.tabSlices}>
        {list.data.items.map((slice) => (
          <SliceRow key={slice.id} slice={slice} name={nameOf(slice.skuId)} />
        ))}
      </ul>
    </>
  );
}

function SliceRow({ slice, name }: { slice: Slice; name: string }) {
  const words = useWords("deals");
  const open = slice.closedAt === null;
  return (
    <li className={styles.slice} aria-label={name}>
      <Tag tone={open ? "good" : "plain"}>{open ? words.sliceOpen : words.sliceClosed}</Tag>
      <b title={name}>{name}</b>
      <span>{words.slice(count(slice.left), count(slice.pieces))}</span>
      <span>{words.sliceHeld(count(slice.held))}</span>
      <span>{words.sliceReturned(count(slice.returned))}</span>
    </li>
  );
}
