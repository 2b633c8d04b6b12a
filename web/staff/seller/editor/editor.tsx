import { useParams } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useEffect } from "react";
import { ErrorState } from "../../../kit/error-state.tsx";
import { useRefusalText } from "../../../kit/refusal-text.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { toast } from "../../../kit/toast.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { useDeed } from "../../parts/use-deed.ts";
import type { MyShop } from "../../parts/use-shop.ts";
import { PageHead } from "../../studio/parts/page-head.tsx";
import page from "../../studio/parts/page.module.css";
import { NeedsShop } from "../parts/needs-shop.tsx";
import { EditTag, StatusTag } from "../products/product-state.tsx";
import { Basics, Delivery, Description } from "./basics.tsx";
import styles from "./editor.module.css";
import { FaultContext } from "./field.tsx";
import { OptionGroups } from "./option-groups.tsx";
import { PictureField } from "./picture-field.tsx";
import { SkuRows } from "./sku-rows.tsx";
import { type Product, useEditor } from "./use-editor.ts";

export default function EditorScreen() {
  const { productId } = useParams({ strict: false });
  return (
    <NeedsShop may="products.write">
      {(shop) => (productId ? <Existing key={productId} shop={shop} productId={productId} /> : <Editor shop={shop} />)}
    </NeedsShop>
  );
}

function Existing({ shop, productId }: { shop: MyShop; productId: string }) {
  const { data, error, refetch } = useQueryOf("readShopProduct", { shopId: shop.id, productId });
  if (error && !data) return <ErrorState problem={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={6} />;
  return <Editor shop={shop} product={data} />;
}

/** A refused deed has been told beside its field: the page only leads the eye there. */
function showFault() {
  requestAnimationFrame(() =>
    document.querySelector("[data-fault], [role=alert]")?.scrollIntoView({ block: "center", behavior: "smooth" }),
  );
}

function Editor({ shop, product }: { shop: MyShop; product?: Product }) {
  const words = useWords("goods");
  const editor = useEditor(shop.id, product);
  const { form, change, faults } = editor;
  const auditing = product?.editStatus === "auditing";
  const save = async (then: "stay" | "submit") => {
    const kept = await editor.save(then).catch(() => undefined);
    if (!kept) return showFault();
    if (then === "stay") toast({ text: words.draftSaved, look: "good" });
  };
  const parts = { form, change };
  return (
    <FaultContext value={faults}>
      <section className={styles.stack}>
        <PageHead title={product ? words.editTitle : words.createTitle} hint={shop.name}>
          {product ? (
            <>
              <StatusTag status={product.status} />
              <EditTag status={product.editStatus} />
            </>
          ) : null}
        </PageHead>
        <Notes shopId={shop.id} product={product} editor={editor} />
        <div inert={auditing} className={styles.parts} data-locked={auditing}>
          <section className={page.card}>
            <h2>{words.sections.basics}</h2>
            <Basics {...parts} />
            <PictureField
              pictures={form.pictures}
              onChange={(next) => change((before) => ({ pictures: next(before.pictures) }))}
            />
          </section>
          <section className={page.card}>
            <h2>{words.sections.skus}</h2>
            <OptionGroups groups={form.groups} onChange={(groups) => change({ groups })} />
            <SkuRows form={form} onChange={(cells) => change({ cells })} />
          </section>
          <section className={page.card}>
            <h2>{words.sections.description}</h2>
            <Description {...parts} />
          </section>
          <section className={page.card}>
            <h2>{words.sections.delivery}</h2>
            <Delivery {...parts} shopId={shop.id} />
          </section>
        </div>
        <div className={styles.bar}>
          <p role="status">{faults.length > 0 ? words.faultCount(faults.length) : ""}</p>
          <Button size="large" disabled={auditing} loading={editor.busy} onClick={() => void save("stay")}>
            {words.saveDraft}
          </Button>
          <Button
            size="large"
            type="primary"
            disabled={auditing}
            loading={editor.busy}
            onClick={() => void save("submit")}
          >
            {words.saveAndSubmit}
          </Button>
        </div>
      </section>
    </FaultContext>
  );
}

type NotesProps = { shopId: string; product: Product | undefined; editor: ReturnType<typeof useEditor> };

/** What stands above the form: in audit, rejected, written by somebody else meanwhile, or refused. */
function Notes({ shopId, product, editor }: NotesProps) {
  const words = useWords("goods");
  const { problem, faults } = editor;
  const text = useRefusalText(problem);
  const withdraw = useDeed("withdrawSubmission", {
    done: words.withdrawn,
    refresh: ["readShopProduct", "listShopProducts"],
    onDone: editor.takeLatest,
  });
  const latest = useQueryOf("readShopProduct", { shopId, productId: product?.id ?? "0" }, { enabled: false });
  const stale = problem?.code === "catalog.stale";
  useEffect(() => {
    if (stale) showFault();
  }, [stale]);
  if (stale) {
    const take = async () => {
      const { data } = await latest.refetch();
      if (data) editor.takeLatest(data);
    };
    const button = (
      <Button size="large" loading={latest.isFetching} onClick={() => void take()}>
        {words.takeLatest}
      </Button>
    );
    return <Alert type="warning" showIcon title={words.staleTitle} description={words.staleHint} action={button} />;
  }
  if (problem && (faults.length === 0 || problem.code !== "request.invalid")) {
    return <Alert type="error" showIcon title={text} />;
  }
  if (product?.editStatus === "auditing") {
    const button = (
      <Button
        size="large"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate({ shopId, productId: product.id })}
      >
        {words.withdraw}
      </Button>
    );
    return <Alert type="info" showIcon title={words.inAudit} description={words.inAuditHint} action={button} />;
  }
  if (product?.editStatus === "failed" && product.rejectReason) {
    return <Alert type="error" showIcon title={words.auditFailed} description={product.rejectReason} />;
  }
  return null;
}
