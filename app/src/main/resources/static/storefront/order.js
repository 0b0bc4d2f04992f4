import { html } from '../common/html.js';
import { askOnce, useQuery, useTask } from './api.js';
import { useSubscription } from './live.js';
import { shown } from './money.js';
import { Awaited, Failure, Field, Form, Status, statusInWords, Submit, Time } from './parts.js';
import { link } from './router.js';

const ORDER = `query Order($number: String!) {
  order(by: { number: $number }) {
    id
    number
    version
    status
    nextStatuses
    paymentStatus
    total { amount currencyCode }
    shippingAddress
    trackingNumber
    reservedUntil
    lines { productName quantity unitPrice { amount currencyCode } lineTotal { amount currencyCode } product { slug } }
    timeline(first: 100) {
      nodes {
        __typename
        version
        occurredAt
        actor { label }
        ... on OrderStatusEntry { to reason }
        ... on OrderPaymentEntry { amount { amount currencyCode } }
        ... on OrderRefundEntry { amount { amount currencyCode } reason }
        ... on OrderReturnEntry { reason }
        ... on OrderNoteEntry { text }
      }
    }
  }
}`;

/** Says when something has changed; what it is now the query says. */
const UPDATED = `subscription OrderUpdated($id: ID!) {
  orderUpdated(orderId: $id) { id version status }
}`;

const ACCOUNTS = `query AccountsToPayFrom {
  me { accounts { id name balance { amount currencyCode } } }
}`;

const PAY = `mutation PayOrder($input: PayOrderInput!) {
  payload: payOrder(input: $input) {
    order { status paymentStatus }
    userErrors { code message field }
    idempotentReplay
  }
}`;

const CANCEL = `mutation CancelOrder($input: CancelOrderInput!) {
  payload: cancelOrder(input: $input) {
    order { status }
    userErrors { code message field }
    idempotentReplay
  }
}`;

export function Order({ number }) {
  const query = useQuery(ORDER, { number });
  const { id, version } = query.data?.order ?? {};
  useSubscription(UPDATED, { id }, {
    isOn: Boolean(id),
    onNext: ({ orderUpdated }) => orderUpdated.version !== version && query.reload(),
  });
  return html`<${Awaited} query=${query}>
    ${({ order }) =>
      order
        ? html`<${Details} order=${order} reload=${query.reload} />`
        : html`<h1 tabindex="-1">There is no such order</h1><p><a href=${link('orders')}>Your orders</a></p>`}
  <//>`;
}

function Details({ order, reload }) {
  const { number, status, paymentStatus, nextStatuses, total, shippingAddress, trackingNumber, reservedUntil } = order;
  const mayBePaid = paymentStatus === 'UNPAID' && status !== 'CANCELLED';
  return html`
    <header class="title">
      <h1 tabindex="-1">Order ${number}</h1>
      <p role="status" id="status"><${Status} of=${status} /></p>
    </header>
    <div class="columns">
      <section aria-labelledby="lines-title">
        <h2 id="lines-title">What was ordered</h2>
        <${Lines} lines=${order.lines} total=${total} />
        ${shippingAddress && html`<p class="quiet">Goes to</p><p class="address">${shippingAddress}</p>`}
        ${trackingNumber && html`<p>Tracking number <code>${trackingNumber}</code></p>`}
        ${nextStatuses.includes('CANCELLED') && html`<${Cancel} order=${order} done=${reload} />`}
      </section>
      <div>
        ${mayBePaid && html`<section aria-labelledby="pay-title" class="summary">
          <h2 id="pay-title">Pay</h2>
          ${reservedUntil && html`<p>It is kept for you until <${Time} at=${reservedUntil} />.</p>`}
          <${Pay} order=${order} done=${reload} />
        </section>`}
        <section aria-labelledby="timeline-title">
          <h2 id="timeline-title">What has happened</h2>
          <ol class="timeline" aria-live="polite" aria-relevant="additions">
            ${order.timeline.nodes.map((entry) => html`<${Entry} key=${entry.version} entry=${entry} />`)}
          </ol>
        </section>
      </div>
    </div>
  `;
}

function Lines({ lines, total }) {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Product</th>
        <th scope="col" class="number">Pieces</th>
        <th scope="col" class="number">Sum</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map(
        ({ product, productName, quantity, unitPrice, lineTotal }) => html`<tr>
          <td>
            <a href=${link('product', product.slug)}>${productName}</a>
            <span class="quiet"> at ${shown(unitPrice)}</span>
          </td>
          <td class="number">${quantity}</td>
          <td class="number">${shown(lineTotal)}</td>
        </tr>`,
      )}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colspan="2">Total</th>
        <td class="number"><strong>${shown(total)}</strong></td>
      </tr>
    </tfoot>
  </table>`;
}

function Pay({ order: { id, total }, done }) {
  const accounts = useQuery(ACCOUNTS);
  const task = useTask(({ accountId }) =>
    askOnce(`payOrder.${id}`, PAY, { orderId: id, source: { accountId }, amount: total }),
  );
  return html`<${Awaited} query=${accounts}>
    ${({ me }) => {
      const fitting = (me?.accounts ?? []).filter(({ balance }) => balance.currencyCode === total.currencyCode);
      return fitting.length === 0
        ? html`<p>You have no account in ${total.currencyCode} yet. <a href=${link('account')}>Open one</a></p>`
        : html`<${Form} task=${task} onSubmit=${(input) => task.run(input).then((payload) => payload && done())}>
            <${Field} label="From" name="accountId" element="select">
              ${fitting.map(({ id: account, name, balance }) => html`<option value=${account}>${name}: ${shown(balance)}</option>`)}
            <//>
            <${Submit} task=${task}>Pay ${shown(total)}<//>
          <//>`;
    }}
  <//>`;
}

function Cancel({ order: { id }, done }) {
  const task = useTask(() => askOnce(`cancelOrder.${id}`, CANCEL, { orderId: id }));
  return html`<details class="cancel">
    <summary>Cancel this order</summary>
    <p>The goods go back to the shelf, and what was paid goes back to the account.</p>
    <${Form} task=${task} onSubmit=${() => task.run().then((payload) => payload && done())}>
      <${Submit} task=${task}>Cancel the order<//>
    <//>
  </details>`;
}

const WORDS = {
  OrderPlacedEntry: () => 'Placed',
  OrderStatusEntry: ({ to }) => statusInWords(to),
  OrderPaymentEntry: ({ amount }) => `Paid ${shown(amount)}`,
  OrderRefundEntry: ({ amount }) => `${shown(amount)} given back`,
  OrderReturnEntry: () => 'Goods came back',
  OrderNoteEntry: ({ text }) => `Note: ${text}`,
};

/** Kinds of entries that this page does not know may come: they are shown by their time alone. */
function Entry({ entry }) {
  const { __typename, occurredAt, actor, reason } = entry;
  return html`<li>
    <strong>${WORDS[__typename]?.(entry) ?? 'Changed'}</strong>
    ${reason && html`<span>${reason}</span>`}
    <span class="quiet"><${Time} at=${occurredAt} /> · ${actor.label}</span>
  </li>`;
}
