import type { AnswerOf } from "../../../kit/api.ts";
import { Avatar } from "../../../kit/avatar.tsx";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { useWords } from "../../../kit/words.ts";
import styles from "./shop.module.css";

/** Its name and kind, and who answers for it by law. */
export function ShopHead({ shop }: { shop: AnswerOf<"readShop"> | undefined }) {
  const words = useWords("storefront");
  if (!shop)
    return (
      <header className={styles.head}>
        <div className={styles.line}>
          <Skeleton width={56} height={56} radius={16} />
          <div className={styles.about}>
            <Skeleton width={140} height={24} />
            <Skeleton width={90} />
          </div>
        </div>
        <Skeleton height={68} radius={14} />
      </header>
    );
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <Avatar face={{ id: shop.id, name: shop.name, picture: shop.logoUrl }} size={56} />
        <div className={styles.about}>
          <h2 className={styles.title}>{shop.name}</h2>
          <span className={styles.tags}>
            <Tag tone="brand">{words.kinds[shop.kind]}</Tag>
            {shop.level > 0 ? <Tag>{words.level(shop.level)}</Tag> : null}
            {shop.score === null ? null : <Tag tone="good">{words.score(String(shop.score))}</Tag>}
          </span>
        </div>
      </div>
      {shop.intro ? <p className={styles.intro}>{shop.intro}</p> : null}
      <dl className={styles.operator} aria-label={words.operator}>
        <dt>{words.operatorName}</dt>
        <dd>{shop.operator.name}</dd>
        <dt>{words.licence}</dt>
        <dd>{shop.operator.licenceNumber ?? words.noLicence}</dd>
      </dl>
    </header>
  );
}
