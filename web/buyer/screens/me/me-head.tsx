import { Link } from "@tanstack/react-router";
import { Avatar } from "../../../kit/avatar.tsx";
import { Icon } from "../../../kit/icon.tsx";
import { Skeleton } from "../../../kit/skeleton.tsx";
import { useWords } from "../../../kit/words.ts";
import { type Me, useSignIn } from "../../sign-in/use-sign-in.ts";
import styles from "./me.module.css";

/** Who is here; a visitor is asked in. */
export function MeHead({ me }: { me: Me | null | undefined }) {
  const words = useWords("me");
  const { requireSignIn } = useSignIn();
  if (me === undefined)
    return (
      <div className={styles.head} aria-busy>
        <Skeleton width={64} height={64} radius="50%" />
        <span className={styles.who}>
          <Skeleton width={120} height={22} />
          <Skeleton width={160} />
        </span>
      </div>
    );
  if (me === null)
    return (
      <button type="button" className={styles.head} onClick={() => void requireSignIn()}>
        <span className={styles.nobody}>
          <Icon name="person" size={30} />
        </span>
        <span className={styles.who}>
          <b>{words.signIn}</b>
          <small>{words.visitorHint}</small>
        </span>
        <Icon name="next" size={18} />
      </button>
    );
  return (
    <Link to="/me/profile" className={styles.head}>
      <Avatar face={{ id: me.id, name: me.nickname, picture: me.avatarUrl }} size={64} />
      <span className={styles.who}>
        <span className="read-only-aloud">{words.editProfile}</span>
        <b>{me.nickname}</b>
        <small>{me.phoneMasked}</small>
      </span>
      <Icon name="next" size={18} />
    </Link>
  );
}
