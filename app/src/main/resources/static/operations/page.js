import { showBar } from '../session/bar.js';
import { setText } from './dom.js';
import { showHealth } from './health.js';
import { showProjections } from './projections.js';
import { showStream } from './stream.js';
import { showSubscribers } from './subscribers.js';
import { showTimeline } from './timeline.js';

const welcome = document.getElementById('welcome');
const sections = document.getElementById('sections');
let shown;
let stops = [];

/** A fresh token is no reason to begin anew; another user, or another role, is. */
showBar((user) => {
  const who = user && `${user.username} ${user.role}`;
  if (who === shown) {
    return;
  }
  shown = who;
  stops.forEach((stop) => stop());
  stops = [];
  const staff = user !== null && user.role !== 'CUSTOMER';
  sections.hidden = !staff;
  welcome.hidden = staff;
  setText(welcome, staff ? '' : greeting(user));
  if (staff) {
    begin(user.role === 'ADMIN');
  }
});

function begin(admin) {
  document.getElementById('admin-only').hidden = admin;
  const timeline = showTimeline();
  const subscribers = showSubscribers(admin);
  stops = [
    showHealth(subscribers.show),
    showProjections(admin),
    showStream(timeline.showById),
    timeline.stop,
    subscribers.stop,
  ];
}

function greeting(user) {
  return user
    ? `This page is for staff only. ${user.username} is a CUSTOMER.`
    : 'How the shop is doing, for staff only: please log in.';
}
