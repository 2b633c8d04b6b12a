import { useState } from "react";
import { Button } from "../../../kit/button.tsx";
import { Countdown } from "../../../kit/countdown.tsx";
import { CouponTicket } from "../../../kit/coupon-ticket.tsx";
import { percent } from "../../../kit/format.ts";
import { Gallery } from "../../../kit/gallery.tsx";
import { PiecesBar } from "../../../kit/pieces-bar.tsx";
import { Price } from "../../../kit/price.tsx";
import { BagCard, type CardProduct, FeedCard, RowCard } from "../../../kit/product-card.tsx";
import { ProgressBar } from "../../../kit/progress-bar.tsx";
import { toast } from "../../../kit/toast.tsx";
import { useWords } from "../../../kit/words.ts";
import { lamp, mug, pears, scarf } from "./art.ts";
import styles from "./kit.module.css";
import { Part } from "./part.tsx";
import type { Samples } from "./samples.ts";

export function sampleProducts(words: Samples): CardProduct[] {
  const title = (index: number) => words.products[index] ?? "";
  return [
    { id: "1", title: title(0), picture: mug, priceFen: 8900, wasFen: 12900, sold: 12345, tags: words.tags },
    { id: "2", title: title(1), picture: pears, priceFen: 4990, sold: 862, tags: words.tags.slice(1) },
    { id: "3", title: title(2), picture: lamp, priceFen: null, tags: words.tags.slice(0, 1) },
    { id: "4", title: title(3), picture: scarf, priceFen: 1299900, wasFen: 1599900, sold: 32, soldOut: true },
  ];
}

function Bag({ words }: { words: Samples }) {
  const kit = useWords("kit");
  const [one, two, , four] = sampleProducts(words);
  const open = () => toast({ text: words.buy });
  if (!one || !two || !four) return null;
  return (
    <Part title="ProductCard · bag">
      <BagCard
        product={one}
        number={3}
        grabbed={0.68}
        explaining
        onOpen={open}
        deed={
          <Button size="small" onClick={open}>
            {words.grab}
          </Button>
        }
      />
      <BagCard
        product={two}
        number={4}
        onOpen={open}
        deed={
          <Button size="small" onClick={open}>
            {words.grab}
          </Button>
        }
      />
      <BagCard
        product={four}
        number={12}
        onOpen={open}
        deed={
          <Button size="small" disabled>
            {kit.soldOut}
          </Button>
        }
      />
    </Part>
  );
}

export function Goods({ words }: { words: Samples }) {
  const kit = useWords("kit");
  const products = sampleProducts(words);
  const [soon] = useState(() => Date.now() + 155_000);
  const [later] = useState(() => Date.now() + 2 * 86_400_000 + 83_528_000);
  const until = new Date(later).toISOString();
  return (
    <>
      <Part title="Price · Countdown">
        <div className={styles.row}>
          <Price fen={12900} size="hero" wasFen={19900} />
          <Price fen={4990} size="large" />
          <Price fen={999} />
          <Price fen={128000} size="small" tone="ink" />
        </div>
        <div className={styles.row}>
          <Countdown until={soon} look="boxes" label="" />
          <Countdown until={later} />
          <ProgressBar share={0.68} label="68%" />
        </div>
      </Part>
      <Part title="PiecesBar">
        <PiecesBar share={0.68} label={kit.grabbed(percent(0.68))} />
        <PiecesBar share={0.97} label={kit.onlyLeft(3)} />
        <PiecesBar share={1} label={kit.soldOut} gone />
      </Part>
      <Part title="ProductCard · feed" bare>
        <div className={styles.two}>
          {products.map((product) => (
            <FeedCard key={product.id} product={product} to="/__kit" />
          ))}
        </div>
      </Part>
      <Part title="ProductCard · row">
        {products.slice(0, 2).map((product, index) => (
          <RowCard
            key={product.id}
            product={product}
            note={`${words.colours[index]} · ${words.volumes[1]}`}
            side={<span>×{index + 1}</span>}
          />
        ))}
      </Part>
      <Bag words={words} />
      <Part title="CouponTicket" bare>
        <CouponTicket
          ticket={{ id: "1", title: words.coupon, offFen: 2000, overFen: 9900, until }}
          state="open"
          onPress={() => toast({ text: words.coupon, look: "good" })}
        />
        <CouponTicket ticket={{ id: "2", title: words.couponLive, offFen: 500, overFen: 0, until }} state="taken" />
        <CouponTicket
          ticket={{ id: "3", title: words.coupon, offFen: 5000, overFen: 29900, until }}
          state="unfit"
          reason={words.couponUnfit}
        />
      </Part>
      <Part title="Gallery · ImageViewer" bare>
        <Gallery pictures={[mug, pears, lamp, scarf]} alt={products[0]?.title ?? ""} ratio="4/3" />
      </Part>
    </>
  );
}
