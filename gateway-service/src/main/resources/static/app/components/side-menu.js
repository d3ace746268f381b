import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { write } from '../drafts.js';
import { number } from '../format.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { href } from '../router.js';
import { set, starsShown, state } from '../store.js';
import './import-bar.js';

const MAIN = ['inbox', 'starred', 'drafts', 'sent', 'trash'];
const MORE = ['archive', 'spam'];
const OPEN = 'correo.more';

/// Folders in the order of the manual; what is used less is folded under "More".
class SideMenu extends Element {
  static watch = ['folders', 'route', 'mailboxes', 'imports'];

  render() {
    const { folders } = state;
    const of = (role) => folders.find((one) => one.role === role);
    const others = folders.filter((one) => !one.role);
    return html`<nav aria-label=${t('menu')} @click=${this.chosen}>
      <button type="button" class="primary compose" data-test="compose-open" @click=${() => write()}
        ?disabled=${!state.mailboxes.length}>${icon('drafts')}<span>${t('compose.new')}</span></button>
      <ul>
        ${MAIN.filter((role) => role !== 'starred' || starsShown()).map((role) => this.folder(of(role) ?? { role }))}
        <li><a href=${href({ view: 'search', mailbox: state.route.mailbox, q: state.route.q })} data-test="folder-search"
          aria-current=${state.route.view === 'search' ? 'page' : nothing} @click=${this.search}>${icon('search')}<span>${t('search')}</span></a></li>
        <li><a href="#/account" data-test="open-accounts" aria-current=${state.route.view === 'account' ? 'page' : nothing}>
          ${icon('account')}<span>${t('accounts')}</span></a></li>
      </ul>
      <details ?open=${localStorage.getItem(OPEN) === '1'} @toggle=${(event) => localStorage.setItem(OPEN, event.target.open ? '1' : '0')}>
        <summary>${icon('right', 'small')}${t('more')}</summary>
        <ul>
          <li><a href="#/scheduled" data-test="folder-scheduled" aria-current=${state.route.view === 'scheduled' ? 'page' : nothing}>
            ${icon('clock')}<span>${t('folder.scheduled')}</span></a></li>
          ${MORE.filter(of).map((role) => this.folder(of(role)))}
          ${others.map((one) => this.folder(one))}
        </ul>
      </details>
      <import-bar></import-bar>
    </nav>`;
  }

  folder(one) {
    const { route } = state;
    const place = one.role ? { role: one.role } : { folder: one.id };
    const current = route.view === 'folder' && (one.role ? route.role === one.role : route.folder === one.id);
    const count = one.role === 'drafts' ? one.total : one.unread;
    const name = one.role ? t(`folder.${one.role}`) : one.name;
    const counted = count && !['sent', 'trash', 'archive', 'starred'].includes(one.role);
    return html`<li><a href=${href({ view: 'folder', mailbox: one.role ? route.mailbox : one.mailbox ?? route.mailbox, ...place })}
      data-test=${`folder-${one.role ?? 'other'}`} aria-current=${current ? 'page' : nothing} title=${name}>
      ${icon({ starred: 'star' }[one.role] ?? one.role ?? 'folder')}<span>${name}</span>
      ${counted ? html`<span class="count ${one.role}"><span aria-hidden="true">${number(count)}</span>
        <span class="visually-hidden">${t(one.role === 'drafts' ? 'count.drafts' : 'count.unread', { count })}</span></span>` : nothing}
    </a></li>`;
  }

  search() {
    document.querySelector('[data-test=search-box]')?.focus();
  }

  chosen(event) {
    if (event.target.closest('a, .compose')) set({ menuOpen: false });
  }
}
customElements.define('side-menu', SideMenu);
