import { sessionOf, signInAt } from './issuer.js';
import { begin, logIn, logOut, onSessionChange } from './session.js';
import { shop } from './shop.js';

const form = document.getElementById('log-in');
const submit = form.querySelector('button');
const who = document.getElementById('who');
const leave = document.getElementById('log-out');
let signIn = logIn;

/** The bar above the page, where one logs in and out. Calls back now and at each change, with the user or null. */
export function showBar(onUser = () => {}) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    await signIn(Object.fromEntries(new FormData(form)));
    submit.disabled = false;
    if (form.hidden) {
      form.reset();
      leave.focus();
    }
  });
  leave.addEventListener('click', async () => {
    await logOut();
    form.elements[0].focus();
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

function showShop({ storefront, graphiQl, demoAccounts, issuer }) {
  if (issuer) {
    showIssuer(issuer);
  }
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

/** The page of the issuer, or without a client there a place for a token. */
function showIssuer(issuer) {
  const token = element('input', { name: 'token', type: 'password', autocomplete: 'off', required: true });
  form.querySelectorAll('label').forEach((label) => label.remove());
  if (issuer.clientId) {
    signIn = () => begin(signInAt(issuer, 'bar'));
  } else {
    submit.before(element('label', {}, 'Access token', token));
    signIn = (input) => begin(sessionOf(input.token.trim()));
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
