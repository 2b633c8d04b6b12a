import { Link } from "@tanstack/react-router";
import { Icon } from "../../kit/icon.tsx";
import { useWords } from "../../kit/words.ts";
import { faces } from "../faces.ts";
import styles from "./start.module.css";

export default function Start() {
  const words = useWords("staff");
  return (
    <div className={styles.start}>
      <h1>{words.welcome}</h1>
      <div className={styles.doors}>
        {faces.map((face) => (
          <Link key={face.path} to={face.path} className={styles.door}>
            <span className={styles.icon}>
              <Icon name={face.icon} size={28} />
            </span>
            <b>{words[face.word]}</b>
            <span>{words[face.hint]}</span>
            <em>
              {words.enter}
              <Icon name="next" size={16} />
            </em>
          </Link>
        ))}
      </div>
    </div>
  );
}
