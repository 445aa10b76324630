import type { Option } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { Basis, weakestBasis } from "../ui/basis.tsx";
import { letterOf, OptionLetter } from "../ui/letter.tsx";
import { useNames } from "../ui/names-context.tsx";
import { labelText, wayName } from "./way-name.ts";

interface OptionCardProps {
  readonly option: Option;
  readonly index: number;
  readonly chosen: boolean;
  /** Zone of the destination. */
  readonly zone: string;
  readonly onChoose: () => void;
}

/** One way at a glance; the whole card is the button. */
export function OptionCard({ option, index, chosen, zone, onChoose }: OptionCardProps) {
  const text = useText();
  const { t, format } = text;
  const names = useNames();
  return (
    <li className={`card${chosen ? " card-chosen" : ""}`}>
      <div className="card-head">
        <OptionLetter index={index} large />
        <h3>
          <button type="button" className="card-button" aria-pressed={chosen} onClick={onChoose}>
            <span className="sr-only">{t("options.way", { letter: letterOf(index) })}: </span>
            <bdi>{wayName(option, names, text)}</bdi>
          </button>
        </h3>
      </div>
      <p className="chips">
        {option.labels.map((label) => (
          <span key={label} className="chip">
            {labelText(label, text)}
          </span>
        ))}
        <span className="chip chip-quiet">
          {format.list([...new Set(option.modes)].map((mode) => modeText(mode, text)))}
        </span>
        {chosen && <span className="chip chip-on">{t("options.chosen")}</span>}
      </p>
      <p className="card-main">
        <span className="figure">{format.duration(option.hours.p50)}</span>
        <span className="quiet">
          {t("options.range", {
            low: format.duration(option.hours.p10),
            high: format.duration(option.hours.p95),
          })}{" "}
          <Basis kind="derived" />
        </span>
      </p>
      <CardFacts option={option} zone={zone} />
      <ShutChances option={option} />
    </li>
  );
}

function CardFacts({ option, zone }: { option: Option; zone: string }) {
  const { t, format } = useText();
  const basis = weakestBasis(option.legs.map((leg) => leg.basis));
  return (
    <dl className="facts">
      <div>
        <dt>{t("options.arrives")}</dt>
        <dd>{format.dateIn(option.arrival.p50, zone)}</dd>
      </div>
      <div>
        <dt>{t("options.onTime")}</dt>
        <dd>{option.onTime === null ? t("options.noDeadline") : <OnTime share={option.onTime} />}</dd>
      </div>
      <div>
        <dt>{t("options.cost")}</dt>
        <dd>
          {format.usd(option.costUsd.typical)} <Basis kind={basis} />
        </dd>
      </div>
      <div>
        <dt>{t("options.km")}</dt>
        <dd>{format.km(option.km)}</dd>
      </div>
      <div>
        <dt>{t("options.co2e")}</dt>
        <dd>{format.mass(option.co2eKg)}</dd>
      </div>
      <div>
        <dt>{t("options.handovers")}</dt>
        <dd>{format.number(option.handovers)}</dd>
      </div>
    </dl>
  );
}

/** The chance in figures and as a bar. */
export function OnTime({ share }: { share: number }) {
  const { format } = useText();
  return (
    <span className="on-time">
      <span>{format.percent(share)}</span>
      <span className="meter" aria-hidden="true">
        <span style={{ inlineSize: `${Math.round(share * 100)}%` }} />
      </span>
    </span>
  );
}

function ShutChances({ option }: { option: Option }) {
  const { t, format } = useText();
  const names = useNames();
  const risky = option.closures.filter((closure) => closure.state !== "open" || closure.chanceShut >= 0.05);
  if (risky.length === 0) return null;
  return (
    <ul className="card-risks">
      {risky.map((closure) => (
        <li key={closure.on}>
          <span className="risk-sign" aria-hidden="true">
            !
          </span>
          <bdi>{names.crossing(closure.on)}</bdi>{" "}
          <span>{t("options.shutChance", { share: format.percent(closure.chanceShut) })}</span>
        </li>
      ))}
    </ul>
  );
}

function modeText(mode: string, text: ReturnType<typeof useText>): string {
  const key = `mode.${mode}`;
  return text.has(key) ? text.t(key) : mode;
}
