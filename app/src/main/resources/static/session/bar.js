import { logIn, logOut, onSessionChange } from './session.js';
import { shop } from './shop.js';

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
  shop.then(showShop);
}

function showShop({ storefront, graphiQl, demoAccounts }) {
  const links = [
    storefront && ['Storefront', '.'],
    graphiQl && ['GraphiQL', 'graphiql'],
    ['Operations', 'operations'],
  ];
  const others = links.filter((link) => link && !location.pathname.endsWith(`/${link[1]}`));
  form.before(element('nav', {}, ...others.map(([name, href]) => element('a', { href }, name))));
  if (demoAccounts.length) {
    form.before(element('p', { className: 'demo' }, 'Sign in as', ...demoAccounts.map(signInButton)));
  }
}

function signInButton({ username, role, password }) {
  const button = element('button', { type: 'button' }, username, ' ', element('small', {}, role));
  button.addEventListener('click', async () => {
    button.disabled = true;
    await logOut();
    await logIn({ login: username, password });
    button.disabled = false;
    button.focus();
  });
  return button;
}

function element(name, properties, ...children) {
  const created = Object.assign(document.createElement(name), properties);
  created.append(...children);
  return created;
}
