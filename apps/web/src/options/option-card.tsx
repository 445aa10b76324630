import type { Option } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { Basis, weakestBasis } from "../ui/basis.tsx";
import { letterOf, OptionLetter } from "../ui/letter.tsx";
import { useNames } from "../ui/names-context.tsx";
import { arrivalWithin, durationWithin } from "../ui/within.ts";
import { labelText, wayName } from "./way-name.ts";

/** Chance of finding a border shut from which the card says so. */
const WORTH_A_WARNING = 0.05;

interface OptionCardProps {
  readonly option: Option;
  readonly index: number;
  readonly chosen: boolean;
  /** Zone of the destination. */
  readonly zone: string;
  /** Hours that journeys were followed for. */
  readonly horizon: number;
  readonly onChoose: () => void;
}

/** One way at a glance; the whole card is the button. */
export function OptionCard({ option, index, chosen, zone, horizon, onChoose }: OptionCardProps) {
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
        <span className="figure">{durationWithin(option.hours.p50, horizon, text)}</span>
        <span className="quiet">
          {t("options.range", {
            low: durationWithin(option.hours.p10, horizon, text),
            high: durationWithin(option.hours.p95, horizon, text),
          })}
          <Basis kind="derived" />
        </span>
      </p>
      <CardFacts option={option} zone={zone} horizon={horizon} />
      <ShutChances option={option} horizon={horizon} />
    </li>
  );
}

function CardFacts({ option, zone, horizon }: Pick<OptionCardProps, "option" | "zone" | "horizon">) {
  const text = useText();
  const { t, format } = text;
  const basis = weakestBasis(option.costUsd.parts.map((part) => part.basis));
  return (
    <dl className="facts">
      <div>
        <dt>{t("options.arrives")}</dt>
        <dd>{arrivalWithin(option.arrival.p50, option.hours.p50, horizon, zone, text)}</dd>
      </div>
      <div>
        <dt>{t("options.onTime")}</dt>
        <dd>{option.onTime === null ? t("options.noDeadline") : <OnTime share={option.onTime} />}</dd>
      </div>
      <div>
        <dt>{t("options.cost")}</dt>
        <dd>
          {format.usd(option.costUsd.typical)}
          <Basis kind={basis} />
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

function ShutChances({ option, horizon }: Pick<OptionCardProps, "option" | "horizon">) {
  const text = useText();
  const { t, format } = text;
  const names = useNames();
  const risky = option.closures.filter((closure) => closure.chanceShut >= WORTH_A_WARNING);
  if (risky.length === 0) return null;
  return (
    <ul className="card-risks">
      {risky.map(({ on, chanceShut }) => {
        const open = option.worlds.find((world) => world.on === on && world.state === "open");
        return (
          <li key={on}>
            <span className="risk-sign" aria-hidden="true">
              !
            </span>
            <bdi>{names.crossing(on)}</bdi> {t("options.shutChance", { share: format.percent(chanceShut) })}
            {open !== undefined && (
              <span className="quiet">
                {" "}
                {t("options.ifOpen", { time: durationWithin(open.hours.p50, horizon, text) })}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function modeText(mode: string, text: ReturnType<typeof useText>): string {
  const key = `mode.${mode}`;
  return text.has(key) ? text.t(key) : mode;
}
