import { html } from '../common/html.js';
import { pieces } from './cart.js';
import { NotificationsLink } from './notifications.js';
import { go, link, route } from './router.js';
import { logOut, user } from './session.js';

export function Header() {
  const { page, name, parameters } = route.value;
  const search = (event) => {
    event.preventDefault();
    const words = new FormData(event.target).get('search').trim();
    go(page === 'category' ? link('category', name, { search: words }) : link('', { search: words }));
  };
  const leave = async () => {
    go(link(''));
    await logOut();
  };
  const here = (target) => (page === target ? 'page' : undefined);

  return html`<header class="shop">
    <a class="skip" href="#main" onClick=${skip}>To the content</a>
    <a class="brand" href=${link('')}>Daybook</a>
    <form role="search" onSubmit=${search}>
      <input key=${parameters.search} type="search" name="search" aria-label="Search products" placeholder="Search products" value=${parameters.search ?? ''} maxlength="200" />
      <button>Search</button>
    </form>
    <nav aria-label="Shop">
      <a href=${link('cart')} aria-current=${here('cart')}>
        Cart${pieces.value > 0 && html` <span class="count">${pieces.value}<span class="unseen"> pieces</span></span>`}
      </a>
      ${user.value
        ? html`
            <a href=${link('orders')} aria-current=${here('orders')}>Orders</a>
            <a href=${link('account')} aria-current=${here('account')}>Money</a>
            <${NotificationsLink} key=${user.value.username} current=${here('notifications')} />
            <a href=${link('posts')} aria-current=${here('posts')}>Posts</a>
            <span class="who">${user.value.username}</span>
            <button type="button" class="quiet" onClick=${leave}>Sign out</button>
          `
        : html`<a href=${link('sign-in')} aria-current=${here('sign-in')}>Sign in</a>`}
    </nav>
  </header>`;
}

/** The address stays that of the page. */
function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}
