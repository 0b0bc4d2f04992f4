import { element, setText } from './dom.js';
import { followRun, isGood, progressOf, resultOf } from './run.js';
import { tellProgress, tellResult } from './tell-progress.js';
import { duration, time } from './wording.js';

/** The last run of a kind: what came of it or, while it runs, how far it is. Two lines high either way. */
export function runCell(label, onFinished) {
  const content = element('div', { class: 'run' });
  const cell = element('td', { role: 'cell', 'data-label': label }, content);
  const bar = element('progress', { max: 1 });
  const far = element('small');
  let shown;
  let stop = () => {};

  function show(run) {
    if (!isNews(run)) {
      return;
    }
    const running = run?.state === 'RUNNING';
    if (shown?.state === 'RUNNING' && !running) {
      tellResult(run);
    }
    stop();
    stop = () => {};
    shown = run;
    if (running) {
      bar.setAttribute('aria-label', `${label}: ${run.projection} is running`);
      content.replaceChildren(bar, far);
      advance(run);
      tellProgress(run);
      stop = followRun(run.id, onProgress, (message) => setText(far, message));
    } else {
      content.replaceChildren(...(run ? result(run) : [element('span', { class: 'never' }, 'Never')]));
    }
  }

  function onProgress(run) {
    if (run.state === 'RUNNING') {
      advance(run);
      tellProgress(run);
      return;
    }
    show(run);
    onFinished();
  }

  /** What was asked for before the last news of a run may arrive after them. */
  function isNews(run) {
    if (!shown || run?.id === shown.id) {
      return !shown || (shown.state === 'RUNNING' && run.state !== 'RUNNING');
    }
    return run !== null && run.startedAt >= shown.startedAt;
  }

  function advance(run) {
    bar.value = run.progress;
    setText(far, progressOf(run));
  }

  return {
    cell,
    show,
    run: () => shown,
    isRunning: () => shown?.state === 'RUNNING',
    stop: () => stop(),
  };
}

function result(run) {
  const took = run.finishedAt ? Date.parse(run.finishedAt) - Date.parse(run.startedAt) : 0;
  return [
    element('span', { class: 'badge', 'data-state': isGood(run) ? 'GOOD' : 'BAD' }, resultOf(run)),
    element('small', {}, time(run.finishedAt ?? run.startedAt), `, took ${duration(took)}`),
    run.error ? element('small', { class: 'problem' }, run.error) : null,
  ].filter(Boolean);
}
