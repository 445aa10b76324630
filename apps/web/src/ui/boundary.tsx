import { Component, type ReactNode } from "react";

/** Keeps a part that fails to load or to draw from taking the page with it; says so in its place. */
export class Boundary extends Component<
  { word: string; className: string; children: ReactNode },
  { failed: boolean }
> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? (
      <p className={this.props.className}>{this.props.word}</p>
    ) : (
      this.props.children
    );
  }
}
