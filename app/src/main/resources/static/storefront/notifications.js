import { useEffect, useRef } from 'preact/hooks';
import { signal } from '@preact/signals';
import { html } from '../common/html.js';
import { ask, usePages, useQuery, useTask } from './api.js';
import { useSubscription } from './live.js';
import { Form, More, Submit, tell, Time } from './parts.js';
import { link } from './router.js';

const UNREAD = `query Unread {
  me { unreadNotificationCount }
}`;

const NOTIFICATIONS = `query MyNotifications($after: String) {
  me {
    notifications(first: 20, after: $after) {
      nodes { id message readAt createdAt order { number } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const RECEIVED = `subscription Received {
  notificationReceived { id message order { number } }
}`;

const MARK_READ = `mutation MarkRead($input: MarkNotificationsReadInput!) {
  payload: markNotificationsRead(input: $input) {
    markedCount
    userErrors { code message field }
  }
}`;

/** Grows with each that comes or is read, so that what is shown can follow. */
const changes = signal(0);

function useChanges(reload) {
  const known = useRef(changes.value);
  const count = changes.value;
  useEffect(() => {
    if (known.current !== count) {
      known.current = count;
      reload();
    }
  }, [count]);
}

const addressOf = ({ order }) => (order ? link('order', order.number) : link('notifications'));

/** The way to them in the header; it hears of each as it comes. */
export function NotificationsLink({ current }) {
  const { data, reload } = useQuery(UNREAD);
  useSubscription(RECEIVED, {}, {
    onNext: ({ notificationReceived: received }) => {
      tell(received.message, addressOf(received));
      changes.value++;
    },
    onAgain: reload,
  });
  useChanges(reload);
  const unread = data?.me?.unreadNotificationCount ?? 0;
  return html`<a href=${link('notifications')} aria-current=${current}>
    Notifications${unread > 0 && html` <span class="count">${unread}<span class="unseen"> unread</span></span>`}
  </a>`;
}

export function Notifications() {
  const pages = usePages(NOTIFICATIONS, {}, ({ me }) => me?.notifications);
  const task = useTask(async () => (await ask(MARK_READ, { input: {} })).payload);
  useChanges(pages.reload);
  return html`
    <header class="title">
      <h1 tabindex="-1">Notifications</h1>
      ${pages.nodes.some(({ readAt }) => !readAt) &&
      html`<${Form} task=${task} onSubmit=${() => task.run().then((payload) => payload && changes.value++)}>
        <${Submit} task=${task}>Mark all as read<//>
      <//>`}
    </header>
    ${pages.first && pages.nodes.length === 0 && html`<p class="nothing">None yet.</p>`}
    <ul class="rows">
      ${pages.nodes.map(
        (notification) => html`<li key=${notification.id} class=${notification.readAt ? '' : 'unread'}>
          <a href=${addressOf(notification)}>${notification.message}</a>
          <span class="quiet"><${Time} at=${notification.createdAt} /></span>
        </li>`,
      )}
    </ul>
    <${More} pages=${pages} what="notifications" />
  `;
}
