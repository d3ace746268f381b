import { html, nothing } from 'lit';
import { get } from '../api.js';
import { Element } from '../base.js';
import { connect, reauthorize } from '../connections.js';
import { number, t } from '../i18n.js';
import { provider } from '../icons.js';
import { go } from '../router.js';
import { mailboxOf, state } from '../store.js';
import './menu-button.js';

const PROVIDERS = ['google', 'microsoft']; // the ways to connect, and the order of the groups

/// The address shown, and to its right the combobox that switches mailbox (or shows all together).
class MailboxPicker extends Element {
  static watch = ['mailboxes', 'route', 'folders', 'wide'];
  static properties = { unread: { state: true } };

  constructor() {
    super();
    this.unread = {};
  }

  /// Counted when somebody looks.
  async count() {
    const counts = await Promise.all(state.mailboxes.map(async ({ id }) => {
      const { items } = await get('/folders', { mailbox: id }).catch(() => ({ items: [] }));
      return [id, items.find((one) => one.role === 'inbox')?.unread ?? 0];
    }));
    this.unread = Object.fromEntries(counts);
  }

  render() {
    const shown = mailboxOf(state.route.mailbox);
    const ailing = state.mailboxes.filter((one) => one.state === 'needs-reauthorization');
    const address = shown?.address ?? t('mailbox.all');
    return html`
      <span class="current-address" data-test="current-address">${shown ? provider(shown.provider) : nothing}<span>${address}</span></span>
      <menu-button side="end" test="mailbox-picker" look="field" @click=${this.count} icon=${ailing.length ? 'warning' : nothing}
        label=${`${t('mailbox.choose')}: ${address}${ailing.length ? `. ${t('mailbox.needsReauthorization')}` : ''}`}
        text=${shown ? t(`provider.${shown.provider}`) : t('mailbox.allShort')} .items=${this.items()}></menu-button>
      ${ailing.length ? html`<button type="button" class="warn pill" data-test="reauthorize"
        @click=${() => reauthorize(ailing[0].id)}>${t('mailbox.reauthorize', { address: ailing[0].address })}</button>` : nothing}`;
  }

  items() {
    const { mailboxes, route } = state;
    const place = { view: 'folder', role: route.role ?? 'inbox', q: route.q };
    const to = (mailbox) => () => go(route.view === 'search'
      ? { ...route, mailbox, thread: null } : { ...place, mailbox, role: this.roleFor(mailbox, place.role) });
    return [
      { label: t('mailbox.all'), checked: route.mailbox === 'all', test: 'mailbox-option-all', run: to('all') },
      ...[...new Set([...PROVIDERS, ...mailboxes.map((one) => one.provider)])].flatMap((name) => {
        const mine = mailboxes.filter((one) => one.provider === name);
        return mine.length ? [{ heading: t(`provider.${name}`) }, ...mine.flatMap((one) => this.options(one, to(one.id)))] : [];
      }),
      { separator: true },
      ...PROVIDERS.map((name) => ({
        label: t(`connect.${name}`), icon: 'plus', test: `connect-${name}`, run: () => connect(name),
      })),
    ];
  }

  options(one, run) {
    const ailing = one.state === 'needs-reauthorization';
    return [
      { label: one.address, mark: provider(one.provider), checked: state.route.mailbox === one.id, test: `mailbox-option-${one.id}`,
        count: this.unread[one.id] ? number(this.unread[one.id]) : null, sub: ailing ? t('mailbox.needsReauthorization') : null, run },
      ailing && { label: t('mailbox.reauthorize', { address: one.address }), icon: 'warning', run: () => reauthorize(one.id) },
    ];
  }

  /// Where there is no Starred, going there from it shows the inbox.
  roleFor(mailbox, role) {
    return role === 'starred' && mailbox !== 'all' && !mailboxOf(mailbox)?.capabilities?.star ? 'inbox' : role;
  }
}
customElements.define('mailbox-picker', MailboxPicker);
