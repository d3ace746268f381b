// Connecting mailboxes: away to the provider's consent page and back to this page.
import { post } from './api.js';
import { t } from './i18n.js';
import { failed } from './toasts.js';

const returnTo = () => `${location.origin}/`;

async function leave(path, body) {
  try {
    const { authorizationUrl } = await post(path, body);
    location.assign(authorizationUrl);
  } catch (problem) {
    failed(problem, t('connect.failed'));
  }
}

export const connect = (provider) => leave('/mailboxes/connections', { provider, returnTo: returnTo() });

export const reauthorize = (id) =>
  leave(`/mailboxes/${encodeURIComponent(id)}/reauthorization`, { returnTo: returnTo() });
