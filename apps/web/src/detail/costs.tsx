import type { Option } from "../api/contract.ts";
import { useText } from "../i18n/text-context.tsx";
import { Basis, weakestBasis } from "../ui/basis.tsx";

/** The cost by parts, as ranges. */
export function Costs({ option }: { option: Option }) {
  const { t, format } = useText();
  const { parts, low, typical, high } = option.costUsd;
  return (
    <table className="data compact">
      <caption>{t("cost.caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("cost.part")}</th>
          <th scope="col" className="num">
            {t("cost.low")}
          </th>
          <th scope="col" className="num">
            {t("cost.typical")}
          </th>
          <th scope="col" className="num">
            {t("cost.high")}
          </th>
        </tr>
      </thead>
      <tbody>
        {parts
          .filter((part) => part.high > 0)
          .map((part) => (
            <tr key={part.what}>
              <th scope="row">{t(`cost.${part.what}`)}</th>
              <td className="num">{format.number(part.low)}</td>
              <td className="num">{format.number(part.typical)}</td>
              <td className="num">
                {format.number(part.high)}
                <Basis kind={part.basis} />
              </td>
            </tr>
          ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("cost.total")}</th>
          <td className="num">{format.number(low)}</td>
          <td className="num">{format.number(typical)}</td>
          <td className="num">
            {format.number(high)}
            <Basis kind={weakestBasis(parts.map((part) => part.basis))} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
