import { useParams } from "@tanstack/react-router";
import { Avatar } from "../../../kit/avatar.tsx";
import { ErrorState } from "../../../kit/error-state.tsx";
import { NavBar } from "../../../kit/nav-bar.tsx";
import { useSearchState } from "../../../kit/search-state.ts";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { Tabs } from "../../../kit/tabs.tsx";
import { useQueryOf } from "../../../kit/use-api.ts";
import { useWords } from "../../../kit/words.ts";
import styles from "./creator.module.css";
import { CreatorRooms } from "./creator-rooms.tsx";
import { Showcase } from "./showcase.tsx";

type View = { tab: "goods" | "rooms" };

/** A creator: who it is, what they recommend, when they go live. */
export default function Creator() {
  const { creatorId = "" } = useParams({ strict: false });
  const words = useWords("storefront");
  const [view, setView] = useSearchState<View>((search) => ({ tab: search.tab === "rooms" ? "rooms" : "goods" }));
  const creator = useQueryOf("readCreator", { creatorId });
  const now = useQueryOf("listRooms", { when: "now", creatorId, limit: 1 });
  const card = creator.data;
  return (
    <div className={styles.creator}>
      <NavBar title={words.creator} />
      {creator.error && !card ? (
        <ErrorState problem={creator.error} onRetry={() => void creator.refetch()} />
      ) : (
        <>
          <header className={styles.card}>
            {card ? (
              <>
                <Avatar
                  face={{ id: card.id, name: card.name, picture: card.avatarUrl }}
                  size={72}
                  live={(now.data?.items.length ?? 0) > 0}
                />
                <div className={styles.about}>
                  <h2 className={styles.name}>{card.name}</h2>
                  <p className={styles.bio}>{card.bio || words.bio}</p>
                </div>
              </>
            ) : (
              <>
                <Skeleton width={72} height={72} radius={36} />
                <div className={styles.about}>
                  <Skeleton width={120} height={24} />
                  <Skeleton width="80%" />
                </div>
              </>
            )}
          </header>
          <Tabs
            label={words.creator}
            value={view.tab}
            onChange={(tab) => setView({ tab: tab === "rooms" ? "rooms" : "goods" })}
            items={[
              { value: "goods", label: words.showcase },
              { value: "rooms", label: words.rooms },
            ]}
          >
            <div className={styles.body}>
              {view.tab === "rooms" ? (
                <CreatorRooms creatorId={creatorId} onShowcase={() => setView({ tab: "goods" })} />
              ) : (
                <Showcase creatorId={creatorId} />
              )}
            </div>
          </Tabs>
        </>
      )}
    </div>
  );
}
