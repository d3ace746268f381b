import { LitElement } from 'lit';
import { watch } from './store.js';

/// A component in light DOM (one stylesheet, one accessibility tree) that redraws when a watched key
/// of the store changes, and when the language does.
export class Element extends LitElement {
  static watch = [];

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.unwatch = watch([...this.constructor.watch, 'lang'], (changed) => {
      this.stateChanged?.(changed);
      this.requestUpdate();
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unwatch();
  }
}
