import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { Empty } from "../../../kit/empty.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { Picture } from "../../../kit/picture.tsx";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import { type Me, useMe } from "../../parts/use-me.ts";
import { PageHead } from "../parts/page-head.tsx";
import page from "../parts/page.module.css";
import styles from "./creator.module.css";
import { CreatorForm } from "./creator-form.tsx";
import { RealName } from "./real-name.tsx";

export default function Creator() {
  const words = useWords("studio");
  const { me } = useMe();
  if (!me) return <Empty icon="person" />;
  return (
    <section>
      <PageHead title={words.creatorTitle} hint={words.creatorHint} />
      <div className={`${page.stack} ${page.narrow}`}>
        <RealName level={me.realNameLevel} />
        {me.isCreator ? <CreatorCard me={me} /> : <CreatorForm ready={me.realNameLevel >= 2} />}
      </div>
    </section>
  );
}

function CreatorCard({ me }: { me: Me }) {
  const words = useWords("studio");
  const creator = useQueryOf("readCreator", { creatorId: me.id });
  if (creator.error) return <ErrorState problem={creator.error} onRetry={() => void creator.refetch()} />;
  return (
    <div className={page.card}>
      <h2>{words.profile}</h2>
      <div className={styles.card}>
        <span className={styles.avatar}>
          <Picture src={creator.data?.avatarUrl ?? me.avatarUrl} alt={words.avatar} radius={999} />
        </span>
        <div>
          <b>{creator.data?.name ?? <Skeleton width={120} />}</b>
          <p>{creator.data?.bio || words.isCreator}</p>
        </div>
      </div>
      <div className={styles.next}>
        <Link to="/studio/offers">
          <Button>{words.nextOffers}</Button>
        </Link>
        <Link to="/studio/rooms/new">
          <Button type="primary">{words.nextRoom}</Button>
        </Link>
      </div>
    </div>
  );
}
