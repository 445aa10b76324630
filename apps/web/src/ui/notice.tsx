import type { ReactNode } from "react";

/** A framed word to the reader; the tone is in the heading's text as well as in the colour. */
export function Notice(props: {
  tone: "info" | "warn" | "error";
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={`notice notice-${props.tone}`} role={props.tone === "error" ? "alert" : undefined}>
      <p className="notice-title">{props.title}</p>
      {props.children}
      {props.action}
    </div>
  );
}
