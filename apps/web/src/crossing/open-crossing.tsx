import { lazy, Suspense } from "react";
import type { Network, PlanAnswer } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import type { PageState } from "../state/url.ts";
import { Boundary } from "../ui/boundary.tsx";
import { letterOf } from "../ui/letter.tsx";

const CrossingPanel = lazy(async () => ({
  default: (await import("./crossing-panel.tsx")).CrossingPanel,
}));

interface OpenCrossingProps {
  readonly id: string;
  readonly state: PageState;
  readonly network: Network | undefined;
  readonly answer: PlanAnswer | undefined;
  readonly chosen: string | null;
}

/** The panel of a crossing, on the day on which the chosen way gets there. */
export function OpenCrossing({ id, state, network, answer, chosen }: OpenCrossingProps) {
  const { t } = useText();
  const rank = answer?.options.findIndex((option) => option.id === chosen) ?? -1;
  return (
    <Boundary word={t("detail.failed")} className="late-text">
      <Suspense fallback={null}>
        <CrossingPanel
          id={id}
          option={answer?.options[rank]}
          letter={letterOf(rank)}
          ready={state.form.ready}
          asOf={state.form.asOf}
          state={network?.crossings.find((crossing) => crossing.id === id)?.state ?? "unknown"}
        />
      </Suspense>
    </Boundary>
  );
}
