import { useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { InfiniteList } from "../../../kit/infinite-list.tsx";
import { NoticeBar } from "../../../kit/notice-bar.tsx";
import { OfflineBar } from "../../../kit/offline-bar.tsx";
import { ApiProblem } from "../../../kit/problem.ts";
import { SkeletonCards, SkeletonRows } from "../../../kit/skeleton.tsx";
import styles from "./kit.module.css";
import { Part } from "./part.tsx";
import type { Samples } from "./samples.ts";

const offline = new ApiProblem({ kind: "offline", status: 0, code: "client.offline" });
const broken = new ApiProblem({ status: 500, code: "request.failed", requestId: "8fk2-91" });
const forbidden = new ApiProblem({ status: 403, code: "request.forbidden" });
const missing = new ApiProblem({ status: 404, code: "request.not_found" });

export function States({ words }: { words: Samples }) {
  const [shown, setShown] = useState(true);
  const again = () => setShown(true);
  return (
    <>
      <Part title="OfflineBar · NoticeBar" bare>
        <OfflineBar show />
        {shown ? <NoticeBar onClose={() => setShown(false)}>{words.notice}</NoticeBar> : null}
        <NoticeBar tone="calm" icon="info">
          {words.askText}
        </NoticeBar>
        <NoticeBar tone="bad" icon="alert">
          {words.toastBad}
        </NoticeBar>
      </Part>
      <Part title="Skeleton" bare>
        <SkeletonCards cards={2} />
        <SkeletonRows rows={2} />
      </Part>
      <Part title="Empty">
        <Empty action={<Button look="tint">{words.grab}</Button>} hint={words.lost} />
      </Part>
      <Part title="ErrorState">
        <ErrorState problem={broken} onRetry={again} />
        <ErrorState problem={offline} onRetry={again} />
        <ErrorState problem={forbidden} />
        <ErrorState problem={missing} />
      </Part>
      <Part title="InfiniteList">
        <div className={styles.part}>
          <InfiniteList more={false} busy={false} onMore={again}>
            <p>{words.products[0]}</p>
          </InfiniteList>
          <InfiniteList more busy={false} problem={offline} onMore={again}>
            <p>{words.products[1]}</p>
          </InfiniteList>
        </div>
      </Part>
    </>
  );
}
