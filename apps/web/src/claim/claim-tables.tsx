import type { ReactNode } from "react";
import type { ClaimPair } from "../api/contract.ts";
import type { ClaimPhrases } from "../i18n/claim-phrases.ts";
import type { ClaimKey } from "../i18n/en-claim.ts";
import { type Text, useText } from "../i18n/text-context.tsx";

interface TableProps {
  readonly pair: ClaimPair;
  readonly label: string;
  readonly phrases: ClaimPhrases;
}

type Way = ClaimPair["ways"][number];

/** Distance, days and price of each way. */
export function ClaimWays({ pair, label, phrases }: TableProps) {
  const text = useText();
  const { format } = text;
  const { say } = phrases;
  return (
    <Scroll label={`${label}: ${say("ways")}`}>
      <table className="data">
        <caption>{say("ways")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("way")}</th>
            <NumberHeadings say={say} keys={["km", "days", "usd"]} />
          </tr>
        </thead>
        <tbody>
          {pair.ways.map((way) => (
            <tr key={way.way}>
              <th scope="row">{wayText(way, phrases)}</th>
              {way.km === null ? (
                <td colSpan={3}>{say("none")}</td>
              ) : (
                <>
                  <td className="num">{format.km(way.km)}</td>
                  <td className="num">{daysText(way, phrases, text)}</td>
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
export function ClaimComparisons({ pair, label, phrases }: TableProps) {
  const text = useText();
  const { format } = text;
  const { say } = phrases;
  const ways = new Map(pair.ways.map((way) => [way.way, way]));
  const name = (id: string) => {
    const way = ways.get(id);
    return way === undefined ? id : wayText(way, phrases);
  };
  return (
    <Scroll label={`${label}: ${say("comparison")}`}>
      <table className="data">
        <caption>{say("comparison")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("corridor")}</th>
            <th scope="col">{say("against")}</th>
            <NumberHeadings say={say} keys={["savedKm", "savedDays"]} />
            <th scope="col">{say("verdict")}</th>
          </tr>
        </thead>
        <tbody>
          {pair.comparisons.map((one) => (
            <tr key={`${one.corridor}/${one.alternative}`}>
              <th scope="row">{name(one.corridor)}</th>
              <td>{name(one.alternative)}</td>
              <td className="num">{format.percent(one.shorterKm)}</td>
              <td className="num">{one.shorterDays === null ? "–" : format.percent(one.shorterDays)}</td>
              <td>{say(`verdict.${one.verdict}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function NumberHeadings({ keys, say }: { keys: readonly ClaimKey[]; say: ClaimPhrases["say"] }) {
  return keys.map((key) => (
    <th key={key} scope="col" className="num">
      {say(key)}
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
function wayText({ way, name }: Way, { say, has }: ClaimPhrases): string {
  const key = `way.${way}`;
  return has(key) ? say(key) : name;
}

function daysText({ days, ifOpen }: Way, { say }: ClaimPhrases, { format }: Text): string {
  if (days === null) return "–";
  const shown = format.number(days, 1);
  return ifOpen ? say("daysIfOpen", { days: shown }) : shown;
}
