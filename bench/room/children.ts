import { fork } from "node:child_process";
import { join } from "node:path";

type Message = Record<string, string | number>;

/** A program of the bench beside this one, asked and answered by messages. */
export type Child = { ask: (message: Message) => Promise<Message>; stop: () => void };

export function startChild(file: string): Child {
  const child = fork(join(import.meta.dirname, file), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const waiting: { resolve: (answer: Message) => void; reject: (error: Error) => void }[] = [];
  child.on("message", (answer) => waiting.shift()?.resolve(answer as Message));
  child.on("exit", (code) => {
    for (const { reject } of waiting) reject(new Error(`${file} ended with ${code}`));
  });
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.send(message);
      }),
    stop: () => void child.kill("SIGKILL"),
  };
}

/** The child's side: one message, one answer. */
export function answer(handle: (message: Message) => Promise<Message> | Message): void {
  process.on("message", (message) => {
    Promise.resolve(handle(message as Message)).then(
      (reply) => process.send?.(reply),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

/** CPU milliseconds that this program has used. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
