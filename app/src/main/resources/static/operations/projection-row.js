import { element, setText } from './dom.js';
import { differences } from './differences.js';
import { runCell } from './run-cell.js';
import { number } from './wording.js';

/** One projection in the table, in a body of its own so that what differs can follow in a second row. */
export function projectionRow(name, admin, { onVerify, onRebuild, onFinished }) {
  const tables = element('td', { role: 'cell', 'data-label': 'Tables', class: 'tables' });
  const rowCount = element('td', { role: 'cell', 'data-label': 'Rows', class: 'number' });
  const module = element('small');
  const verify = button('verify', 'Verify', onVerify);
  const rebuild = button('rebuild', 'Rebuild …', onRebuild);
  const differing = element('td', { role: 'cell', colspan: 6 });
  const second = element('tr', { role: 'row', hidden: true, class: 'differing' }, differing);
  const cells = {
    lastRebuild: runCell('Last rebuild', finished),
    lastVerification: runCell('Last verification', finished),
  };
  const first = element(
    'tr',
    { role: 'row' },
    element('th', { role: 'rowheader', scope: 'row' }, name, module),
    tables,
    rowCount,
    cells.lastRebuild.cell,
    cells.lastVerification.cell,
    element('td', { role: 'cell', class: 'buttons' }, verify, rebuild),
  );
  const body = element('tbody', { role: 'rowgroup', 'data-projection': name }, first, second);
  let asked = false;
  let shownDifferences;

  function button(action, label, onPress) {
    return element(
      'button',
      {
        type: 'button',
        'data-action': action,
        'aria-label': `${label.replace(' …', '')} ${name}`,
        'aria-describedby': admin ? null : 'admin-only',
        title: admin ? null : 'For an ADMIN only',
        disabled: !admin,
        onclick: async () => {
          asked = true;
          update();
          await onPress(name);
          asked = false;
          update();
        },
      },
      label,
    );
  }

  /** There is one run of a projection at a time. */
  function update() {
    const busy = asked || Object.values(cells).some((cell) => cell.isRunning());
    verify.disabled = !admin || busy;
    rebuild.disabled = !admin || busy;
  }

  function finished() {
    showDifferences(cells.lastVerification.run());
    update();
    onFinished();
  }

  function showRun(place, run) {
    cells[place].show(run);
    showDifferences(cells.lastVerification.run());
    update();
  }

  function showDifferences(run) {
    const any = run?.state === 'SUCCEEDED' && run.mismatchCount > 0;
    const now = any ? run.id : undefined;
    if (now === shownDifferences) {
      return;
    }
    shownDifferences = now;
    second.hidden = !any;
    differing.replaceChildren(...(any ? [differences(run)] : []));
  }

  return {
    body,
    showRun,
    show(projection) {
      setText(module, projection.module);
      setText(tables, projection.tables.join(', '));
      setText(rowCount, number(projection.rowCount));
      Object.keys(cells).forEach((place) => showRun(place, projection[place]));
    },
    remove() {
      Object.values(cells).forEach((cell) => cell.stop());
      body.remove();
    },
  };
}
