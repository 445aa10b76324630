import { useEffect, useState } from "react";
import { useText } from "../i18n/text-context.tsx";

const SLOW_MS = 6000;

/** While the plan is on its way: what is being done, a way out, and the shape of what will come. */
export function Progress({
  draws,
  first,
  onCancel,
}: {
  draws: number;
  first: boolean;
  onCancel: () => void;
}) {
  const { t } = useText();
  const slow = useAfter(SLOW_MS);
  return (
    <div className="progress">
      <div className="progress-word">
        <span className="spinner" aria-hidden="true" />
        <p>
          {first ? t("status.planning", { n: draws }) : t("status.updating")} {slow && t("status.slow")}
        </p>
        <button type="button" onClick={onCancel}>
          {t("status.cancel")}
        </button>
      </div>
      {first && <Skeleton />}
    </div>
  );
}

function Skeleton() {
  return (
    <div className="cards" aria-hidden="true">
      {[0, 1, 2].map((key) => (
        <div key={key} className="card skeleton">
          <span />
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}

function useAfter(ms: number): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return over;
}
