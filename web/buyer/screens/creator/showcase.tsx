import { Empty } from "../../../kit/empty.tsx";
import { usePagesOf } from "../../../kit/use-pages.ts";
import { useWords } from "../../../kit/words.ts";
import { HomeLink } from "../../parts/home-link.tsx";
import { ProductFeed } from "../../parts/product-feed.tsx";

/** What the creator recommends; each product's address carries the trail that credits them. */
export function Showcase({ creatorId }: { creatorId: string }) {
  const words = useWords("storefront");
  const pages = usePagesOf("readShowcase", { creatorId });
  return (
    <ProductFeed
      pages={pages}
      eager={4}
      trailOf={(product) => product.trail}
      empty={
        <Empty icon="bag" title={words.noGoods} hint={words.noGoodsHint} action={<HomeLink>{words.toHome}</HomeLink>} />
      }
    />
  );
}
