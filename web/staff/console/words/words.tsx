import { Button, Form, Input, Popconfirm, Segmented } from "antd";
import { useState } from "react";
import type { AnswerOf } from "../../../kit/api.ts";
import { dateTimeZone } from "../../../kit/format.ts";
import { Tag } from "../../../kit/tag.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import type { DataColumn } from "../../parts/data-columns.tsx";
import { DataPage, useFilters } from "../../parts/data-page.tsx";
import type { Filter } from "../../parts/filters.tsx";
import { useDeed } from "../../parts/use-deed.ts";
import page from "../../studio/parts/page.module.css";
import { NeedsPermission } from "../parts/needs-permission.tsx";
import styles from "./words.module.css";

type Word = AnswerOf<"listWords">["items"][number];

export default function Words() {
  return (
    <NeedsPermission may="words.write">
      <section className={page.stack}>
        <Add />
        <List />
      </section>
    </NeedsPermission>
  );
}

function Add() {
  const words = useWords("console");
  const [form] = Form.useForm<{ word: string }>();
  const [action, setAction] = useState<Word["action"]>("refuse");
  const add = useDeed("addWord", {
    done: words.wordAdded,
    refresh: ["listWords"],
    onDone: () => form.resetFields(),
  });
  return (
    <section className={page.card} aria-label={words.addWord}>
      <h2>{words.addWord}</h2>
      <Form
        form={form}
        layout="inline"
        size="large"
        requiredMark={false}
        className={styles.add ?? ""}
        onFinish={({ word }) => add.mutate({ word: word.trim(), action })}
      >
        <Form.Item name="word" rules={[{ required: true, whitespace: true, max: 40, message: words.wordWrong }]}>
          <Input maxLength={40} placeholder={words.word} aria-label={words.word} />
        </Form.Item>
        <Segmented
          value={action}
          options={(["refuse", "mask"] as const).map((value) => ({ value, label: words.actions[value] }))}
          onChange={setAction}
        />
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {words.add}
        </Button>
      </Form>
      <p className={styles.hint}>{words.actionHints[action]}</p>
    </section>
  );
}

function List() {
  const words = useWords("console");
  const kit = useWords("kit");
  const { data, error, refetch, isFetching } = useQueryOf("listWords", {});
  const remove = useDeed("removeWord", { done: words.wordRemoved, refresh: ["listWords"] });
  const filters: Filter[] = [{ name: "find", label: words.findWord, kind: "text" }];
  const [{ find = "" }] = useFilters(filters);
  const columns: DataColumn<Word>[] = [
    { key: "word", title: words.word, text: (row) => row.word },
    {
      key: "action",
      title: words.action,
      csv: (row) => words.actions[row.action],
      render: (row) => <Tag tone={row.action === "refuse" ? "bad" : "warn"}>{words.actions[row.action]}</Tag>,
    },
    { key: "at", title: words.addedAt, text: (row) => dateTimeZone(row.at) },
    {
      key: "deeds",
      title: words.deeds,
      render: (row) => (
        <Popconfirm
          title={words.removeAsk(row.word)}
          okText={kit.remove}
          cancelText={kit.cancel}
          onConfirm={() => remove.mutate({ word: row.word })}
        >
          <Button danger>{kit.remove}</Button>
        </Popconfirm>
      ),
    },
  ];
  return (
    <DataPage
      page="filtered-words"
      title={words.wordsTitle}
      context={words.wordsHint}
      filters={filters}
      columns={columns}
      rowKey={(row) => row.word}
      rows={data?.items.filter(({ word }) => word.includes(find.trim()))}
      busy={isFetching}
      problem={error}
      onRetry={() => void refetch()}
      empty={{ title: words.noWords, hint: words.noWordsHint }}
    />
  );
}
