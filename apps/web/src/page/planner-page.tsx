import { RequestFailure } from "@rahdari/api/client";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import type { Network, PlanAnswer, PlanRequestInput } from "../api/contract.ts";
import { usePlan } from "../api/queries.ts";
import { OpenCrossing } from "../crossing/open-crossing.tsx";
import { ShipmentForm } from "../form/shipment-form.tsx";
import { useText } from "../i18n/text-context.tsx";
import { loadWords } from "../i18n/use-words.ts";
import { MapView } from "../map/map-view.tsx";
import type { FormState } from "../state/form.ts";
import { freshState } from "../state/navigation.ts";
import { formFaults, toRequest } from "../state/request.ts";
import type { PageState } from "../state/url.ts";
import { Boundary } from "../ui/boundary.tsx";
import { useNames } from "../ui/names-context.tsx";
import { Notice } from "../ui/notice.tsx";
import { Failure } from "./failure.tsx";
import { Progress } from "./progress.tsx";
import { Results } from "./results.tsx";
import { usePrinting } from "./use-printing.ts";
import { Warnings } from "./warnings.tsx";

/** Drawn as soon as there is an answer, so that it stands ready when the browser prints. */
const PrintHead = lazy(async () => ({ default: (await import("./late.ts")).PrintHead }));

interface PlannerPageProps {
  readonly state: PageState;
  readonly go: (next: PageState) => void;
  readonly network: Network | undefined;
  /** The network has come, or will not come: times can be turned into instants as well as they ever will. */
  readonly settled: boolean;
}

/** The one screen: form, map, options and the chosen one. */
export function PlannerPage({ state, go, network, settled }: PlannerPageProps) {
  const request = useRequest(state.form, settled);
  const plan = usePlan(request);
  const [printing, print] = usePrinting();
  const cancel = useCancel(request);
  const { answer } = plan;
  const { lang } = useText();
  // While the plan is worked out, not when its words are already wanted.
  useEffect(() => void loadWords(lang), [lang]);
  const chosen = chosenOption(answer, state.option);
  const problems = plan.error instanceof RequestFailure ? plan.error.errors : [];
  const choose = (option: string) => go({ ...state, option });
  const submit = (form: FormState) => {
    cancel.clear();
    if (JSON.stringify(form) === JSON.stringify(state.form)) void plan.refetch();
    else go({ ...state, form, option: null });
  };
  return (
    <div className="page-grid">
      <div className="side no-print">
        <ShipmentForm
          form={state.form}
          problems={problems}
          onSubmit={submit}
          onReset={() => go(freshState(state))}
        />
      </div>
      <main className="main" id="results" tabIndex={-1}>
        <LiveStatus
          busy={plan.isFetching}
          draws={request?.draws ?? 0}
          answer={plan.isFetching || plan.isError ? undefined : answer}
        />
        {plan.isError && !cancel.done && (
          <Failure error={plan.error} kept={answer !== undefined} onRetry={() => void plan.refetch()} />
        )}
        {plan.isFetching && (
          <Progress draws={request?.draws ?? 0} first={answer === undefined} onCancel={cancel.run} />
        )}
        {answer !== undefined && <AnswerHead answer={answer} />}
        <MapView
          answer={answer}
          network={network}
          chosen={chosen}
          onChoose={choose}
          wanted={state.map}
          onWanted={(map) => go({ ...state, map })}
          printing={printing}
        />
        {answer === undefined && !plan.isFetching && !plan.isError && <Empty cancelled={cancel.done} />}
        {answer !== undefined && (
          <Results
            answer={answer}
            network={network}
            chosen={chosen}
            view={printing ? "table" : state.view}
            stale={plan.stale}
            onChoose={choose}
            onView={(view) => go({ ...state, view })}
            onPrint={print}
          />
        )}
      </main>
      {state.crossing !== null && settled && !(plan.isFetching && answer === undefined) && (
        <OpenCrossing id={state.crossing} state={state} network={network} answer={answer} chosen={chosen} />
      )}
    </div>
  );
}

/** The request for what stands in the address; null while it cannot be made. */
function useRequest(form: FormState, settled: boolean): PlanRequestInput | null {
  const names = useNames();
  const key = JSON.stringify(form);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the form is a new object at each step in the history
  return useMemo(() => {
    if (!settled || Object.keys(formFaults(form)).length > 0) return null;
    return toRequest(form, names.zone);
  }, [key, settled, names]);
}

function chosenOption(answer: PlanAnswer | undefined, wanted: string | null): string | null {
  const found = answer?.options.find((option) => option.id === wanted) ?? answer?.options[0];
  return found?.id ?? null;
}

/** Stopping a request that takes too long; the page then says so until the next is sent. */
function useCancel(request: PlanRequestInput | null) {
  const client = useQueryClient();
  const [cancelled, setCancelled] = useState<PlanRequestInput | null>(null);
  return {
    done: cancelled !== null && cancelled === request,
    run: () => {
      setCancelled(request);
      void client.cancelQueries({ queryKey: ["plan", request] });
    },
    clear: () => setCancelled(null),
  };
}

/** What is to be known before the map. */
function AnswerHead({ answer }: { answer: PlanAnswer }) {
  return (
    <>
      <Boundary word="" className="print-only">
        <Suspense fallback={null}>
          <PrintHead answer={answer} />
        </Suspense>
      </Boundary>
      {answer.options.length === 0 && <NoWay />}
      <Suspense fallback={null}>
        <Warnings answer={answer} />
      </Suspense>
    </>
  );
}

/** Said above the map: on a phone what stands below it is not seen. */
function NoWay() {
  const { t } = useText();
  return (
    <Notice tone="warn" title={t("status.noWayTitle")}>
      <p>{t("status.noWayText")}</p>
    </Notice>
  );
}

function Empty({ cancelled }: { cancelled: boolean }) {
  const { t } = useText();
  return (
    <Notice tone="info" title={t("status.emptyTitle")}>
      <p>{t(cancelled ? "status.cancelled" : "status.emptyText")}</p>
    </Notice>
  );
}

/** One place that tells readers by ear what happens. */
function LiveStatus({
  busy,
  draws,
  answer,
}: {
  busy: boolean;
  draws: number;
  answer: PlanAnswer | undefined;
}) {
  const { t } = useText();
  const found =
    answer === undefined
      ? ""
      : answer.options.length === 0
        ? t("status.none")
        : t("status.found", { n: answer.options.length });
  return (
    <p className="sr-only" role="status" data-testid="status">
      {busy ? t("status.planning", { n: draws }) : found}
    </p>
  );
}
