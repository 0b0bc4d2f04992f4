import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from '../common/html.js';
import { count, number, Section } from './parts.js';
import { change, usePolled } from './requests.js';
import { RUN, RunCell, told, useRun } from './runs.js';

const PROJECTIONS = `query Projections {
  projections { name module tables rowCount lastRebuild { ...Run } lastVerification { ...Run } }
}
${RUN}`;
const REBUILD = `mutation Rebuild($input: ProjectionInput!) {
  payload: rebuildProjection(input: $input) { run { ...Run } userErrors { code message } }
}
${RUN}`;
const VERIFY = `mutation Verify($input: ProjectionInput!) {
  payload: verifyProjection(input: $input) { run { ...Run } userErrors { code message } }
}
${RUN}`;
const EVERY = 10_000;

/** The table of all projections, with what an administrator may do to them. */
export function Projections({ isAdmin }) {
  const { data, problem, reload } = usePolled(PROJECTIONS, EVERY);
  const [complaint, setComplaint] = useState('');
  const missing = data?.projections.length === 0 && 'There are no projections.';
  return html`<${Section} id="projections" title="Projections" problem=${[complaint, problem, missing].filter(Boolean).join(' ')}>
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Name</th>
          <th role="columnheader" scope="col">Tables</th>
          <th role="columnheader" scope="col" class="number">Rows</th>
          <th role="columnheader" scope="col">Last rebuild</th>
          <th role="columnheader" scope="col">Last verification</th>
          ${isAdmin && html`<th role="columnheader" scope="col"><span class="unseen">Actions</span></th>`}
        </tr>
      </thead>
      ${data?.projections.map(
        (projection) => html`<${Projection}
          key=${projection.name}
          projection=${projection}
          isAdmin=${isAdmin}
          reload=${reload}
          complain=${setComplaint}
        />`,
      )}
    </table>
    <p class="unseen" role="status">${told}</p>
  <//>`;
}

/** In a body of its own, so that what differs can follow in a second row. */
function Projection({ projection, isAdmin, reload, complain }) {
  const { name, module, tables, rowCount } = projection;
  const rebuild = useRun(projection.lastRebuild, reload);
  const verification = useRun(projection.lastVerification, reload);
  const { run } = verification;
  const differs = run?.state === 'SUCCEEDED' && run.mismatchCount > 0;
  return html`<tbody role="rowgroup" data-projection=${name}>
    <tr role="row">
      <th role="rowheader" scope="row">${name}<small>${module}</small></th>
      <td role="cell" data-label="Tables" class="tables">${tables.join(', ')}</td>
      <td role="cell" data-label="Rows" class="number">${number(rowCount)}</td>
      <${RunCell} label="Last rebuild" run=${rebuild} />
      <${RunCell} label="Last verification" run=${verification} />
      ${isAdmin && html`<${Actions} name=${name} rebuild=${rebuild} verification=${verification} complain=${complain} />`}
    </tr>
    ${differs && html`<tr role="row" class="differing"><td role="cell" colspan="6"><${Differences} key=${run.id} run=${run} /></td></tr>`}
  </tbody>`;
}

/** There is one run of a projection at a time. */
function Actions({ name, rebuild, verification, complain }) {
  const [isAsked, setAsked] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const isBusy = isAsked || rebuild.isRunning || verification.isRunning;

  async function start(mutation, { show }) {
    setAsked(true);
    try {
      show((await change(mutation, { input: { name } })).run);
      complain('');
    } catch (error) {
      complain(`${name}: ${error.message}`);
    }
    setAsked(false);
  }

  function confirmed(isMeant) {
    setConfirming(false);
    if (isMeant) {
      start(REBUILD, rebuild);
    }
  }

  return html`<td role="cell" class="buttons">
    <button type="button" data-action="verify" aria-label="Verify ${name}" disabled=${isBusy} onClick=${() => start(VERIFY, verification)}>
      Verify
    </button>
    <button type="button" data-action="rebuild" aria-label="Rebuild ${name}" disabled=${isBusy} onClick=${() => setConfirming(true)}>
      Rebuild …
    </button>
    ${isConfirming && html`<${ConfirmRebuild} name=${name} onAnswer=${confirmed} />`}
  </td>`;
}

/** Asks whether somebody means it; Escape is a no. */
function ConfirmRebuild({ name, onAnswer }) {
  const dialog = useRef();
  useEffect(() => dialog.current.showModal(), []);
  const close = ({ target }) => dialog.current.close(target.value);
  return html`<dialog
    ref=${dialog}
    id="confirm-rebuild"
    aria-labelledby="confirm-title"
    onClose=${() => onAnswer(dialog.current.returnValue === 'rebuild')}
  >
    <h3 id="confirm-title">Rebuild ${name}?</h3>
    <p>Its tables are built anew beside the live ones, from all events, and swapped in at the end. The shop stays open.</p>
    <div class="buttons">
      <button type="button" value="cancel" autofocus onClick=${close}>Cancel</button>
      <button type="button" value="rebuild" class="strong" onClick=${close}>Rebuild</button>
    </div>
  </dialog>`;
}

/** What a verification has found, row by row and column by column. */
function Differences({ run: { mismatchCount, mismatches } }) {
  const rows = new Set(mismatches.map(({ table, key }) => `${table} ${key}`)).size;
  const some = rows < mismatchCount ? ` (the first ${rows} are shown)` : '';
  return html`<details open>
    <summary>What differs from the events: ${count(mismatchCount, 'row')}${some}</summary>
    <ul>
      ${mismatches.map(
        ({ table, key, column, live, replayed }) => html`<li>
          <p><strong>${table}</strong> <code>${key}</code></p>
          <dl>
            <dt>Column</dt>
            <dd>${column ?? 'the whole row'}</dd>
            <dt>Live</dt>
            <${Value} text=${live} column=${column} />
            <dt>Replayed</dt>
            <${Value} text=${replayed} column=${column} />
          </dl>
        </li>`,
      )}
    </ul>
  </details>`;
}

function Value({ text, column }) {
  return text === null
    ? html`<dd class="missing">${column === null ? 'no such row' : 'null'}</dd>`
    : html`<dd><code>${text}</code></dd>`;
}
