// A print button does nothing without scripts, so it is hidden until here.
export function printButtons () {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}
