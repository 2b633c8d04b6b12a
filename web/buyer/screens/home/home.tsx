import { useQueryClient } from "@tanstack/react-query";
import { Button } from "../../../kit/button.tsx";
import { Empty } from "../../../kit/empty.tsx";
import { LanguageSwitch } from "../../../kit/language-switch.tsx";
import { usePagesOf } from "../../../kit/use-pages.ts";
import { useWords } from "../../../kit/words.ts";
import { ProductFeed } from "../../parts/product-feed.tsx";
import { PullRefresh } from "../../parts/pull-refresh.tsx";
import { goodsInput } from "./home-reads.ts";
import styles from "./home.module.css";
import { RoomsNow, RoomsSoon } from "./rooms.tsx";

/** Rooms live now, rooms that come, then products without end. */
export default function Home() {
  const words = useWords("home");
  const queries = useQueryClient();
  const goods = usePagesOf("listProducts", goodsInput);
  const refresh = () => queries.refetchQueries({ type: "active" });
  return (
    <div className={styles.home}>
      <header className={styles.head}>
        <h1 className={styles.brand}>{words.title}</h1>
        <LanguageSwitch />
      </header>
      <PullRefresh onRefresh={refresh}>
        <RoomsNow />
        <RoomsSoon />
        <section className={styles.part} aria-labelledby="home-goods">
          <h2 id="home-goods" className={styles.name}>
            {words.goods}
          </h2>
          <ProductFeed
            pages={goods}
            empty={
              <Empty
                icon="bag"
                title={words.noGoods}
                hint={words.noGoodsHint}
                action={
                  <Button look="tint" icon="refresh" onClick={() => void refresh()}>
                    {words.lookAgain}
                  </Button>
                }
              />
            }
          />
        </section>
      </PullRefresh>
    </div>
  );
}
