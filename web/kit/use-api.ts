import {
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useRef } from "react";
import { type AnswerOf, call, type EndpointName, type InputOf } from "./api.ts";
import { ApiProblem } from "./problem.ts";

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => failures < 2 && error instanceof ApiProblem && error.passing,
      },
      // A deed is repeated by a person or by nobody.
      mutations: { retry: false },
    },
  });
}

export const queryKeyOf = <K extends EndpointName>(name: K, input?: InputOf<K>) =>
  input === undefined ? [name] : [name, input];

type Reading<Out> = {
  enabled?: boolean;
  staleTime?: number;
  refetchInterval?: number | false;
  initial?: Out | undefined;
};

/** A read: `useQueryOf("listRooms", { state: "live" })`. */
export function useQueryOf<K extends EndpointName>(
  name: K,
  input: InputOf<K>,
  options: Reading<AnswerOf<K>> = {},
): UseQueryResult<AnswerOf<K>, ApiProblem> {
  const { initial, ...rest } = options;
  return useQuery<AnswerOf<K>, ApiProblem>({
    queryKey: queryKeyOf(name, input),
    queryFn: ({ signal }) => call(name, input, { signal }),
    ...(initial === undefined ? {} : { initialData: () => initial }),
    ...rest,
  });
}

type Doing<K extends EndpointName> = {
  /** Reads that this deed makes stale. */
  refresh?: EndpointName[];
  onDone?: (answer: AnswerOf<K>, input: InputOf<K>) => void;
  onProblem?: (problem: ApiProblem) => void;
};

/**
 * A deed: `const place = useCall("placeOrder"); place.mutate(input)`. The same input sent again after a fault keeps
 * its idempotency key until an answer has come, so that an impatient second tap makes one order.
 */
export function useCall<K extends EndpointName>(
  name: K,
  options: Doing<K> = {},
): UseMutationResult<AnswerOf<K>, ApiProblem, InputOf<K>> {
  const client = useQueryClient();
  const attempt = useRef<{ input: unknown; key: string } | null>(null);
  return useMutation<AnswerOf<K>, ApiProblem, InputOf<K>>({
    mutationKey: [name],
    mutationFn: async (input) => {
      // Two uploads are the same only when they are the same object.
      const said = input instanceof FormData ? input : JSON.stringify(input);
      if (attempt.current?.input !== said) attempt.current = { input: said, key: crypto.randomUUID() };
      const answer = await call(name, input, { idempotencyKey: attempt.current.key });
      attempt.current = null;
      return answer;
    },
    onSuccess: async (answer, input) => {
      options.onDone?.(answer, input);
      await Promise.all((options.refresh ?? []).map((read) => client.invalidateQueries({ queryKey: [read] })));
    },
    onError: (problem) => {
      if (problem instanceof ApiProblem && !problem.passing) attempt.current = null;
      options.onProblem?.(problem);
    },
  });
}
