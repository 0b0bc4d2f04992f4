import { setText } from './dom.js';
import { resultOf } from './run.js';

const STEP = 0.25;
const told = document.getElementById('progress-told');
const lastStep = new Map();

/** Tells a screen reader of each quarter, for every per cent would talk without an end. */
export function tellProgress({ id, projection, progress }) {
  const step = Math.floor(progress / STEP);
  if (lastStep.get(id) !== step) {
    lastStep.set(id, step);
    setText(told, `${projection}: ${step * STEP * 100} %`);
  }
}

export function tellResult(run) {
  lastStep.delete(run.id);
  setText(told, `${run.projection}: ${resultOf(run)}`);
}
