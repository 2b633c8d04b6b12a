import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { Button } from "../../kit/button.tsx";
import { Countdown } from "../../kit/countdown.tsx";
import { Icon } from "../../kit/icon.tsx";
import { useQueryOf } from "../../kit/use-api.ts";
import { useWords } from "../../kit/words.ts";
import { useMe } from "../sign-in/use-sign-in.ts";
import { joinedWaits } from "./remembered.ts";
import { isLive, toOffer } from "./use-wait.ts";
import styles from "./wait.module.css";

const lookEveryMs = 4_000;

/** The page that one is on is about this very offer. */
const isAnsweredBy = ({ pathname, search }: Location, waitId: string): boolean =>
  pathname === "/me/waits" || (pathname === "/checkout" && search.includes(waitId));

/** A piece has come back for this person: said on whatever page one is, with the time that it is held. */
export default function WaitBanner() {
  const words = useWords("drop");
  const kit = useWords("kit");
  const me = useMe();
  const navigate = useNavigate();
  const [putAway, setPutAway] = useState<string>();
  const read = useQueryOf("listMyWaits", {}, { enabled: Boolean(me), staleTime: 0, refetchInterval: lookEveryMs });
  const items = read.data?.items;
  const nothingLeft = me === null || (items !== undefined && !items.some(isLive));
  useEffect(() => {
    if (nothingLeft) joinedWaits.clear();
  }, [nothingLeft]);
  const offer = items?.find((wait) => wait.state === "offered" && wait.offeredUntil !== null && wait.id !== putAway);
  if (!offer?.offeredUntil || isAnsweredBy(location, offer.id)) return null;
  const close = () => setPutAway(offer.id);
  return (
    <div className={styles.banner} role="alert" aria-label={words.offered}>
      <Icon name="bell" size={24} />
      <p>
        <b>{words.offered}</b>
        <span>
          <Countdown until={offer.offeredUntil} label={words.offeredHint} onEnd={close} />
        </span>
      </p>
      <Button
        size="small"
        onClick={() => {
          close();
          void navigate(toOffer(offer));
        }}
      >
        {words.takeOffer}
      </Button>
      <button type="button" onClick={close} aria-label={kit.close}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
