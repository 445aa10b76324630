import { RequestFailure } from "@rahdari/api/client";
import { keepPreviousData, QueryClient, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getGeometry, getNetwork, getPlaces, postPlan } from "./client.ts";
import type { PlanAnswer, PlanRequestInput } from "./contract.ts";

const MAX_BUSY_RETRIES = 2;
const HOUR_MS = 3_600_000;

/**
 * The page's cache of answers. `networkMode: always`: a request is tried even when the browser believes to be
 * offline, so that the page can say what failed instead of waiting in silence.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        refetchOnWindowFocus: false,
        refetchOnReconnect: true,
        staleTime: HOUR_MS,
        gcTime: HOUR_MS,
        retry: (count, error) =>
          error instanceof RequestFailure && error.kind === "busy" && count < MAX_BUSY_RETRIES,
        retryDelay: (count, error) => busyDelay(count, error),
      },
    },
  });
}

function busyDelay(count: number, error: Error): number {
  const asked = error instanceof RequestFailure ? error.retryAfter : null;
  return Math.min(10, asked ?? 2 ** count) * 1000;
}

/**
 * The plan for a request, and the last answer that came: it stays on show, marked stale, while the next is on
 * its way or when that fails.
 */
export function usePlan(request: PlanRequestInput | null) {
  const [last, setLast] = useState<PlanAnswer>();
  const plan = useQuery({
    queryKey: ["plan", request],
    queryFn: ({ signal }) => postPlan(request as PlanRequestInput, signal),
    enabled: request !== null,
  });
  if (plan.data !== undefined && plan.data !== last) setLast(plan.data);
  return { ...plan, answer: plan.data ?? last, stale: plan.data === undefined || plan.isError };
}

/** Suggestions for what is being typed into a place field; none for less than two signs. */
export function usePlaceHits(query: string, lang: string) {
  return useQuery({
    queryKey: ["places", query, lang],
    queryFn: ({ signal }) => getPlaces(query, lang, signal),
    enabled: query.trim().length >= 2,
    placeholderData: keepPreviousData,
  });
}

/** The network as known on a day ("" = today). */
export function useNetwork(asOf: string) {
  return useQuery({
    queryKey: ["network", asOf],
    queryFn: ({ signal }) => getNetwork(asOf, signal),
    placeholderData: keepPreviousData,
  });
}

/** Lines for the map; asked for only once a map is wanted. */
export function useGeometry(wanted: boolean) {
  return useQuery({ queryKey: ["geometry"], queryFn: ({ signal }) => getGeometry(signal), enabled: wanted });
}
