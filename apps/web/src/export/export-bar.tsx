import { useState } from "react";
import { getGeometry } from "../api/client.ts";
import type { Geometry, Network, PlanAnswer } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { legsCsv, optionsCsv } from "./csv.ts";
import { answerGeoJson } from "./geojson.ts";

interface ExportBarProps {
  readonly answer: PlanAnswer;
  readonly network: Network | undefined;
  readonly onPrint: () => void;
}

/** The answer as files, on paper, or as a link. All files are made here, so that they work without a connection. */
export function ExportBar({ answer, network, onPrint }: ExportBarProps) {
  const { t } = useText();
  const name = `rahdari-${answer.from}-${answer.to}-${answer.request.ready.slice(0, 10)}`;
  const geojson = async () => {
    if (network === undefined) return;
    const lines = await getGeometry(new AbortController().signal).catch(
      (): Geometry | undefined => undefined,
    );
    save(`${name}.geojson`, "application/geo+json", JSON.stringify(answerGeoJson(answer, network, lines)));
  };
  return (
    <fieldset className="export-bar no-print">
      <legend className="sr-only">{t("export.title")}</legend>
      <button
        type="button"
        className="plain"
        onClick={() => save(`${name}.csv`, "text/csv", optionsCsv(answer))}
      >
        {t("export.csv")}
      </button>
      <button
        type="button"
        className="plain"
        onClick={() => save(`${name}-legs.csv`, "text/csv", legsCsv(answer))}
      >
        {t("export.csvLegs")}
      </button>
      <button type="button" className="plain" disabled={network === undefined} onClick={() => void geojson()}>
        {t("export.geojson")}
      </button>
      <button type="button" className="plain" onClick={onPrint}>
        {t("export.print")}
      </button>
      <CopyLink />
    </fieldset>
  );
}

function CopyLink() {
  const { t } = useText();
  const [said, setSaid] = useState("");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setSaid(t("export.copied"));
    } catch {
      setSaid(t("export.copyFailed"));
    }
  };
  return (
    <>
      <button type="button" className="plain" onClick={() => void copy()}>
        {t("export.copy")}
      </button>
      <span role="status" className="small">
        {said}
      </span>
    </>
  );
}

function save(name: string, type: string, content: string): void {
  // The mark makes spreadsheets read UTF-8.
  const mark = type === "text/csv" ? "\uFEFF" : "";
  const address = URL.createObjectURL(new Blob([mark, content], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
