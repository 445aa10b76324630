/** For each state, the state that each step leads to; a step that is missing is forbidden there. */
export type Table<State extends string, Step extends string> = {
  readonly [From in State]: { readonly [Does in Step]?: State };
};

/** A machine as it is drawn and run. */
export type Drawn = {
  readonly name: string;
  /** What begins its life. */
  readonly begins: Readonly<Record<string, string>>;
  readonly table: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;
};

/** State after a step; undefined where the step is forbidden. */
export function after<State extends string, Step extends string>(
  table: Table<State, Step>,
  state: State,
  step: Step,
): State | undefined {
  return table[state][step];
}

/** The machine as a Mermaid state diagram. */
export function mermaid({ begins, table }: Drawn): string {
  const name = (state: string) => state.replaceAll("-", "_");
  const states = Object.keys(table).map((state) => `  ${name(state)} : ${state}`);
  const first = Object.entries(begins).map(([step, to]) => `  [*] --> ${name(to)} : ${step}`);
  const arrows = Object.entries(table).flatMap(([from, steps]) =>
    Object.entries(steps).map(([step, to]) => `  ${name(from)} --> ${name(to as string)} : ${step}`),
  );
  const last = Object.entries(table).flatMap(([state, steps]) =>
    Object.keys(steps).length === 0 ? [`  ${name(state)} --> [*]`] : [],
  );
  return ["stateDiagram-v2", ...states, ...first, ...arrows, ...last].join("\n");
}
