import { type ReactNode, useId } from "react";

/** A titled part of the panel. */
export function CrossingPart({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="crossing-part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
