/** Text that may stand on the page: from a catalogue or a format. Text from elsewhere is shown by `data`. */
export type Said = string & { readonly said: unique symbol };
export type Child = Node | Said | readonly Child[] | undefined;

type Attributes = Readonly<Record<string, string | boolean | undefined>> & {
  readonly "aria-label"?: Said;
  readonly title?: never;
  readonly alt?: never;
  readonly placeholder?: never;
};
type Events = { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };

/** An element with its children; text enters the page here alone, and as text. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (typeof value === "string") made.setAttribute(name, value);
  }
  append(made, children);
  return made;
}

export function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined) continue;
    if (typeof child === "string") parent.appendChild(document.createTextNode(child));
    else if (child instanceof Node) parent.appendChild(child);
    else append(parent, child);
  }
}

/** The element, listening. */
export function on<Made extends HTMLElement>(made: Made, events: Events): Made {
  for (const [name, listener] of Object.entries(events)) {
    made.addEventListener(name, listener as EventListener);
  }
  return made;
}

export function button(text: Said, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return on(el("button", { type: "button", ...attributes }, text), { click: press });
}
