import { useEffect, useRef } from "react";
import { ErrorState } from "../../../kit/error-state.tsx";
import { dateTime } from "../../../kit/format.ts";
import { Icon } from "../../../kit/icon.tsx";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { Steps } from "../../../kit/steps.tsx";
import { Tag } from "../../../kit/tag.tsx";
import type { AnswerOf } from "../../../kit/api.ts";
import { useLanguage } from "../../../kit/language.ts";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useTongue } from "../../buy/tongue.ts";
import { CopyButton } from "./copy-button.tsx";
import styles from "./order.module.css";

type Parcel = AnswerOf<"listParcels">["items"][number];

/** Where the goods are: every parcel with its track, the newest scan first. */
export function Parcels({ orderId, show }: { orderId: string; show: boolean }) {
  const words = useWords("orders");
  const read = useQueryOf("listParcels", { orderId }, { refetchInterval: 30_000 });
  const place = useRef<HTMLElement>(null);
  const known = read.data !== undefined;
  useEffect(() => {
    if (show && known) place.current?.scrollIntoView({ block: "start", behavior: "smooth" });
  }, [show, known]);
  const parcels = read.data?.items;
  return (
    <section ref={place} className={styles.card} aria-label={words.parcels} id="parcels">
      <h3 className={styles.heading}>
        <Icon name="truck" size={18} />
        {words.parcels}
      </h3>
      {!parcels ? (
        read.error ? (
          <ErrorState problem={read.error} onRetry={() => void read.refetch()} />
        ) : (
          <Skeleton height={120} />
        )
      ) : parcels.length === 0 ? (
        <p className={styles.quiet}>{words.noParcels}</p>
      ) : (
        parcels.map((parcel, index) => (
          <OneParcel key={parcel.id} parcel={parcel} name={words.parcel(index + 1, parcels.length)} />
        ))
      )}
    </section>
  );
}

function OneParcel({ parcel, name }: { parcel: Parcel; name: string }) {
  const words = useWords("orders");
  const said = useTongue();
  const chinese = useLanguage() === "zh";
  const scans = parcel.scans.map((scan) => ({
    title: words.scans[scan.status] ?? scan.status,
    // The carrier writes its note in Chinese; in English the place says the same.
    note: chinese && scan.note ? scan.note : scan.place,
    time: dateTime(scan.at),
  }));
  const shipped = { title: words.shippedNoScan, time: dateTime(parcel.shippedAt) };
  return (
    <div className={styles.parcel}>
      <p className={styles.waybill}>
        <span>{`${name} · ${said(parcel.carrierName)}`}</span>
        <Tag tone={parcel.state === "signed" ? "good" : "calm"}>{words.parcelStates[parcel.state] ?? parcel.state}</Tag>
        <span className={styles.number}>
          {parcel.waybillNo}
          <CopyButton text={parcel.waybillNo} />
        </span>
      </p>
      <Steps now={0} newestFirst steps={scans.length > 0 ? scans : [shipped]} />
    </div>
  );
}
