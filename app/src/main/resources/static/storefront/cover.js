import { html } from '../common/html.js';

/** A picture for a product that has none: its own shapes, in the colour of its category. */
export function Cover({ product, large }) {
  const random = numbers(product.name);
  const hue = Math.floor(numbers(product.category?.name ?? product.name)() * 360);
  const shape = () => ({ x: random() * 160, y: random() * 100, size: 18 + random() * 52, kind: random() });
  return html`<svg
    class=${large ? 'cover large' : 'cover'}
    viewBox="0 0 160 100"
    preserveAspectRatio="xMidYMid slice"
    aria-hidden="true"
  >
    <rect width="160" height="100" fill="hsl(${hue} 42% 82%)" />
    ${[30, 0, -30].map((turn, index) => drawn(shape(), `hsl(${hue + turn} ${45 + index * 8}% ${72 - index * 14}% / 75%)`))}
  </svg>`;
}

function drawn({ x, y, size, kind }, fill) {
  if (kind < 0.4) {
    return html`<circle cx=${x} cy=${y} r=${size / 1.6} fill=${fill} />`;
  }
  return kind < 0.7
    ? html`<rect x=${x - size / 2} y=${y - size / 2} width=${size * 1.3} height=${size * 1.3} rx="6" fill=${fill} />`
    : html`<path d="M${x - size} ${y + size / 2} L${x} ${y - size / 1.4} L${x + size} ${y + size / 2} Z" fill=${fill} />`;
}

/** The same numbers from 0 to 1 for the same text (FNV-1a, then xorshift). */
function numbers(text) {
  let state = Array.from(text).reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0), 16777619), 2166136261);
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}
