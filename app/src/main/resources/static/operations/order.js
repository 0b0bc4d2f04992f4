import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { signal } from '@preact/signals';
import { html } from '../common/html.js';
import { Picture } from './order-picture.js';
import { later, money, Section, Time } from './parts.js';
import { ask, live } from './requests.js';

const ORDER = `query OrderOverTime($by: OrderIdentifier!, $after: String) {
  order(by: $by) {
    id number status paymentStatus trackingNumber version total { amount currencyCode }
    timeline(first: 100, after: $after) {
      nodes {
        __typename version occurredAt actor { label }
        ... on OrderPlacedEntry { total { amount currencyCode } }
        ... on OrderStatusEntry { to reason }
        ... on OrderPaymentEntry { amount { amount currencyCode } method }
        ... on OrderRefundEntry { amount { amount currencyCode } reason }
        ... on OrderReturnEntry { reason }
        ... on OrderNoteEntry { text }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;
const CHANGES = 'subscription OrderChanges($orderId: ID!) { orderUpdated(orderId: $orderId) { version } }';

/** The order that somebody wants to see: its id or its number. */
const wanted = signal(null);

export function showOrder(by) {
  if (by.id !== wanted.value?.id) {
    wanted.value = by;
  }
}

/** An order as a picture over time, which goes on as the order does. */
export function OrderOverTime() {
  const { order, problem } = useOrder(wanted.value);
  const input = useRef();
  useEffect(() => () => (wanted.value = null), []);
  useEffect(() => {
    input.current.value = order?.number ?? input.current.value;
  }, [order?.number]);
  const submit = (event) => {
    event.preventDefault();
    wanted.value = { number: input.current.value.trim() };
  };
  return html`<${Section} id="timeline" title="An order over time" problem=${problem}>
    <form class="tools" onSubmit=${submit}>
      <label>Order number
        <input ref=${input} name="number" type="search" placeholder="ORD-20260131101530-1A2B3C" autocomplete="off" autocapitalize="characters" spellcheck=${false} required />
      </label>
      <button>Show</button>
    </form>
    ${order ? html`<${Order} order=${order} />` : html`<p class="empty">Enter the number of an order, or open one of its events.</p>`}
  <//>`;
}

function Order({ order }) {
  const { number, status, paymentStatus, trackingNumber, total, steps } = order;
  const picture = useRef();
  const width = useWidth(picture);
  return html`
    <p class="facts">
      <strong>${number}</strong> ${status}, ${paymentStatus.replaceAll('_', ' ')}, ${money(total)}
      ${trackingNumber && html`, tracking number <code>${trackingNumber}</code>`}
    </p>
    <div ref=${picture} class="picture">${width > 0 && html`<${Picture} order=${order} width=${width} />`}</div>
    <details class="steps">
      <summary>The same as a list</summary>
      <ol>${steps.map((step, index) => html`<${Step} key=${step.version} step=${step} before=${steps[index - 1]} />`)}</ol>
    </details>
  `;
}

function Step({ step: { label, detail, actor, occurredAt, at }, before }) {
  return html`<li>
    <strong>${label}</strong>${detail && `: ${detail}`}, by ${actor}, <${Time} at=${occurredAt} />${before && `, ${later(at - before.at)}`}
  </li>`;
}

function useWidth(element) {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.floor(element.current.clientWidth));
    const resized = new ResizeObserver(measure);
    resized.observe(element.current);
    measure();
    return () => resized.disconnect();
  }, []);
  return width;
}

/** The order that is wanted, as it goes on. One that is not found leaves the one before. */
function useOrder(by) {
  const [{ order, problem }, setState] = useState({});
  useEffect(() => {
    if (!by) {
      setState({});
      return undefined;
    }
    let stopped = false;
    let stop = () => {};
    let seen;

    async function load(which) {
      const { found, failure } = await loadOrder(which).then(
        (found) => ({ found, failure: found ? '' : 'There is no such order.' }),
        ({ message }) => ({ failure: message }),
      );
      if (!stopped) {
        seen = found?.version ?? seen;
        setState((before) => ({ order: found ?? before.order, problem: failure }));
      }
      return stopped ? undefined : found;
    }

    async function begin() {
      const { id } = (await load(by)) ?? {};
      if (!id) {
        return;
      }
      const tell = (words) => setState((before) => ({ ...before, problem: words }));
      stop = live.follow(CHANGES, { orderId: id }, {
        onOpen: (isAgain) => (isAgain ? load({ id }) : tell('')),
        onAnswer: ({ data }) => {
          if (data?.orderUpdated.version > seen) {
            load({ id });
          }
        },
        onLost: () => tell('The connection was lost. The order may have gone on.'),
        onEnd: ([{ message }]) => tell(message),
      });
    }

    begin();
    return () => {
      stopped = true;
      stop();
    };
  }, [by]);
  return { order, problem };
}

/** The order with all its steps, however many pages they take; null when there is none. */
async function loadOrder(by) {
  let { order } = await ask(ORDER, { by });
  if (!order) {
    return null;
  }
  const first = order;
  const nodes = [...order.timeline.nodes];
  while (order?.timeline.pageInfo.hasNextPage) {
    ({ order } = await ask(ORDER, { by, after: order.timeline.pageInfo.endCursor }));
    nodes.push(...(order?.timeline.nodes ?? []));
  }
  return { ...first, steps: nodes.map((entry) => stepOf(entry, first)) };
}

/** What an entry of the timeline is called, and how it looks: the style sheet knows each `kind`. */
function stepOf(entry, order) {
  return {
    ...worded(entry, order),
    version: entry.version,
    actor: entry.actor.label,
    occurredAt: entry.occurredAt,
    at: Date.parse(entry.occurredAt),
  };
}

function worded(entry, { trackingNumber }) {
  switch (entry.__typename) {
    case 'OrderPlacedEntry':
      return { kind: 'placed', status: 'PENDING', label: 'Placed', detail: money(entry.total) };
    case 'OrderStatusEntry': {
      const tracking = entry.to === 'SHIPPED' && trackingNumber && `tracking number ${trackingNumber}`;
      return { kind: entry.to.toLowerCase(), status: entry.to, label: sentence(entry.to), detail: tracking || entry.reason };
    }
    case 'OrderPaymentEntry':
      return { kind: 'paid', label: 'Paid', detail: `${money(entry.amount)}, ${entry.method.toLowerCase()}` };
    case 'OrderRefundEntry':
      return {
        kind: 'refunded',
        label: 'Refunded',
        detail: [money(entry.amount), entry.reason].filter(Boolean).join(', '),
      };
    case 'OrderReturnEntry':
      return { kind: 'note', label: 'Goods returned', detail: entry.reason };
    case 'OrderNoteEntry':
      return { kind: 'note', label: 'Note', detail: entry.text };
    default:
      return { kind: 'note', label: entry.__typename.replace(/^Order|Entry$/g, '') };
  }
}

function sentence(word) {
  return word[0] + word.slice(1).toLowerCase();
}
