import { html, nothing } from 'lit';
import { signIn } from '../auth.js';
import { Element } from '../base.js';
import { t } from '../i18n.js';

import { set, state } from '../store.js';
import './account-page.js';
import './app-header.js';
import './compose-dock.js';
import './connect-page.js';
import './health-page.js';
import './key-sheet.js';
import './command-palette.js';
import './reading-pane.js';
import './review-page.js';
import './scheduled-page.js';
import './search-view.js';
import './settings-page.js';
import './side-menu.js';
import './thread-list.js';
import './toast-stack.js';
import { languagePicker } from './language-picker.js';

const THREE = matchMedia('(min-width: 1100px)');
const TWO = matchMedia('(min-width: 700px)');
const fit = () => set({ wide: THREE.matches ? 3 : TWO.matches ? 2 : 1, menuOpen: false });
THREE.addEventListener('change', fit);
TWO.addEventListener('change', fit);

const WHOLE = {
  connect: () => html`<connect-page></connect-page>`,
  mailbox: () => html`<health-page></health-page>`,
  settings: () => html`<settings-page></settings-page>`,
  scheduled: () => html`<scheduled-page></scheduled-page>`,
  review: () => html`<review-page></review-page>`,
};

/// The frame of the page: header, side menu, list, conversation, and what floats above them.
class AppShell extends Element {
  static watch = ['phase', 'route', 'wide', 'menuOpen', 'sheet', 'config'];

  connectedCallback() {
    super.connectedCallback();
    fit();
  }

  render() {
    switch (state.phase) {
      case 'ready': return this.ready();
      case 'signed-out': return this.welcome();
      case 'failed': return this.broken();
      default: return html`<div class="splash" aria-busy="true"><img src="/favicon.svg" alt=${t('app.name')} width="56" height="56"></div>`;
    }
  }

  welcome() {
    return html`<main class="welcome">
      <div class="card">
        <img src="/favicon.svg" alt="" width="56" height="56">
        <h1>${t('app.name')}</h1>
        <p>${t('app.welcome')}</p>
        <button type="button" class="primary big" data-test="sign-in" @click=${() => signIn()}>${t('signIn')}</button>
        ${languagePicker()}
      </div>
    </main><toast-stack></toast-stack>`;
  }

  broken() {
    return html`<main class="welcome"><div class="card">
      <h1>${t('app.name')}</h1><p role="alert">${t('app.unreachable')}</p>
      <button type="button" class="primary" @click=${() => location.reload()}>${t('retry')}</button>
    </div></main>`;
  }

  ready() {
    const { route, wide } = state;
    const whole = WHOLE[route.view];
    const reading = !whole && (wide === 3 || route.thread);
    const listing = !whole && (wide === 3 || !route.thread);
    const only = whole || !(reading && listing);
    return html`
      <a class="skip" href="#main" @click=${this.skip}>${t('skip')}</a>
      <div class="app panes-${wide} ${only ? 'one-pane' : ''}">
        <app-header></app-header>
        ${state.menuOpen && wide === 1
          ? html`<div class="scrim" @click=${() => set({ menuOpen: false })}></div>` : nothing}
        <side-menu class=${state.menuOpen ? 'open' : ''} ?inert=${wide === 1 && !state.menuOpen}></side-menu>
        <main id="main" tabindex="-1" aria-label=${t('app.title')}>
          ${whole ? html`<div class="whole">${whole()}</div>` : html`
            <div class="list-pane" ?hidden=${!listing}>${this.list(route)}</div>
            ${reading ? html`<reading-pane></reading-pane>` : nothing}`}
        </main>
      </div>
      <compose-dock></compose-dock>
      <toast-stack></toast-stack>
      ${state.sheet === 'keys' ? html`<key-sheet></key-sheet>` : nothing}
      ${state.sheet === 'palette' ? html`<command-palette></command-palette>` : nothing}`;
  }

  list(route) {
    if (route.view === 'search') return html`<search-view></search-view>`;
    if (route.view === 'account' || route.view === 'contact') return html`<account-page></account-page>`;
    return html`<thread-list></thread-list>`;
  }

  skip(event) {
    event.preventDefault();
    this.querySelector('#main').focus();
  }
}
customElements.define('app-shell', AppShell);

