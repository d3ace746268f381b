import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { icon } from '../icons.js';

let serial = 0;

/// A button with a menu. Items: {label, run, icon?, sub?, count?, checked?, disabled?, danger?, test?},
/// {heading} or {separator}. Arrow keys, Home, End and Escape work as in any menu.
export class MenuButton extends Element {
  static properties = {
    label: {}, text: {}, icon: {}, items: { type: Array }, test: {}, disabled: { type: Boolean }, look: {}, body: {},
    side: {}, opened: { state: true },
  };

  constructor() {
    super();
    this.menuId = `menu-${++serial}`;
    this.items = [];
  }

  render() {
    return html`
      <button type="button" class=${this.look ?? 'quiet'} data-test=${this.test ?? nothing} popovertarget=${this.menuId}
        aria-haspopup="menu" aria-expanded=${this.opened ? 'true' : 'false'} ?disabled=${this.disabled}
        aria-label=${this.label ?? nothing} title=${this.text || this.body ? nothing : this.label ?? nothing}
        @keydown=${this.openByKey}>
        ${this.icon ? icon(this.icon) : nothing}${this.body ?? nothing}${this.text
          ? html`<span>${this.text}</span>${icon('down', 'small')}` : nothing}
      </button>
      <div id=${this.menuId} class="menu" popover role="menu" aria-label=${this.label ?? this.text ?? nothing}
        @beforetoggle=${this.place} @toggle=${this.toggled} @keydown=${this.key}>
        ${this.opened ? this.items.filter(Boolean).map((item) => this.item(item)) : nothing}
      </div>`;
  }

  item(item) {
    if (item.separator) return html`<div class="separator" role="separator"></div>`;
    if (item.heading) return html`<div class="heading" role="presentation">${item.heading}</div>`;
    const checkable = item.checked !== undefined;
    return html`<button type="button" role=${checkable ? 'menuitemradio' : 'menuitem'} tabindex="-1"
      aria-checked=${checkable ? String(item.checked) : nothing} data-test=${item.test ?? nothing} ?disabled=${item.disabled}
      class=${item.danger ? 'danger' : ''} @click=${() => { this.menu.hidePopover(); item.run(); }}>
      <span class="lead">${item.mark ?? (item.icon ? icon(item.icon) : checkable && item.checked ? icon('check') : nothing)}</span>
      <span class="words"><span>${item.label}</span>${item.sub ? html`<small>${item.sub}</small>` : nothing}</span>
      ${item.count ? html`<span class="count">${item.count}</span>` : nothing}
      ${checkable && item.checked && (item.mark || item.icon) ? icon('check', 'small') : nothing}
    </button>`;
  }

  get menu() {
    return this.querySelector(`#${this.menuId}`);
  }

  openByKey(event) {
    if (event.key === 'ArrowDown' && !this.opened) { event.preventDefault(); this.menu.showPopover(); }
  }

  place(event) {
    if (event.newState !== 'open') return;
    this.opened = true;
    const box = this.querySelector('button').getBoundingClientRect();
    const { style } = this.menu;
    const below = innerHeight - box.bottom > 260 || innerHeight - box.bottom > box.top;
    style.top = below ? `${box.bottom + 4}px` : 'auto';
    style.bottom = below ? 'auto' : `${innerHeight - box.top + 4}px`;
    const end = this.side === 'end' || box.left > innerWidth - 280;
    style.left = end ? 'auto' : `${Math.max(8, box.left)}px`;
    style.right = end ? `${Math.max(8, innerWidth - box.right)}px` : 'auto';
    style.maxHeight = `${(below ? innerHeight - box.bottom : box.top) - 16}px`;
  }

  toggled(event) {
    this.opened = event.newState === 'open';
    if (this.opened) {
      this.updateComplete.then(() => (this.menu.querySelector('[aria-checked=true]') ?? this.menuItems()[0])?.focus());
    }
  }

  menuItems() {
    return [...this.menu.querySelectorAll('button:not(:disabled)')];
  }

  key(event) {
    const items = this.menuItems();
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (event.key === 'Tab') this.menu.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    items[(to + items.length) % items.length]?.focus();
  }
}
customElements.define('menu-button', MenuButton);
