import { html } from '../common/html.js';
import { usePages } from './api.js';
import { shown } from './money.js';
import { More, Status, Time } from './parts.js';
import { link } from './router.js';

const ORDERS = `query MyOrders($after: String) {
  me {
    orders(first: 20, after: $after) {
      nodes { id number status placedAt total { amount currencyCode } lines { productName quantity } }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
}`;

export function Orders() {
  const pages = usePages(ORDERS, {}, ({ me }) => me?.orders);
  return html`
    <h1 tabindex="-1">Your orders</h1>
    ${pages.totalCount === 0 && html`<p class="nothing">None yet. <a href=${link('')}>Look what there is</a></p>`}
    <ul class="rows">
      ${pages.nodes.map(
        ({ id, number, status, placedAt, total, lines }) => html`<li key=${id}>
          <div>
            <a href=${link('order', number)}>${number}</a>
            <p class="quiet">${lines.map(({ productName, quantity }) => `${quantity} × ${productName}`).join(', ')}</p>
          </div>
          <div class="end">
            <${Status} of=${status} />
            <p class="quiet"><${Time} at=${placedAt} /></p>
          </div>
          <strong class="sum">${shown(total)}</strong>
        </li>`,
      )}
    </ul>
    <${More} pages=${pages} what="orders" />
  `;
}
