/** As people write it; the amount stays the exact decimal that the shop sent. */
export function shown({ amount, currencyCode }) {
  return new Intl.NumberFormat('en', { style: 'currency', currency: currencyCode }).format(amount);
}

export function times({ amount, currencyCode }, quantity) {
  const { units, decimals } = exact(amount);
  return { amount: written(units * BigInt(quantity), decimals), currencyCode };
}

/** The sum of amounts in one currency; undefined of none and of several currencies. */
export function sum(amounts) {
  const [first, ...others] = amounts;
  if (!first || others.some(({ currencyCode }) => currencyCode !== first.currencyCode)) {
    return undefined;
  }
  const { decimals } = exact(first.amount);
  const units = amounts.reduce((total, { amount }) => total + exact(amount).units, 0n);
  return { amount: written(units, decimals), currencyCode: first.currencyCode };
}

/** By how much a price is lower than another, in whole per cent; 0 when it is not. */
export function reduction(price, prior) {
  return prior ? Math.max(0, Math.round((1 - price.amount / prior.amount) * 100)) : 0;
}

/** Amounts of a currency have the same decimals, so their digits are whole numbers that can be added. */
function exact(amount) {
  const [, decimals = ''] = amount.split('.');
  return { units: BigInt(amount.replace('.', '')), decimals: decimals.length };
}

function written(units, decimals) {
  const digits = String(units).padStart(decimals + 1, '0');
  return decimals ? `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : digits;
}
