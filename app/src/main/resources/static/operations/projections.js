import { confirmRebuild } from './confirm-rebuild.js';
import { noteOf } from './dom.js';
import { ask, change } from './graphql.js';
import { poll } from './poll.js';
import { projectionRow } from './projection-row.js';
import { RUN } from './run.js';

const PROJECTIONS = `query Projections {
  projections { name module tables rowCount lastRebuild { ...Run } lastVerification { ...Run } }
}
${RUN}`;
const REBUILD = `mutation Rebuild($input: ProjectionInput!) {
  payload: rebuildProjection(input: $input) { run { ...Run } userErrors { code message } }
}
${RUN}`;
const VERIFY = REBUILD.replace('mutation Rebuild', 'mutation Verify').replace('rebuildProjection', 'verifyProjection');
const EVERY = 10_000;

const section = document.getElementById('projections');
const table = section.querySelector('table');
const note = noteOf(section);

/** The table of all projections, with what an administrator may do to them. Answers how to stop it. */
export function showProjections(admin) {
  const rows = new Map();
  let problem = '';
  let complaint = '';

  const tell = () => note([complaint, problem].filter(Boolean).join(' '));

  async function reload() {
    try {
      const { projections } = await ask(PROJECTIONS);
      show(projections);
      problem = projections.length === 0 ? 'There are no projections.' : '';
    } catch (error) {
      problem = `${error.message} It is asked again every ${EVERY / 1_000} seconds.`;
    }
    tell();
  }

  function show(projections) {
    const names = new Set(projections.map((projection) => projection.name));
    for (const [name, row] of rows) {
      if (!names.has(name)) {
        row.remove();
        rows.delete(name);
      }
    }
    for (const projection of projections) {
      let row = rows.get(projection.name);
      if (!row) {
        row = projectionRow(projection.name, admin, { onVerify: verify, onRebuild: rebuild, onFinished: reload });
        rows.set(projection.name, row);
        table.append(row.body);
      }
      row.show(projection);
    }
  }

  function verify(name) {
    return start(VERIFY, name, 'lastVerification');
  }

  async function rebuild(name) {
    if (await confirmRebuild(name)) {
      await start(REBUILD, name, 'lastRebuild');
    }
  }

  async function start(mutation, name, place) {
    try {
      const { run } = await change(mutation, { input: { name } });
      complaint = '';
      rows.get(name).showRun(place, run);
    } catch (error) {
      complaint = `${name}: ${error.message}`;
    }
    tell();
  }

  const stopPolling = poll(EVERY, reload);
  return () => {
    stopPolling();
    rows.forEach((row) => row.remove());
    note();
  };
}
