import { signal } from '@preact/signals';

/** Where somebody is: the part of the address behind #, which the shop never sees. */
export const route = signal(read());

/** How far down each page was when it was left. */
const left = new Map();

history.scrollRestoration = 'manual';
addEventListener('hashchange', ({ oldURL, newURL }) => {
  left.set(oldURL, scrollY);
  // A place that somebody comes back to has a state already.
  const isNew = history.state === null;
  if (isNew) {
    history.replaceState({}, '');
  }
  route.value = read();
  setTimeout(() => scrollTo(0, isNew ? 0 : left.get(newURL)));
});
history.replaceState({}, '');

/** The address of a page: `link('product', slug)`, with parameters as an object at the end. */
export function link(...parts) {
  const parameters = typeof parts.at(-1) === 'object' ? parts.pop() : {};
  const given = Object.entries(parameters).filter(([, value]) => value);
  const query = given.length ? `?${new URLSearchParams(given)}` : '';
  return `#/${parts.map(encodeURIComponent).join('/')}${query}`;
}

export function go(address) {
  location.hash = address;
}

function read() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [page = '', name] = path.split('/').map(decodeURIComponent);
  return { page, name, parameters: Object.fromEntries(new URLSearchParams(query)) };
}
