import { logIn, logOut, onSessionChange } from './session.js';

const form = document.getElementById('log-in');
const submit = form.querySelector('button');
const who = document.getElementById('who');
const leave = document.getElementById('log-out');

/** The bar above the page, where one logs in and out. Calls back now and at each change, with the user or null. */
export function showBar(onUser = () => {}) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    await logIn(Object.fromEntries(new FormData(form)));
    submit.disabled = false;
    if (form.hidden) {
      form.reset();
      leave.focus();
    }
  });
  leave.addEventListener('click', async () => {
    await logOut();
    form.elements.login.focus();
  });
  onSessionChange((user, problem) => {
    form.hidden = Boolean(user);
    leave.hidden = !user;
    who.classList.toggle('problem', Boolean(problem));
    who.textContent = problem || (user ? `Signed in as ${user.username} (${user.role})` : '');
    onUser(user);
  });
}
