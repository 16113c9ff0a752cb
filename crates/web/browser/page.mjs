// What every browser test asks of a page: no serious axe violation, no sideways scroll, nothing too small to hit.
// It knows no route and starts no server (harness.mjs does).
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const require = createRequire(import.meta.url)
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const quiet = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--lang=zh-CN'
]

/** Starts the system's Chromium; the caller closes it. */
export function launch () {
  return chromium.launch({
    executablePath: process.env.GONGKAI_CHROMIUM || '/usr/bin/chromium',
    headless: true,
    args: quiet,
    env: { ...process.env, LANG: 'zh_CN.UTF-8', LANGUAGE: 'zh_CN' }
  })
}

/** A page in a context of its own. What the console complains about is kept in `page.complaints`. */
export async function newPage (browser, width, { baseURL, javaScript = true, forcedColors = 'none' } = {}) {
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: javaScript,
    forcedColors,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    viewport: { width, height: width < 700 ? 844 : 900 }
  })
  const page = await context.newPage()
  page.complaints = []
  page.on('pageerror', error => page.complaints.push(error.message))
  page.on('console', message => { if (message.type() === 'error') page.complaints.push(message.text()) })
  return page
}

/** The serious and critical violations of WCAG 2.2 A and AA, one line each. */
export async function axe (page) {
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }
  }))
  return violations
    .filter(violation => ['serious', 'critical'].includes(violation.impact))
    .map(violation => `${violation.id} (${violation.impact}): ${violation.nodes.map(node => node.target).join('; ')}`)
}

/** How far the page scrolls sideways, in pixels; 0 is right. */
export function sideScroll (page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** Throws when the page scrolls sideways. */
export async function noSideScroll (page) {
  const over = await sideScroll(page)
  if (over > 0) throw new Error(`${page.url()} scrolls sideways by ${over} px`)
}

/** Controls under 44 px high, but for links within running text, which the norm excepts. */
export function smallTargets (page) {
  return page.evaluate(() => {
    const height = element => {
      // The circle of a radio button and its label are one target.
      const box = ['radio', 'checkbox'].includes(element.type) ? element.parentElement : element
      return box.getBoundingClientRect().height
    }
    return [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary')]
      .filter(element => element.checkVisibility() && element.getBoundingClientRect().width > 2)
      .filter(element => !element.closest('p,.gk-crumb li,.gk-prose,.gk-tasks__title,.gkui-details__text,.gkui-skip-link'))
      .filter(element => height(element) < 43.5)
      .map(element => `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 12)}” ${Math.round(height(element))} px`)
  })
}

/** Writes a picture of the whole page where GONGKAI_SHOTS says, if it says. */
export async function shot (page, name) {
  const folder = process.env.GONGKAI_SHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' })
}

/**
 * Walks the page with Tab from its start. Gives the controls it should have reached and did not, those without a
 * visible ring and those off the screen while focused; three empty lists are right.
 */
export async function keyboardWalk (page) {
  await page.evaluate(() => {
    // Blur alone would leave the walk where the page put the focus.
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
    window.scrollTo(0, 0)
    const groups = new Set()
    const stops = [...document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex="0"]')]
      .filter(element => element.checkVisibility() && !element.disabled)
      // One stop a group of radio buttons.
      .filter(element => element.type !== 'radio' || (!groups.has(element.name) && groups.add(element.name)))
    globalThis.walk = { left: new Set(stops), stops: stops.length }
  })
  const withoutRing = []
  const offScreen = []
  const stops = await page.evaluate(() => globalThis.walk.stops)
  // A date field takes several presses, so the walk is longer than the list.
  for (let press = 0; press < stops * 2 + 10; press++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const { left } = globalThis.walk
      for (const stop of left) {
        if (stop === element || (stop.type === 'radio' && element.type === 'radio' && stop.name === element.name)) left.delete(stop)
      }
      const drawn = ['radio', 'checkbox'].includes(element.type) ? getComputedStyle(element.nextElementSibling, '::before') : getComputedStyle(element)
      // Inside a date field the browser rings its own parts.
      const ring = element.type === 'date' || (drawn.outlineStyle !== 'none' && parseFloat(drawn.outlineWidth) > 0) || drawn.boxShadow !== 'none'
      const box = element.getBoundingClientRect()
      return {
        name: `${element.tagName.toLowerCase()} “${(element.labels?.[0] ?? element).textContent.trim().slice(0, 12)}”`,
        ring,
        seen: box.bottom > 0 && box.top < innerHeight
      }
    })
    if (!at) break
    if (!at.ring) withoutRing.push(at.name)
    if (!at.seen) offScreen.push(at.name)
  }
  const missed = await page.evaluate(() => [...globalThis.walk.left].map(element => element.outerHTML.slice(0, 80)))
  return { missed, withoutRing, offScreen }
}
