import { element } from './dom.js';
import { count } from './wording.js';

/** What a verification has found, row by row and column by column. */
export function differences({ mismatchCount, mismatches }) {
  const rows = new Set(mismatches.map(({ table, key }) => `${table} ${key}`)).size;
  const some = rows < mismatchCount ? ` (the first ${rows} are shown)` : '';
  return element(
    'details',
    { open: true },
    element('summary', {}, `What differs from the events: ${count(mismatchCount, 'row')}${some}`),
    element('ul', {}, ...mismatches.map(difference)),
  );
}

function difference({ table, key, column, live, replayed }) {
  return element(
    'li',
    {},
    element('p', {}, element('strong', {}, table), ' ', element('code', {}, key)),
    element(
      'dl',
      {},
      element('dt', {}, 'Column'),
      element('dd', {}, column ?? 'the whole row'),
      element('dt', {}, 'Live'),
      value(live, column),
      element('dt', {}, 'Replayed'),
      value(replayed, column),
    ),
  );
}

function value(text, column) {
  if (text !== null) {
    return element('dd', {}, element('code', {}, text));
  }
  return element('dd', { class: 'missing' }, column === null ? 'no such row' : 'null');
}
