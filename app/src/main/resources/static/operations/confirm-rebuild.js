import { setText } from './dom.js';

const dialog = document.getElementById('confirm-rebuild');

/** Whether somebody means it; Escape is a no. */
export function confirmRebuild(name) {
  setText(dialog.querySelector('h3'), `Rebuild ${name}?`);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'rebuild'), { once: true });
  });
}

for (const button of dialog.querySelectorAll('button')) {
  button.addEventListener('click', () => dialog.close(button.value));
}
