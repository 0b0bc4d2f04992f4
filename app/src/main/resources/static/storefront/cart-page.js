import { html } from '../common/html.js';
import { askOnce, unanswered, useQuery, useTask } from './api.js';
import * as cart from './cart.js';
import { shown, sum, times } from './money.js';
import { Availability, Failure, Field, Form, Submit, tell } from './parts.js';
import { go, link } from './router.js';
import { user } from './session.js';

const CART = `query Cart($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Product { id name slug price { amount currencyCode } availability }
  }
}`;

const PLACE_ORDER = `mutation PlaceOrder($input: PlaceOrderInput!) {
  payload: placeOrder(input: $input) {
    order { number }
    userErrors { code message field }
    idempotentReplay
  }
}`;

export function Cart() {
  const lines = cart.lines.value;
  return html`
    <h1 tabindex="-1">Your cart</h1>
    ${lines.length > 0 || openOrder()
      ? html`<${Checkout} lines=${lines} />`
      : html`<p class="nothing">Nothing in it yet. <a href=${link('')}>Look what there is</a></p>`}
  `;
}

/** The order that was sent and of which nobody knows what became. */
const openOrder = () => user.value && unanswered('placeOrder');

/** As long as nobody knows what became of an order, nothing but the same order is sent: it could come twice otherwise. */
function Checkout({ lines }) {
  const query = useQuery(CART, { ids: lines.map(({ id }) => id) });
  const products = new Map((query.data?.nodes ?? []).filter(Boolean).map((product) => [product.id, product]));
  const total = sum(
    lines.filter(({ id }) => products.has(id)).map(({ id, quantity }) => times(products.get(id).price, quantity)),
  );
  const task = useTask(async ({ shippingAddress }) => {
    const input = openOrder()?.input ?? {
      lines: lines.map(({ id, quantity }) => ({ productId: id, quantity })),
      shippingAddress,
      // Another total than the one that is shown is refused.
      expectedTotal: total,
    };
    const payload = await askOnce('placeOrder', PLACE_ORDER, input);
    if (payload.order) {
      cart.clear();
      tell(`Thank you! Order ${payload.order.number} is placed.`);
      go(link('order', payload.order.number));
    } else {
      query.reload();
    }
    return payload;
  });
  const open = !task.isBusy && openOrder();

  return html`<${Form} task=${task} onSubmit=${task.run} class="checkout">
    <div>
      <${Failure} error=${query.error} retry=${query.reload} />
      <ul class="cart">
        ${lines.map((line, index) => html`<${Line} key=${line.id} line=${line} index=${index} product=${products.get(line.id)} locked=${open} />`)}
      </ul>
    </div>
    <div class="summary">
      <p class="total"><span>Total</span> <strong>${total ? shown(total) : '–'}</strong></p>
      <${Order} open=${open} task=${task} isReady=${Boolean(query.data)} />
    </div>
  <//>`;
}

function Order({ open, task, isReady }) {
  if (open) {
    return html`
      <p class="failure">Your order was sent, but the shop's answer was lost. Ask again: it is placed once, even if it has arrived.</p>
      <${Submit} task=${task}>Ask again<//>
    `;
  }
  if (!user.value) {
    return html`<a class="button strong" href=${link('sign-in', { then: 'cart' })}>Sign in to order</a>`;
  }
  // Without the prices there is no total that somebody could agree to.
  return (
    isReady &&
    html`
      <${Field} label="Deliver to" name="shippingAddress" element="textarea" rows="3" maxlength="1000" autocomplete="street-address" required />
      <${Submit} task=${task}>Place order<//>
    `
  );
}

function Line({ line: { id, name, quantity }, index, product, locked }) {
  const remove = () => {
    cart.remove(id);
    document.querySelector('main h1').focus();
  };
  return html`<li>
    <div>
      ${product ? html`<a href=${link('product', product.slug)}>${product.name}</a>` : html`<span>${name}</span>`}
      <p class="quiet">${product && html`${shown(product.price)} · <${Availability} of=${product.availability} />`}</p>
    </div>
    <${Field}
      label="Quantity"
      name="lines.${index}.quantity"
      type="number"
      min="1"
      max="1000000"
      value=${quantity}
      required
      disabled=${Boolean(locked)}
      onChange=${({ target }) => target.checkValidity() && cart.change(id, Number(target.value))}
    />
    <strong class="sum">${product && shown(times(product.price, quantity))}</strong>
    <button type="button" class="quiet" disabled=${Boolean(locked)} onClick=${remove} aria-label="Remove ${name}">Remove</button>
  </li>`;
}
