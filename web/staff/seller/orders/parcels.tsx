import { ErrorState } from "../../../kit/error-state.tsx";
import { dateTimeZone } from "../../../kit/format.ts";
import { useLanguage } from "../../../kit/language.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { Steps } from "../../../kit/steps.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import type { ShopOrder } from "./order-state.tsx";
import styles from "./orders.module.css";

/** Each parcel with its track; the carrier's pushes appear as they come. */
export function Parcels({ shopId, order }: { shopId: string; order: ShopOrder }) {
  const words = useWords("sales");
  const language = useLanguage();
  const parcels = useQueryOf("listShopParcels", { shopId, orderId: order.id }, { refetchInterval: 15_000 });
  if (parcels.error && !parcels.data) {
    return <ErrorState problem={parcels.error} onRetry={() => void parcels.refetch()} />;
  }
  if (!parcels.data) return <SkeletonRows rows={1} picture={8} />;
  if (parcels.data.items.length === 0) return <p className={styles.hint}>{words.noParcels}</p>;
  return (
    <>
      {parcels.data.items.map((parcel) => (
        <div key={parcel.id} className={styles.box}>
          <div className={styles.top}>
            <span>
              {parcel.carrierName[language]} {parcel.waybillNo}
            </span>
            <Tag tone={parcel.state === "signed" ? "good" : "calm"}>
              {words.parcelStates[parcel.state] ?? parcel.state}
            </Tag>
          </div>
          {parcel.scans.length === 0 ? (
            <p className={styles.hint}>{words.noScans}</p>
          ) : (
            <Steps
              newestFirst
              now={0}
              steps={parcel.scans
                .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
                .map(({ status, place, note, at }) => ({
                  title: words.scans[status] ?? status,
                  note: [place, note].filter(Boolean).join(" · "),
                  time: dateTimeZone(at),
                }))}
            />
          )}
        </div>
      ))}
    </>
  );
}
