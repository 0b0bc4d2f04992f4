import { h } from 'preact';
import htm from 'htm';

/** Writes markup as a tagged template: text becomes text, never markup. */
export const html = htm.bind(h);
