import { lazy, Suspense, useState } from "react";
import { money } from "../../../kit/format.ts";
import { Picture } from "../../../kit/picture.tsx";
import { Tag } from "../../../kit/tag.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import reviews from "../reviews/reviews.module.css";
import type { Audited } from "./audits.tsx";
import styles from "./audits.module.css";
import { type Change, changesOf, type SkuChange, skuChanges } from "./draft-changes.ts";

const ImageViewer = lazy(() => import("../../../kit/image-viewer.tsx"));

export function Draft({ product }: { product: Audited }) {
  const words = useWords("console");
  const { draft } = product;
  const categories = useQueryOf("listCategories", {}, { staleTime: 600_000 });
  if (!draft) return null;
  const category = categories.data?.items.find(({ id }) => id === draft.categoryId);
  const facts: [string, string][] = [
    [words.shop, product.shopName],
    [words.fields.titleZh, draft.title.zh],
    [words.fields.titleEn, draft.title.en || "—"],
    [words.category, category ? `${category.nameZh} / ${category.nameEn}` : "—"],
    [words.fields.descriptionZh, draft.description.zh],
    [words.fields.descriptionEn, draft.description.en || "—"],
    [words.fields.attributes, (draft.attributes ?? []).map((one) => `${one.name} ${one.value}`).join(" · ") || "—"],
    [words.fields.promise, words.hours(draft.promiseHours ?? 48)],
  ];
  return (
    <div className={reviews.stack}>
      <Pictures urls={product.pictureUrls} />
      {product.version > 0 ? <Changes product={product} /> : null}
      <dl className={reviews.facts}>
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      <Skus rows={skuChanges(product)} first={product.version === 0} />
    </div>
  );
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd className={styles.text}>{value}</dd>
  </>
);

function Pictures({ urls }: { urls: string[] }) {
  const words = useWords("console");
  const kit = useWords("kit");
  const [at, setAt] = useState<number | null>(null);
  return (
    <div className={styles.pictures}>
      {urls.map((url, n) => (
        <button key={url} type="button" aria-label={kit.picture(n + 1, urls.length)} onClick={() => setAt(n)}>
          <Picture src={url} alt="" radius={10} />
        </button>
      ))}
      {at === null ? null : (
        <Suspense fallback={null}>
          <ImageViewer pictures={urls} start={at} alt={words.product} onClose={() => setAt(null)} />
        </Suspense>
      )}
    </div>
  );
}

/** Beside what is online now; a product that is off sale shows no page to compare its words with. */
function Changes({ product }: { product: Audited }) {
  const words = useWords("console");
  const online = useQueryOf("readProduct", { productId: product.id });
  if (!online.data) return online.error ? <p className={reviews.hint}>{words.noOnline}</p> : null;
  const changes = changesOf(product, online.data);
  return (
    <section className={styles.changes} aria-label={words.changes}>
      <h3>{words.changes}</h3>
      {changes.length === 0 ? <p className={reviews.hint}>{words.sameWords}</p> : null}
      {changes.map((change) => (
        <OneChange key={change.field} change={change} />
      ))}
    </section>
  );
}

function OneChange({ change }: { change: Change }) {
  const words = useWords("console");
  const picture = change.field === "pictures";
  const said = (text: string) => (picture ? words.pictureCount(text.split("\n").filter(Boolean).length) : text || "—");
  return (
    <div className={styles.change} data-change={change.field}>
      <b>{words.fields[change.field]}</b>
      <del>{said(change.from)}</del>
      <ins>{said(change.to)}</ins>
    </div>
  );
}

function Skus({ rows, first }: { rows: SkuChange[]; first: boolean }) {
  const words = useWords("console");
  return (
    <table className={styles.skus}>
      <thead>
        <tr>
          <th>{words.sku}</th>
          <th>{words.onlinePrice}</th>
          <th>{words.draftPrice}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, fromFen, toFen }) => (
          <tr key={key}>
            <td>{name || words.onlyChoice}</td>
            <td>{fromFen === null ? "—" : money(fromFen)}</td>
            <td>{toFen === null ? "—" : money(toFen)}</td>
            <td>
              {first ? null : fromFen === null ? (
                <Tag tone="brand">{words.added}</Tag>
              ) : toFen === null ? (
                <Tag tone="bad">{words.removed}</Tag>
              ) : fromFen === toFen ? null : (
                <Tag tone="warn">{words.priceChanged}</Tag>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
