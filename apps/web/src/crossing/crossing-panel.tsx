import "../styles/crossing.css";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { getCrossing } from "../api/client.ts";
import type { CrossingReport, CrossingState, Option } from "../api/contract.ts";
import { type CrossingPhrases, loadCrossingPhrases } from "../i18n/crossing-phrases.ts";
import { useText } from "../i18n/text-context.tsx";
import { CrossingSign } from "../map/crossing-sign.tsx";
import { Failure } from "../page/failure.tsx";
import { showCrossing } from "../state/navigation.ts";
import { AriaLocale } from "../ui/aria-locale.tsx";
import { useNames } from "../ui/names-context.tsx";
import { SourceList } from "../ui/sources.tsx";
import { History } from "./history.tsx";
import { CrossingPart } from "./part.tsx";
import { CrossingStateText } from "./state-text.tsx";
import { WaySection } from "./way-section.tsx";
import { crossingDay } from "./when.ts";

interface CrossingPanelProps {
  readonly id: string;
  /** The way on show, which gives the day and the direction where it passes here. */
  readonly option: Option | undefined;
  readonly letter: string;
  /** Local time at which the goods are ready, YYYY-MM-DDTHH:mm. */
  readonly ready: string;
  /** Day whose knowledge counts; "" = today. */
  readonly asOf: string;
  /** What the map says of it. */
  readonly state: CrossingState;
}

/** All that is known of one crossing, over the page. */
export function CrossingPanel({ id, option, letter, ready, asOf, state }: CrossingPanelProps) {
  const { lang, dir } = useText();
  const names = useNames();
  const titleId = useId();
  const { on, direction } = crossingDay(id, option, ready, names.zone);
  const phrases = useQuery({
    queryKey: ["crossing-phrases", lang],
    queryFn: () => loadCrossingPhrases(lang),
  });
  const report = useQuery({
    queryKey: ["crossing", id, on, asOf],
    queryFn: ({ signal }) => getCrossing(id, { on, asOf }, signal),
  });
  return (
    <AriaLocale>
      <ModalOverlay
        className="crossing-veil"
        isOpen
        isDismissable
        onOpenChange={(open) => {
          if (!open) showCrossing(null);
        }}
      >
        <Modal className="crossing-sheet" dir={dir}>
          <Dialog className="crossing" aria-labelledby={titleId}>
            <header className="crossing-head">
              <CrossingSign state={state} />
              <Heading slot="title" level={2} id={titleId}>
                {names.crossing(id)}
              </Heading>
              {phrases.data !== undefined && (
                <button type="button" className="crossing-close" onClick={() => showCrossing(null)}>
                  {phrases.data.say("close")}
                </button>
              )}
            </header>
            {report.isError && (
              <Failure error={report.error} kept={false} onRetry={() => void report.refetch()} />
            )}
            {phrases.data !== undefined && report.isPending && (
              <p role="status" className="quiet">
                {phrases.data.say("loading")}
              </p>
            )}
            {phrases.data !== undefined && report.data !== undefined && (
              <Told report={report.data} phrases={phrases.data} direction={direction} letter={letter} />
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLocale>
  );
}

interface ToldProps {
  readonly report: CrossingReport;
  readonly phrases: CrossingPhrases;
  readonly direction: "out" | "back" | null;
  readonly letter: string;
}

function Told({ report, phrases, direction, letter }: ToldProps) {
  const { t, format } = useText();
  const { say } = phrases;
  const ways = [...report.ways].sort(
    (a, b) => Number(b.direction === direction) - Number(a.direction === direction),
  );
  const facts = [
    say(`kind.${report.kind}`),
    t(`mode.${report.mode}`),
    [...new Set(report.countries)].map(format.country).join(" – "),
  ];
  return (
    <>
      <p className="quiet">{facts.join(" · ")}</p>
      <CrossingStateText report={report} say={say} />
      <p className="crossing-day">
        <strong>{say("chance", { date: format.day(report.on) })}</strong>{" "}
        <span className="quiet">
          {direction === null ? say("chance.ready") : say("chance.arrival", { letter })}
        </span>
      </p>
      <div className="crossing-ways">
        {ways.map((way) => (
          <WaySection
            key={way.direction}
            way={way}
            on={report.on}
            phrases={phrases}
            chosen={way.direction === direction}
          />
        ))}
      </div>
      <History report={report} phrases={phrases} />
      <CrossingPart title={say("sources")}>
        <SourceList ids={report.sources} />
      </CrossingPart>
    </>
  );
}
