import { html, nothing } from 'lit';
import { offered, perform, targetRows, targets } from '../actions.js';
import { Element } from '../base.js';
import { answerThread } from '../drafts.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { state } from '../store.js';
import { ask } from './ask.js';
import './menu-button.js';

const ICONS = { star: 'star', unstar: 'star', read: 'read', unread: 'unread', archive: 'archive', spam: 'spam', trash: 'trash', restore: 'restore', delete: 'trash' };
const QUICK = ['restore', 'delete', 'archive', 'trash', 'read', 'unread', 'star', 'unstar'];

/// The Actions button of the manual, and the same actions as icons: on what is selected, else on
/// the open conversation.
class ActionBar extends Element {
  static watch = ['selection', 'everything', 'route', 'thread', 'list', 'folders', 'mailboxes'];

  render() {
    const actions = offered();
    return html`<div class="actions" role="toolbar" aria-label=${t('actions')}>
      <menu-button test="actions-menu" look="quiet" text=${t('actions')} .items=${this.items(actions)}
        ?disabled=${!targets().length}></menu-button>
      ${QUICK.filter((one) => actions.includes(one)).map((one) => html`
        <button type="button" class="quiet ${one === 'unstar' ? 'starred' : ''}" data-test=${`action-${one}`} aria-label=${label(one)}
          title=${label(one)} @click=${() => run(one)}>${icon(ICONS[one])}</button>`)}
    </div>`;
  }

  items(actions) {
    const rows = targetRows();
    const single = rows.length === 1 && state.route.role !== 'drafts' ? rows[0] : null;
    const menu = (one) => actions.includes(one) && {
      label: label(one), icon: ICONS[one], test: `menu-${one}`, danger: one === 'delete', run: () => run(one),
    };
    const folders = state.folders.filter((one) => (!one.role || one.role === 'inbox') && one.mailbox
      && rows.every((row) => row.mailbox === one.mailbox));
    return [
      single && { label: t('reply'), icon: 'reply', test: 'menu-reply', run: () => answerThread(single.id, 'reply') },
      single && { label: t('replyAll'), icon: 'reply-all', test: 'menu-reply-all', run: () => answerThread(single.id, 'reply-all') },
      single && { label: t('forward'), icon: 'forward', test: 'menu-forward', run: () => answerThread(single.id, 'forward') },
      single && { separator: true },
      ...['read', 'unread', 'star', 'unstar'].map(menu),
      ...['archive', 'spam', 'trash', 'restore', 'delete'].map(menu),
      ...(actions.includes('move') && folders.length ? [{ separator: true }, { heading: t('action.move') },
        ...folders.slice(0, 30).map((one) => ({ label: one.role ? t(`folder.${one.role}`) : one.name, icon: 'folder',
          run: () => perform('move', { to: one.id }) }))] : []),
    ];
  }
}
customElements.define('action-bar', ActionBar);

const label = (one) => t(`action.${one === 'restore' && state.route.role === 'spam' ? 'notSpam' : one}`);

/// Only what cannot be taken back asks first.
async function run(action) {
  const count = targets().length;
  if (action === 'delete' && !(await ask(t('delete.title', { count }), t('delete.text'), t('action.delete'), { danger: true }))) return;
  perform(action);
}
