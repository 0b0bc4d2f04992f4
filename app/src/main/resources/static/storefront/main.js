import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Money } from './account.js';
import { Cart } from './cart-page.js';
import { Catalog } from './catalog.js';
import { Header } from './header.js';
import { html } from '../common/html.js';
import { Confirm, Forgotten, Reset } from './mail.js';
import { Notifications } from './notifications.js';
import { Order } from './order.js';
import { Orders } from './orders.js';
import { Failure, Told } from './parts.js';
import { Posts } from './posts.js';
import { Product } from './product.js';
import { graphiQl, QueryButton, QueryPanel } from './query-panel.js';
import { link, route } from './router.js';
import { lend, user } from './session.js';
import { Register, SignIn } from './sign-in.js';

/** Each page by the first part of its address; those that are about a person need somebody who is signed in. */
const PAGES = {
  '': ({ parameters }) => html`<${Catalog} ...${parameters} />`,
  category: ({ name, parameters }) => html`<${Catalog} slug=${name} ...${parameters} />`,
  product: ({ name }) => html`<${Product} slug=${name} />`,
  cart: () => html`<${Cart} />`,
  'sign-in': ({ parameters }) => html`<${SignIn} ...${parameters} />`,
  forgotten: () => html`<${Forgotten} />`,
  reset: ({ parameters }) => html`<${Reset} ...${parameters} />`,
  confirm: ({ parameters }) => html`<${Confirm} ...${parameters} />`,
  register: ({ parameters }) => html`<${Register} ...${parameters} />`,
  orders: personal(() => html`<${Orders} />`),
  order: personal(({ name }) => html`<${Order} number=${name} />`),
  account: personal(() => html`<${Money} />`),
  notifications: personal(() => html`<${Notifications} />`),
  posts: personal(() => html`<${Posts} />`),
};

function personal(page) {
  return (where) => (user.value ? page(where) : html`<h1 tabindex="-1">Who are you?</h1><${Failure} error=${{ code: 'UNAUTHENTICATED' }} />`);
}

const isStaff = () => user.value !== null && user.value.role !== 'CUSTOMER';

function Shop() {
  const { page, name, parameters } = route.value;
  const address = `${page}/${name ?? ''}?${parameters.search ?? ''}`;
  return html`
    <${Header} />
    <div class="body">
      <main id="main" tabindex="-1">
        <${Page} key=${address}>${(PAGES[page] ?? Unknown)(route.value)}<//>
      </main>
      <${QueryPanel} />
    </div>
    <${Told} />
    <footer>
      <${QueryButton} />
      ${graphiQl.value && html`<a href=${graphiQl.value} onClick=${() => user.value && lend()}>GraphiQL</a>`}
      <a href="operations" onClick=${() => isStaff() && lend()}>Operations</a>
      <span>An example of a frontend on Daybook's API. <a href="storefront/main.js">Its source</a> is served as it is.</span>
    </footer>
  `;
}

/** A page that somebody has gone to is announced by its heading, which gets the focus and names the tab. */
function Page({ children }) {
  const place = useRef();
  useEffect(() => {
    const announce = () => {
      const heading = place.current.querySelector('h1');
      if (heading && heading.textContent !== '…') {
        document.title = `${heading.textContent} · Daybook`;
        if (!isFirst) {
          heading.focus({ preventScroll: true });
        }
        isFirst = false;
        return true;
      }
      return false;
    };
    if (announce()) {
      return undefined;
    }
    const watch = new MutationObserver(() => announce() && watch.disconnect());
    watch.observe(place.current, { childList: true, subtree: true, characterData: true });
    return () => watch.disconnect();
  }, []);
  return html`<div ref=${place}>${children}</div>`;
}

/** The page that somebody opens the tab with begins where every page does. */
let isFirst = true;

function Unknown() {
  return html`<h1 tabindex="-1">There is no such page</h1><p><a href=${link('')}>Everything in the shop</a></p>`;
}

const place = document.getElementById('shop');
place.replaceChildren();
render(html`<${Shop} />`, place);
