import { useRef, useState } from "react";
import type { Uploaded } from "./uploader.tsx";

export type Pending = { key: number; file: File; preview: string; problem?: unknown };
type Sending = {
  pending: Pending[];
  add: (files: File[]) => void;
  retry: (one: Pending) => void;
  drop: (one: Pending) => void;
};

/** The files on their way: those that arrive join `value`, those that failed stay until tried again or dropped. */
export function useSending(
  value: Uploaded[],
  onChange: (value: Uploaded[]) => void,
  send: (file: File) => Promise<Uploaded>,
): Sending {
  const [pending, setPending] = useState<Pending[]>([]);
  const keys = useRef(0);
  const now = useRef(value);
  now.current = value;

  const mark = (key: number, problem: unknown) =>
    setPending((before) => before.map((one) => (one.key === key ? { ...one, problem } : one)));
  const drop = (one: Pending) => {
    URL.revokeObjectURL(one.preview);
    setPending((before) => before.filter((other) => other.key !== one.key));
  };
  const attempt = async (one: Pending) => {
    mark(one.key, undefined);
    try {
      const uploaded = await send(one.file);
      // Two may arrive before the next drawing: the second must find the first already there.
      now.current = [...now.current, uploaded];
      onChange(now.current);
      drop(one);
    } catch (found) {
      mark(one.key, found);
    }
  };
  const add = (files: File[]) => {
    const fresh = files.map((file) => ({ key: ++keys.current, file, preview: URL.createObjectURL(file) }));
    setPending((before) => [...before, ...fresh]);
    for (const one of fresh) void attempt(one);
  };
  return { pending, add, drop, retry: (one) => void attempt(one) };
}
