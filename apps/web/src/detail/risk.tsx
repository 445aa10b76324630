import type { Option } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { Basis } from "../ui/basis.tsx";
import { useNames } from "../ui/names-context.tsx";

const SHOWN = 6;
const NEGLIGIBLE = 0.005;

/** Which legs make the arrival uncertain, as bars over one scale. */
export function RiskDrivers({ option }: { option: Option }) {
  const { t } = useText();
  const names = useNames();
  const shown = option.drivers.filter((driver) => driver.share >= NEGLIGIBLE).slice(0, SHOWN);
  const rest = Math.max(0, 1 - shown.reduce((sum, driver) => sum + driver.share, 0));
  if (shown.length === 0) return <p className="quiet">{t("risk.none")}</p>;
  const name = (leg: string, fallback: string) =>
    names.known(leg) ?? legName(option, leg, names.place) ?? fallback;
  return (
    <>
      <p className="quiet">
        {t("risk.text")}
        <Basis kind="derived" />
      </p>
      <ul className="bars">
        {shown.map((driver) => (
          <Bar key={driver.leg} name={name(driver.leg, driver.name)} share={driver.share} />
        ))}
        {rest >= NEGLIGIBLE && <Bar name={t("risk.rest")} share={rest} quiet />}
      </ul>
    </>
  );
}

function legName(option: Option, id: string, place: (id: string) => string): string | undefined {
  const leg = option.legs.find((candidate) => candidate.id === id);
  return leg === undefined ? undefined : [...new Set([place(leg.from), place(leg.to)])].join(" – ");
}

function Bar({ name, share, quiet = false }: { name: string; share: number; quiet?: boolean }) {
  const { format } = useText();
  return (
    <li className={quiet ? "bar bar-quiet" : "bar"}>
      <span className="bar-name">
        <bdi>{name}</bdi>
      </span>
      <span className="bar-share">{format.percent(share)}</span>
      <span className="bar-track" aria-hidden="true">
        <span style={{ inlineSize: `${Math.max(0.5, share * 100)}%` }} />
      </span>
    </li>
  );
}
