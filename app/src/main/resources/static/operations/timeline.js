import { element, noteOf } from './dom.js';
import { follow } from './follow.js';
import { ask } from './graphql.js';
import { stepOf } from './steps.js';
import { drawTimeline } from './timeline-drawing.js';
import { later, money, time } from './wording.js';

const ORDER = `query OrderOverTime($by: OrderIdentifier!, $after: String) {
  order(by: $by) {
    id number status paymentStatus version total { amount currencyCode }
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

const section = document.getElementById('timeline');
const form = section.querySelector('form');
const empty = section.querySelector('.empty');
const view = section.querySelector('.order');
const facts = section.querySelector('.facts');
const picture = section.querySelector('.picture');
const list = section.querySelector('.steps ol');
const note = noteOf(section);

/** An order as a picture over time, which goes on as the order does. */
export function showTimeline() {
  const ends = new AbortController();
  let stopFollowing = () => {};
  let attempt = 0;
  let drawn;
  let width;

  async function show(by) {
    const mine = ++attempt;
    stopFollowing();
    try {
      const order = await load(by);
      if (mine !== attempt) {
        return;
      }
      if (!order) {
        note('There is no such order.');
        return;
      }
      note();
      draw(order);
      stopFollowing = followChanges(order, mine);
    } catch (error) {
      if (mine === attempt) {
        note(error.message);
      }
    }
  }

  function followChanges({ id, version }, mine) {
    let seen = version;
    return follow({
      query: CHANGES,
      variables: () => ({ orderId: id }),
      onOpen: () => note(),
      onNext: async ({ orderUpdated }) => {
        if (orderUpdated.version > seen) {
          seen = orderUpdated.version;
          const order = await load({ id }).catch(() => null);
          if (order && mine === attempt) {
            draw(order);
          }
        }
      },
      onLost: () => note('The connection was lost. The order may have gone on.'),
      onRefused: note,
    });
  }

  function draw(order) {
    drawn = order;
    form.elements.number.value = order.number;
    empty.hidden = true;
    view.hidden = false;
    facts.replaceChildren(
      element('strong', {}, order.number),
      ` ${order.status}, ${order.paymentStatus.replaceAll('_', ' ')}, ${money(order.total)}`,
    );
    list.replaceChildren(...order.steps.map(listed));
    redraw();
  }

  function redraw() {
    width = Math.floor(picture.clientWidth);
    if (drawn && width > 0) {
      picture.replaceChildren(drawTimeline(drawn, { width, now: Date.now() }));
    }
  }

  const resized = new ResizeObserver(() => {
    if (Math.floor(picture.clientWidth) !== width) {
      redraw();
    }
  });
  resized.observe(picture);
  form.addEventListener(
    'submit',
    (event) => {
      event.preventDefault();
      show({ number: form.elements.number.value.trim() });
    },
    { signal: ends.signal },
  );
  return {
    showById(id) {
      if (drawn?.id !== id) {
        show({ id });
      }
    },
    stop() {
      attempt += 1;
      ends.abort();
      resized.disconnect();
      stopFollowing();
      view.hidden = true;
      empty.hidden = false;
      form.reset();
      note();
    },
  };
}

/** The order with all its steps, however many pages they take; null when there is none. */
async function load(by) {
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
  return { ...first, steps: nodes.map(stepOf) };
}

function listed(step, index, steps) {
  const before = steps[index - 1];
  const wait = before ? `, ${later(step.at - before.at)}` : '';
  const detail = step.detail ? `: ${step.detail}` : '';
  return element(
    'li',
    {},
    element('strong', {}, step.label),
    `${detail}, by ${step.actor}, `,
    time(step.occurredAt),
    wait,
  );
}
