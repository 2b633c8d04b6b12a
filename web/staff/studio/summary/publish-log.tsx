import { Table } from "antd";
import type { AnswerOf } from "../../../kit/api.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { dateTimeZone } from "../../../kit/format.ts";
import { SkeletonRows } from "../../../kit/skeleton.tsx";
import { Tag, type TagTone } from "../../../kit/tag.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import page from "../parts/page.module.css";
import styles from "./summary.module.css";

type Line = AnswerOf<"listPublishLog">["items"][number];

const tones: Record<string, TagTone> = { started: "good", stopped: "plain", refused: "bad" };

/** Who pushed, and who was refused. */
export function PublishLog({ roomId }: { roomId: string }) {
  const words = useWords("studio");
  const log = useQueryOf("listPublishLog", { roomId });
  return (
    <section className={page.card} aria-label={words.publishLog}>
      <h2>{words.publishLog}</h2>
      <p className={styles.hint}>{words.publishLogHint}</p>
      {log.error ? (
        <ErrorState problem={log.error} onRetry={() => void log.refetch()} />
      ) : !log.data ? (
        <SkeletonRows rows={3} picture={8} />
      ) : log.data.items.length === 0 ? (
        <p className={styles.none}>{words.noLog}</p>
      ) : (
        <Table<Line>
          dataSource={log.data.items}
          rowKey="id"
          pagination={log.data.items.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
          style={{ marginTop: 12 }}
          columns={[
            { key: "at", title: words.at, render: (_, line) => dateTimeZone(line.at) },
            {
              key: "outcome",
              title: words.outcome,
              render: (_, { outcome }) => (
                <Tag tone={tones[outcome] ?? "plain"}>{words.outcomes[outcome] ?? outcome}</Tag>
              ),
            },
            { key: "why", title: words.reason, render: (_, { why }) => (why ? (words.whys[why] ?? why) : "—") },
            { key: "remote", title: words.remote, render: (_, { remote }) => remote || "—" },
          ]}
        />
      )}
    </section>
  );
}
