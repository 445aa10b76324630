import { Component, type ReactNode } from "react";

/** Keeps a map that fails to load or to draw from taking the page with it. */
export class MapBoundary extends Component<{ word: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <p className="map-word">{this.props.word}</p> : this.props.children;
  }
}
