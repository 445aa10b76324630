import { fault, refuse } from "../code/fault.ts";
import { guaranteeOf, isUnderWay, withMovement, withOperation } from "../state/transit-state.ts";
import { type Act, byTerritory, onOperation, when } from "./act.ts";
import { reserveLiability, settleLiability, standingIn } from "./liability.ts";

/** A further amount for an operation under way. */
export const reserve: Act<"liability.reserve"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const { body, event } = said;
    return when(
      [
        byTerritory(said, regimes, [operation.territory]),
        () => (isUnderWay(operation) ? undefined : fault("operation/state", "/sequence", operation.at)),
      ],
      () => {
        const guarantee = guaranteeOf(state, movement);
        const standing = standingIn(movement, operation.territory);
        const taken = reserveLiability(state, event, regimes, guarantee, { amount: body.amount, standing });
        if ("rejection" in taken) return refuse("guarantee/too-low", "/amount");
        const own = { reservation: taken.reservation, amount: body.amount };
        const liabilities = [...operation.liabilities, own];
        return withMovement(
          taken.state,
          withOperation(movement, { ...operation, liabilities, at: event.index }),
        );
      },
    );
  });

/** Gives back what was reserved beyond the amount that the operation started with. */
export const giveBack: Act<"liability.release"> = (state, said, regimes) =>
  onOperation(state, said, (movement, operation) => {
    const { event } = said;
    const [first, ...further] = operation.liabilities;
    return when(
      [
        byTerritory(said, regimes, [operation.territory]),
        () => (further.length > 0 ? undefined : fault("liability/none", "/sequence", operation.at)),
        () => (isUnderWay(operation) ? undefined : fault("operation/state", "/sequence", operation.at)),
      ],
      () => {
        const settled = settleLiability(state, event, { liabilities: further }, "release");
        const liabilities = first ? [first] : [];
        return withMovement(settled, withOperation(movement, { ...operation, liabilities, at: event.index }));
      },
    );
  });
