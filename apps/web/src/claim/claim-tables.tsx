import type { ReactNode } from "react";
import type { ClaimPair } from "../api/contract.ts";
import { enClaim } from "../i18n/en-claim.ts";
import type { Format } from "../i18n/format.ts";
import { useText } from "../i18n/text-context.tsx";
import { type ClaimKey, type ClaimT, useClaimText } from "./use-claim-text.ts";

interface TableProps {
  readonly pair: ClaimPair;
  readonly label: string;
}

type Way = ClaimPair["ways"][number];

/** Distance, days and price of each way. */
export function ClaimWays({ pair, label }: TableProps) {
  const { format } = useText();
  const t = useClaimText();
  return (
    <Scroll label={`${label}: ${t("claim.ways")}`}>
      <table className="data">
        <caption>{t("claim.ways")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("claim.way")}</th>
            <NumberHeadings keys={["claim.km", "claim.days", "claim.usd"]} />
          </tr>
        </thead>
        <tbody>
          {pair.ways.map((way) => (
            <tr key={way.way}>
              <th scope="row">{wayText(way, t)}</th>
              {way.km === null ? (
                <td colSpan={3}>{t("claim.none")}</td>
              ) : (
                <>
                  <td className="num">{format.km(way.km)}</td>
                  <td className="num">{daysText(way, format, t)}</td>
                  <td className="num">{way.usd === null ? "–" : format.usd(way.usd)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Each corridor way against each alternative, and what of the sentence holds. */
export function ClaimComparisons({ pair, label }: TableProps) {
  const { format } = useText();
  const t = useClaimText();
  const ways = new Map(pair.ways.map((way) => [way.way, way]));
  const name = (id: string) => {
    const way = ways.get(id);
    return way === undefined ? id : wayText(way, t);
  };
  return (
    <Scroll label={`${label}: ${t("claim.comparison")}`}>
      <table className="data">
        <caption>{t("claim.comparison")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("claim.corridor")}</th>
            <th scope="col">{t("claim.against")}</th>
            <NumberHeadings keys={["claim.savedKm", "claim.savedDays"]} />
            <th scope="col">{t("claim.verdict")}</th>
          </tr>
        </thead>
        <tbody>
          {pair.comparisons.map((one) => (
            <tr key={`${one.corridor}/${one.alternative}`}>
              <th scope="row">{name(one.corridor)}</th>
              <td>{name(one.alternative)}</td>
              <td className="num">{format.percent(one.shorterKm)}</td>
              <td className="num">{one.shorterDays === null ? "–" : format.percent(one.shorterDays)}</td>
              <td>{t(`claim.verdict.${one.verdict}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function NumberHeadings({ keys }: { keys: readonly ClaimKey[] }) {
  const t = useClaimText();
  return keys.map((key) => (
    <th key={key} scope="col" className="num">
      {t(key)}
    </th>
  ));
}

function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

/** Name of a way in the language; one that the catalogue does not know in the planner's words. */
function wayText({ way, name }: Way, t: ClaimT): string {
  const key = `claim.way.${way}`;
  return Object.hasOwn(enClaim, key) ? t(key as ClaimKey) : name;
}

function daysText({ days, ifOpen }: Way, format: Format, t: ClaimT): string {
  if (days === null) return "–";
  const shown = format.number(days, 1);
  return ifOpen ? t("claim.daysIfOpen", { days: shown }) : shown;
}
