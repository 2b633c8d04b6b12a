import { Skeleton } from "../../../kit/skeleton.tsx";
import { BackButton } from "./back-button.tsx";
import styles from "./product.module.css";

/** The page's shape before the product is known. */
export const ProductWaiting = () => (
  <div className={styles.screen} aria-busy>
    <BackButton />
    <Skeleton ratio="1" radius={0} />
    <BelowWaiting />
  </div>
);

export const BelowWaiting = () => (
  <>
    <div className={styles.priceBlock}>
      <Skeleton width={140} height={36} />
      <Skeleton height={22} />
      <Skeleton width="70%" height={22} />
    </div>
    <div className={styles.part}>
      <Skeleton height={208} radius={14} />
    </div>
    <div className={styles.part}>
      <Skeleton height={76} radius={14} />
    </div>
  </>
);
