import { html, nothing } from 'lit';
import { signOut } from '../auth.js';
import { Element } from '../base.js';
import { hue, initials } from '../format.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { go } from '../router.js';
import { set, state } from '../store.js';
import { applyTheme, theme } from '../theme.js';
import { languagePicker } from './language-picker.js';
import './mailbox-picker.js';
import './menu-button.js';
import './search-box.js';

/// Brand, search, the shown mailbox, language and user.
class AppHeader extends Element {
  static watch = ['session', 'live', 'wide', 'route', 'menuOpen'];

  render() {
    const { session, live } = state;
    return html`<header class="top">
      <button type="button" class="quiet burger" aria-label=${t('menu')} aria-expanded=${state.menuOpen ? 'true' : 'false'}
        @click=${() => set({ menuOpen: !state.menuOpen })}>${icon('menu')}</button>
      <a class="brand" href="#/all/inbox"><img src="/favicon.svg" alt="" width="28" height="28"><span>${t('app.name')}</span></a>
      <search-box></search-box>
      ${live === 'offline' ? html`<span class="offline" role="status">${icon('offline')}<span>${t('live.offline')}</span></span>` : nothing}
      <mailbox-picker></mailbox-picker>
      ${languagePicker()}
      <menu-button class="user" side="end" label=${t('user.menu', { name: session.user.name })} test="user-menu" look="quiet round"
        .body=${html`<span class="avatar hue-${hue(session.user.id)}" data-initials=${initials({ name: session.user.name })} aria-hidden="true"></span>`}
        .items=${this.items()}></menu-button>
    </header>`;
  }

  items() {
    const { user, tenant } = state.session;
    const tenantName = tenant?.name ?? tenant ?? '';
    const look = (choice) => ({
      label: t(`theme.${choice}`), checked: theme() === choice, run: () => { applyTheme(choice); this.requestUpdate(); },
    });
    return [
      { heading: `${user.name} · ${tenantName}` },
      { label: t('settings'), icon: 'settings', test: 'open-settings', run: () => go({ view: 'settings' }) },
      { label: t('health.title'), icon: 'pulse', run: () => go({ view: 'mailbox' }) },
      { label: t('review.title'), icon: 'account', run: () => go({ view: 'review' }) },
      { label: t('keys.title'), icon: 'keyboard', run: () => set({ sheet: 'keys' }) },
      { separator: true }, { heading: t('theme') }, look('auto'), look('light'), look('dark'),
      { separator: true },
      { label: t('signOut'), icon: 'out', test: 'sign-out', run: () => signOut() },
    ];
  }
}
customElements.define('app-header', AppHeader);
