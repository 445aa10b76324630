import { showCrossing } from "../state/navigation.ts";
import { bare } from "./bare.ts";
import { useNames } from "./names-context.tsx";

/** The name of a crossing, which opens all that is known of it; of anything else that can shut, the name alone. */
export function CrossingName({ id }: { id: string }) {
  const names = useNames();
  const name = <bdi>{names.crossing(id)}</bdi>;
  if (!names.isCrossing(id)) return name;
  return (
    <button
      type="button"
      className="name-button"
      aria-haspopup="dialog"
      onClick={() => showCrossing(bare(id))}
    >
      {name}
    </button>
  );
}
