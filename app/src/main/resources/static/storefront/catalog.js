import { html } from '../common/html.js';
import { useQuery, usePages } from './api.js';
import { Cover } from './cover.js';
import { Availability, Field, More, Price } from './parts.js';
import { go, link } from './router.js';

const CATEGORIES = `query Categories {
  categories { name slug children { name slug } }
}`;

const PRODUCTS = `query Products($filter: ProductFilter, $orderBy: ProductOrder, $after: String) {
  products(first: 24, after: $after, filter: $filter, orderBy: $orderBy) {
    nodes {
      id
      name
      slug
      price { amount currencyCode }
      lowestPriorPrice { amount currencyCode }
      availability
      category { name }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const CATEGORY = `query Category($slug: String!, $filter: ProductFilter, $orderBy: ProductOrder, $after: String) {
  category(by: { slug: $slug }) {
    name
    description
    ancestors { name slug }
    children { name slug }
    products(first: 24, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        name
        slug
        price { amount currencyCode }
        lowestPriorPrice { amount currencyCode }
        availability
        category { name }
      }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
}`;

const ORDERS = {
  '': ['By name', undefined],
  cheap: ['Cheapest first', { field: 'PRICE' }],
  dear: ['Dearest first', { field: 'PRICE', direction: 'DESC' }],
  new: ['Newest first', { field: 'CREATED_AT', direction: 'DESC' }],
};

/** The whole catalog, or a category with all that is below it; both searched and sorted as the address says. */
export function Catalog({ slug, search = '', sort = '' }) {
  const variables = { filter: search ? { search } : undefined, orderBy: ORDERS[sort]?.[1] };
  const pages = usePages(
    slug ? CATEGORY : PRODUCTS,
    slug ? { slug, ...variables } : variables,
    (data) => data.category?.products ?? data.products,
  );
  const category = pages.first?.category;
  const here = (parameters) => (slug ? link('category', slug, parameters) : link('', parameters));
  if (slug && pages.first && !category) {
    return html`<h1 tabindex="-1">There is no such category</h1><p><a href=${link('')}>Everything in the shop</a></p>`;
  }
  return html`
    <div class="catalog">
      <${Categories} selected=${slug} />
      <section aria-labelledby="catalog-title">
        ${category?.ancestors.length > 0 && html`<${Ancestors} of=${category} />`}
        <header class="title">
          <h1 id="catalog-title" tabindex="-1">${slug ? (category?.name ?? '…') : 'Everything in the shop'}</h1>
          <${Field} label="Sort" element="select" value=${sort} onChange=${({ target }) => go(here({ search, sort: target.value }))}>
            ${Object.entries(ORDERS).map(([value, [words]]) => html`<option value=${value} selected=${value === sort}>${words}</option>`)}
          <//>
        </header>
        ${category?.description && html`<p class="lead">${category.description}</p>`}
        ${search && html`<p>Found by “${search}”. <a href=${here({ sort })}>Show all</a></p>`}
        ${category?.children.length > 0 && html`<ul class="chips">${category.children.map(Chip)}</ul>`}
        ${pages.totalCount === 0 && html`<${Nothing} isSearch=${Boolean(search || slug)} />`}
        <ul class="products">${pages.nodes.map((product) => html`<${Tile} key=${product.id} product=${product} />`)}</ul>
        <${More} pages=${pages} what="products" />
      </section>
    </div>
  `;
}

function Tile({ product }) {
  const { name, slug, price, lowestPriorPrice, availability } = product;
  return html`<li>
    <a class="tile" href=${link('product', slug)}>
      <${Cover} product=${product} />
      <span class="name">${name}</span>
      <${Price} price=${price} prior=${lowestPriorPrice} />
      ${availability !== 'IN_STOCK' && html`<${Availability} of=${availability} />`}
    </a>
  </li>`;
}

function Categories({ selected }) {
  const { data } = useQuery(CATEGORIES);
  const entry = ({ name, slug, children = [] }) => html`<li>
    <a href=${link('category', slug)} aria-current=${slug === selected ? 'page' : undefined}>${name}</a>
    ${children.length > 0 && html`<ul>${children.map(entry)}</ul>`}
  </li>`;
  return html`<details class="categories" open=${matchMedia('(min-width: 800px)').matches}>
    <summary>Categories</summary>
    <nav aria-label="Categories">
      <ul>
        <li><a href=${link('')} aria-current=${selected ? undefined : 'page'}>Everything</a></li>
        ${data?.categories.map(entry)}
      </ul>
    </nav>
  </details>`;
}

export function Ancestors({ of: { ancestors = [], name, slug }, isLink }) {
  return html`<nav class="ancestors" aria-label="Breadcrumbs">
    <ol>
      ${ancestors.map((category) => html`<li><a href=${link('category', category.slug)}>${category.name}</a></li>`)}
      ${isLink && html`<li><a href=${link('category', slug)}>${name}</a></li>`}
    </ol>
  </nav>`;
}

function Chip({ name, slug }) {
  return html`<li><a href=${link('category', slug)}>${name}</a></li>`;
}

function Nothing({ isSearch }) {
  return isSearch
    ? html`<p class="nothing">Nothing here. Try other words, or <a href=${link('')}>look at everything</a>.</p>`
    : html`<div class="nothing">
        <p>This shop is still empty, so there is nothing to buy yet.</p>
        <p>Staff can fill it with <code>createProduct</code>, or start a new shop with the setting <code>DAYBOOK_DEMO=true</code>.</p>
      </div>`;
}
