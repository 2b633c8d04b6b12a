import { Button, Drawer, Popconfirm } from "antd";
import { lazy, Suspense, useState } from "react";
import { money } from "../../../kit/format.ts";
import { Picture } from "../../../kit/picture.tsx";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import { ShopStateTag } from "../../seller/parts/shop-state.tsx";
import { RejectDialog } from "./reject-dialog.tsx";
import type { Reviewed } from "./reviews.tsx";
import styles from "./reviews.module.css";

const ImageViewer = lazy(() => import("../../../kit/image-viewer.tsx"));

type Props = { shop: Reviewed | null; decidable: boolean; onClose: () => void };

/** One application with its papers, and the decision. */
export function ReviewDrawer({ shop, decidable, onClose }: Props) {
  const words = useWords("console");
  const kit = useWords("kit");
  const [rejecting, setRejecting] = useState(false);
  const decide = useDeed("reviewShop", {
    done: words.decided,
    refresh: ["listShopReviews"],
    onDone: () => {
      setRejecting(false);
      onClose();
    },
  });
  const deeds =
    shop && decidable ? (
      <span className={styles.deeds}>
        <Button size="large" danger onClick={() => setRejecting(true)}>
          {words.reject}
        </Button>
        <Popconfirm
          title={words.approveAsk(shop.name)}
          okText={words.approve}
          cancelText={kit.cancel}
          onConfirm={() => decide.mutate({ reviewShopId: shop.id, decision: "approve" })}
        >
          <Button size="large" type="primary" loading={decide.isPending}>
            {words.approve}
          </Button>
        </Popconfirm>
      </span>
    ) : null;
  return (
    <Drawer open={shop !== null} onClose={onClose} title={shop?.name} extra={deeds} size={680} destroyOnHidden>
      {shop ? <Papers shop={shop} /> : null}
      {shop ? (
        <RejectDialog
          open={rejecting}
          shop={shop}
          busy={decide.isPending}
          onClose={() => setRejecting(false)}
          onReject={(reasons) => decide.mutate({ reviewShopId: shop.id, decision: "reject", reasons })}
        />
      ) : null}
    </Drawer>
  );
}

function Papers({ shop }: { shop: Reviewed }) {
  const words = useWords("console");
  const { fields, kinds } = useWords("seller");
  const [close, setClose] = useState(false);
  return (
    <div className={styles.stack}>
      <dl className={styles.facts}>
        <dt>{words.state}</dt>
        <dd>
          <ShopStateTag shop={shop} />
        </dd>
        <dt>{fields.name}</dt>
        <dd>{shop.name}</dd>
        <dt>{fields.intro}</dt>
        <dd>{shop.intro || "—"}</dd>
        <dt>{fields.kind}</dt>
        <dd>{kinds[shop.kind]}</dd>
        <dt>{words.deposit}</dt>
        <dd>
          {money(shop.depositFen)} / {money(shop.depositNeedFen)}
        </dd>
        <dt>{fields.logoUploadId}</dt>
        <dd className={styles.logo}>
          <Picture src={shop.logoUrl} alt={fields.logoUploadId ?? ""} radius={10} />
        </dd>
        <dt>{fields.licenceNumber}</dt>
        <dd>{shop.licenceNumber ?? "—"}</dd>
        <dt>{fields.licenceUploadId}</dt>
        <dd>
          {shop.licenceUrl ? (
            <button type="button" className={styles.licence} aria-label={words.enlarge} onClick={() => setClose(true)}>
              <Picture src={shop.licenceUrl} alt={fields.licenceUploadId ?? ""} ratio="4/3" radius={10} />
            </button>
          ) : (
            words.noLicence
          )}
        </dd>
      </dl>
      {shop.reviewReasons.length > 0 ? (
        <dl className={styles.facts}>
          {shop.reviewReasons.map(({ field, reason }) => (
            <Reason key={field} name={fields[field] ?? field} reason={reason} />
          ))}
        </dl>
      ) : null}
      {close && shop.licenceUrl ? (
        <Suspense fallback={null}>
          <ImageViewer
            pictures={[shop.licenceUrl]}
            start={0}
            alt={fields.licenceUploadId ?? ""}
            onClose={() => setClose(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}

const Reason = ({ name, reason }: { name: string; reason: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{reason}</dd>
  </>
);
