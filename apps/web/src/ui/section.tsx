import { type ReactNode, useId } from "react";

/** A titled part of the detail, a landmark by its heading. */
export function Section(props: { title: string; wide?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <section className={props.wide === true ? "panel panel-wide" : "panel"} aria-labelledby={id}>
      <h3 id={id}>{props.title}</h3>
      {props.children}
    </section>
  );
}
