const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes and children. Strings become text, never markup, so data can be passed in as it came. */
export function element(name, attributes = {}, ...children) {
  return furnish(document.createElement(name), attributes, children);
}

export function svgElement(name, attributes = {}, ...children) {
  return furnish(document.createElementNS(SVG, name), attributes, children);
}

/** Sets the text where it is another one: what a screen reader has said it need not say again. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** The line beside a section's title: what is wrong with it, what has been done, or nothing. */
export function noteOf(section) {
  const note = section.querySelector('.note');
  return (text = '', { good = false } = {}) => {
    note.classList.toggle('problem', !good);
    setText(note, text);
  };
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else if (value === true) {
      node.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
