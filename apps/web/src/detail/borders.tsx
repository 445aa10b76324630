import type { ClosureState, Option, World } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { useSay } from "../i18n/use-words.ts";
import { CrossingSign } from "../map/crossing-sign.tsx";
import { Basis } from "../ui/basis.tsx";
import { CrossingName } from "../ui/crossing-name.tsx";
import { useNames } from "../ui/names-context.tsx";
import { SaidText } from "../ui/said-text.tsx";
import { SourceMarks } from "../ui/sources.tsx";
import { durationWithin } from "../ui/within.ts";

const WORTH_A_WORD = 0.01;

/** Each border's last confirmed state with its date and source, and what was assumed since; the likeliest shut first. */
export function Borders({ option }: { option: Option }) {
  const { t } = useText();
  const sorted = [...option.closures].sort((a, b) => b.chanceShut - a.chanceShut);
  const told = sorted.filter((closure) => closure.state !== "open" || closure.chanceShut >= WORTH_A_WORD);
  const others = sorted.filter((closure) => !told.includes(closure));
  return (
    <>
      <ul className="borders">
        {told.map((closure) => (
          <Border key={closure.on} closure={closure} />
        ))}
      </ul>
      {others.length > 0 && (
        <>
          <p className="quiet">
            {t("border.others")}
            <Basis kind="derived" />
          </p>
          <ul>
            {others.map((closure) => (
              <OtherBorder key={closure.on} closure={closure} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function OtherBorder({ closure }: { closure: ClosureState }) {
  const { t, format } = useText();
  const said =
    closure.confirmed === null
      ? t("border.noReport")
      : t("border.asOf", { state: t(`state.${closure.state}`), date: format.day(closure.confirmed) });
  return (
    <li>
      <CrossingName id={closure.on} />
      <span className="quiet">: {said}</span> <SourceMarks ids={closure.sources} />
    </li>
  );
}

function Border({ closure }: { closure: ClosureState }) {
  const { t, format } = useText();
  const names = useNames();
  const say = useSay(names.known);
  const word = t(`state.${closure.state}`);
  return (
    <li>
      <p className="border-head">
        <CrossingSign state={closure.state} />
        <strong>
          <CrossingName id={closure.on} />
        </strong>
      </p>
      {closure.announced === undefined && (
        <p>
          {closure.confirmed === null
            ? t("border.neverReported")
            : t("border.lastConfirmed", { state: word, date: format.day(closure.confirmed) })}{" "}
          <SourceMarks ids={closure.sources} />
        </p>
      )}
      <p className="quiet">
        <SaidText said={say(closure.assumed)} />
        {closure.announced !== undefined && <SourceMarks ids={closure.sources} />}
      </p>
      <p>
        {t("border.chanceShut", { share: format.percent(closure.chanceShut) })}
        <Basis kind="derived" />
      </p>
    </li>
  );
}

/** The plan in both states of each border that nobody knows the state of. */
export function Worlds({ option, horizon }: { option: Option; horizon: number }) {
  const { t } = useText();
  const crossings = [...new Set(option.worlds.map((world) => world.on))];
  return (
    <>
      <p className="quiet">{t("world.text")}</p>
      {crossings.map((on) => (
        <div key={on} className="worlds">
          {option.worlds
            .filter((world) => world.on === on)
            .map((world) => (
              <WorldCard key={world.state} world={world} horizon={horizon} />
            ))}
        </div>
      ))}
    </>
  );
}

function WorldCard({ world, horizon }: { world: World; horizon: number }) {
  const text = useText();
  const { t, format } = text;
  const names = useNames();
  return (
    <div className={`world world-${world.state}`}>
      <p className="border-head">
        <CrossingSign state={world.state} />
        <strong>{t(`world.if.${world.state}`, { crossing: names.crossing(world.on) })}</strong>
      </p>
      <p className="quiet">
        {t("world.chance", { share: format.percent(world.chance) })}
        <Basis kind="derived" />
      </p>
      <dl className="facts">
        <div>
          <dt>{t("world.typical")}</dt>
          <dd>{durationWithin(world.hours.p50, horizon, text)}</dd>
        </div>
        <div>
          <dt>{t("world.p80")}</dt>
          <dd>{durationWithin(world.hours.p80, horizon, text)}</dd>
        </div>
        {world.onTime !== null && (
          <div>
            <dt>{t("world.onTime")}</dt>
            <dd>{format.percent(world.onTime)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
