export { type Clock, type ClockName, clocksOf } from "./act/clocks.ts";
export { CODES, type Code, type CodeName, codeOf } from "./code/codes.ts";
export { isAssigned } from "./code/country.ts";
export { GUARANTEE_REASONS, type GuaranteeReason } from "./code/guarantee-reasons.ts";
export { isReference, referenceOf } from "./code/reference.ts";
export { legsOf, needsNavigationSeal, type OnTheWay, regimesFor, type Suitability } from "./declare.ts";
export { MACHINES, MOVEMENT_STATES } from "./machine/machines.ts";
export { type Drawn, mermaid } from "./machine/table.ts";
export { declaresGoods, HANDED_IN, type Party } from "./message/handed-in.ts";
export { formCodeOf } from "./message/malformed.ts";
export { BODIES, type Body, GROUPS, type Group, isKind, type Kind } from "./message/messages.ts";
export {
  GuarantorId,
  HolderId,
  Instant,
  OfficeName,
  Ref,
  RegimeName,
  Territory,
  text,
} from "./message/values.ts";
export { goodsFaults, Payload, type PayloadFault, weightDiffers } from "./payload/payload.ts";
export { loadRegimes, RegimeError, shippedRegimesDir } from "./regime/load-regimes.ts";
export {
  dayOf,
  isParty,
  membersOf,
  type Parameter,
  type Regimes,
  type Rules,
  rulesAt,
  territoryOf,
} from "./regime/regime.ts";
export { groundsOf, referencePage, scenariosPage } from "./scenario/catalogue.ts";
export { loadScenarios, shippedScenariosDir } from "./scenario/load-scenarios.ts";
export { commitmentIn, endFaults, play, type Told } from "./scenario/play.ts";
export {
  type Given,
  parseGiven,
  parseScenario,
  type Scenario,
  ScenarioError,
  type Step,
  stepsOf,
} from "./scenario/scenario.ts";
export { type About, aboutOf, officesNamed } from "./state/about.ts";
export { TASKS, type Task, type TaskName, tasksOf, untilOf } from "./state/tasks.ts";
export type {
  Guarantee,
  Movement,
  Operation,
  Recovery,
  Seal,
  TransitState,
} from "./state/transit-state.ts";
export { TRANSIT, transitMachine } from "./transit-machine.ts";
