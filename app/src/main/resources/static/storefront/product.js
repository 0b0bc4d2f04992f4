import { useSignal } from '@preact/signals';
import { html } from '../common/html.js';
import { useQuery } from './api.js';
import * as cart from './cart.js';
import { Ancestors } from './catalog.js';
import { Cover } from './cover.js';
import { useSubscription } from './live.js';
import { shown } from './money.js';
import { Availability, Awaited, Field, Price, tell, Time } from './parts.js';
import { link } from './router.js';

const PRODUCT = `query Product($slug: String!) {
  product(by: { slug: $slug }) {
    id
    name
    sku
    description
    price { amount currencyCode }
    lowestPriorPrice { amount currencyCode }
    priceHistory(first: 10) { nodes { price { amount currencyCode } validFrom validTo } }
    availability
    stock { available }
    category { name slug ancestors { name slug } }
  }
}`;

const STOCK = `subscription Stock($ids: [ID!]!) {
  stockChanged(productIds: $ids) { id availability stock { available } }
}`;

export function Product({ slug }) {
  const query = useQuery(PRODUCT, { slug });
  return html`<${Awaited} query=${query}>
    ${({ product }) =>
      product
        ? html`<${Details} key=${product.id} product=${product} reload=${query.reload} />`
        : html`<h1 tabindex="-1">There is no such product</h1><p><a href=${link('')}>Everything in the shop</a></p>`}
  <//>`;
}

function Details({ product, reload }) {
  const { id, name, sku, description, price, lowestPriorPrice, priceHistory, category } = product;
  const changed = useSignal(null);
  useSubscription(STOCK, { ids: [id] }, {
    onNext: ({ stockChanged }) => (changed.value = stockChanged),
    onAgain: () => {
      changed.value = null;
      reload();
    },
  });
  const { availability, stock } = changed.value ?? product;
  const buy = (event) => {
    event.preventDefault();
    cart.add(product, Number(new FormData(event.target).get('quantity')));
    tell(`In your cart: ${name}`, link('cart'));
  };

  return html`
    ${category && html`<${Ancestors} of=${category} isLink />`}
    <article class="product">
      <${Cover} product=${product} large />
      <div>
        <h1 tabindex="-1">${name}</h1>
        <p class="quiet">${sku}</p>
        <p class="large"><${Price} price=${price} prior=${lowestPriorPrice} /></p>
        ${lowestPriorPrice && html`<p class="quiet">Lowest price of the 30 days before: ${shown(lowestPriorPrice)}</p>`}
        <p role="status" id="stock">
          <${Availability} of=${availability} /> <span class="quiet">${stock.available} available</span>
        </p>
        ${description && html`<p>${description}</p>`}
        <form class="buy" onSubmit=${buy}>
          <${Field} label="Quantity" name="quantity" type="number" min="1" max="1000000" value="1" required inputmode="numeric" />
          <button class="strong" disabled=${availability === 'OUT_OF_STOCK'}>Add to cart</button>
        </form>
        ${priceHistory.nodes.length > 1 && html`<${Prices} of=${priceHistory.nodes} />`}
      </div>
    </article>
  `;
}

function Prices({ of }) {
  return html`<details>
    <summary>Prices until now</summary>
    <ul class="plain">
      ${of.map(({ price, validFrom }) => html`<li>${shown(price)} <span class="quiet">since <${Time} at=${validFrom} /></span></li>`)}
    </ul>
  </details>`;
}
