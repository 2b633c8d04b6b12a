import { Button, Cascader, Input, Segmented, Select } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { Icon } from "../../../kit/icon.tsx";
import { useLanguage } from "../../../kit/language.ts";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { FreightDrawer } from "../freight/freight-drawer.tsx";
import styles from "./editor.module.css";
import { Field } from "./field.tsx";
import { newKey } from "./sku-matrix.ts";
import type { Editor } from "./use-editor.ts";

type Part = Pick<Editor, "form" | "change">;
type Category = AnswerOf<"listCategories">["items"][number];
type Branch = { value: string; label: string; children?: Branch[] };

function branches(all: readonly Category[], english: boolean, parentId: string | null): Branch[] {
  return all
    .filter((one) => one.parentId === parentId)
    .map((one) => {
      const children = branches(all, english, one.id);
      const label = english ? one.nameEn : one.nameZh;
      return { value: one.id, label, ...(children.length > 0 ? { children } : {}) };
    });
}

function pathTo(all: readonly Category[], id: string | null): string[] {
  const found = all.find((one) => one.id === id);
  return found ? [...pathTo(all, found.parentId), found.id] : [];
}

export function Basics({ form, change }: Part) {
  const words = useWords("goods");
  const english = useLanguage() === "en";
  const categories = useQueryOf("listCategories", {}, { staleTime: 600_000 });
  const all = categories.data?.items ?? [];
  return (
    <>
      <div className={styles.pair}>
        <Field label={words.titleZh} pointer="/draft/title/zh" needed>
          <Input
            size="large"
            value={form.title.zh}
            maxLength={60}
            showCount
            aria-label={words.titleZh}
            onChange={(event) => change({ title: { ...form.title, zh: event.target.value } })}
          />
        </Field>
        <Field label={words.titleEn} pointer="/draft/title/en" hint={words.titleEnHint}>
          <Input
            size="large"
            value={form.title.en}
            maxLength={60}
            showCount
            aria-label={words.titleEn}
            onChange={(event) => change({ title: { ...form.title, en: event.target.value } })}
          />
        </Field>
      </div>
      <Field label={words.category} pointer="/draft/categoryId" needed>
        <Cascader
          size="large"
          options={branches(all, english, null)}
          value={pathTo(all, form.categoryId)}
          loading={categories.isPending}
          placeholder={words.chooseCategory}
          aria-label={words.category}
          showSearch
          style={{ maxWidth: 420 }}
          onChange={(path) => change({ categoryId: String(path?.at(-1) ?? "") || null })}
        />
      </Field>
    </>
  );
}

export function Description({ form, change }: Part) {
  const words = useWords("goods");
  const set = (key: string, next: { name?: string; value?: string }) =>
    change({ attributes: form.attributes.map((one) => (one.key === key ? { ...one, ...next } : one)) });
  const kit = useWords("kit");
  return (
    <>
      <div className={styles.pair}>
        <Field label={words.descriptionZh} pointer="/draft/description/zh" needed>
          <Input.TextArea
            value={form.description.zh}
            maxLength={2000}
            autoSize={{ minRows: 4, maxRows: 12 }}
            aria-label={words.descriptionZh}
            onChange={(event) => change({ description: { ...form.description, zh: event.target.value } })}
          />
        </Field>
        <Field label={words.descriptionEn} pointer="/draft/description/en">
          <Input.TextArea
            value={form.description.en}
            maxLength={2000}
            autoSize={{ minRows: 4, maxRows: 12 }}
            aria-label={words.descriptionEn}
            onChange={(event) => change({ description: { ...form.description, en: event.target.value } })}
          />
        </Field>
      </div>
      <Field label={words.attributes} pointer="/draft/attributes" hint={words.attributesHint}>
        {form.attributes.map((one) => (
          <div key={one.key} className={styles.attribute}>
            <Input
              value={one.name}
              maxLength={20}
              placeholder={words.attributeName}
              aria-label={words.attributeName}
              onChange={(event) => set(one.key, { name: event.target.value })}
            />
            <Input
              value={one.value}
              maxLength={60}
              placeholder={words.attributeValue}
              aria-label={words.attributeValue}
              onChange={(event) => set(one.key, { value: event.target.value })}
            />
            <Button
              type="text"
              aria-label={`${kit.remove} ${one.name}`}
              icon={<Icon name="close" size={16} />}
              onClick={() => change({ attributes: form.attributes.filter(({ key }) => key !== one.key) })}
            />
          </div>
        ))}
        {form.attributes.length < 30 ? (
          <div>
            <Button
              icon={<Icon name="plus" size={16} />}
              onClick={() => change({ attributes: [...form.attributes, { key: newKey(), name: "", value: "" }] })}
            >
              {words.addAttribute}
            </Button>
          </div>
        ) : null}
      </Field>
    </>
  );
}

export function Delivery({ form, change, shopId }: Part & { shopId: string }) {
  const words = useWords("goods");
  const templates = useQueryOf("listTemplates", { shopId });
  const [adding, setAdding] = useState(false);
  const options = templates.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <div className={styles.pair}>
      <Field label={words.template} pointer="/draft/templateId" needed>
        <div className={styles.row}>
          <Select
            size="large"
            value={form.templateId}
            options={options}
            loading={templates.isPending}
            placeholder={words.chooseTemplate}
            aria-label={words.template}
            style={{ flex: 1 }}
            onChange={(templateId: string) => change({ templateId })}
          />
          <Button size="large" onClick={() => setAdding(true)}>
            {words.newTemplate}
          </Button>
        </div>
        <FreightDrawer
          shopId={shopId}
          open={adding}
          onClose={() => setAdding(false)}
          onMade={(templateId) => change({ templateId })}
        />
      </Field>
      <Field label={words.promise} pointer="/draft/promiseHours" hint={words.promiseHint}>
        <div>
          <Segmented
            size="large"
            value={form.promiseHours}
            options={([24, 48, 72] as const).map((value) => ({ value, label: words.hours(value) }))}
            onChange={(promiseHours) => change({ promiseHours })}
          />
        </div>
      </Field>
    </div>
  );
}
