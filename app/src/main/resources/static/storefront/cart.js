import { computed, signal } from '@preact/signals';

const STORE = 'daybook.storefront.cart';

/** What somebody wants to buy, kept in the browser: `[{ id, name, quantity }]`. */
export const lines = signal(read());

export const pieces = computed(() => lines.value.reduce((total, { quantity }) => total + quantity, 0));

addEventListener('storage', ({ key }) => {
  if (key === STORE) {
    lines.value = read();
  }
});

export function add({ id, name }, quantity) {
  const there = lines.value.find((line) => line.id === id);
  if (there) {
    change(id, there.quantity + quantity);
  } else {
    write([...lines.value, { id, name, quantity }]);
  }
}

export function change(id, quantity) {
  write(lines.value.map((line) => (line.id === id ? { ...line, quantity } : line)));
}

export function remove(id) {
  write(lines.value.filter((line) => line.id !== id));
}

export function clear() {
  write([]);
}

function write(value) {
  localStorage.setItem(STORE, JSON.stringify(value));
  lines.value = value;
}

function read() {
  return JSON.parse(localStorage.getItem(STORE)) ?? [];
}
