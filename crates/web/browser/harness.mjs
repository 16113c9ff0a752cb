// Starts the real binary with its demo county on a free port, and a browser beside it, for one test file.
// What is asked of a page is in page.mjs; the stories are in the test files.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, newPage } from './page.mjs'

export { axe, keyboardWalk, noSideScroll, shot, sideScroll, smallTargets } from './page.mjs'

const patience = 120_000

/**
 * Starts `gongkai demo` on data of its own. `GONGKAI_BIN` names the binary. Gives its address, a way to open pages and
 * a way to end everything it started.
 */
export async function startGongkai ({ today = '2026-11-23' } = {}) {
  const binary = process.env.GONGKAI_BIN
  if (!binary) throw new Error('GONGKAI_BIN must name the gongkai binary')
  const data = mkdtempSync(join(tmpdir(), 'gongkai-browser-'))
  const server = spawn(binary, ['demo', '--data', join(data, 'demo'), '--port', '0', '--today', today], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const ended = new Promise(resolve => server.once('exit', resolve))

  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGINT')
      const late = setTimeout(() => server.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(late)
    }
    rmSync(data, { recursive: true, force: true })
  }

  let browser
  try {
    const baseURL = await address(server)
    browser = await launch()
    return {
      baseURL,
      browser,
      open: (width, options = {}) => newPage(browser, width, { baseURL, ...options }),
      stop: async () => {
        await browser.close()
        await stop()
      }
    }
  } catch (error) {
    await browser?.close()
    await stop()
    throw error
  }
}

/** Waits for the line that tells the address; what the server said until then explains why it does not come. */
function address (server) {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`gongkai told no address in ${patience / 1000} s:\n${said}`)), patience)
    const listen = chunk => {
      said += chunk
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+[^\s]*/)
      // The address is whole once its line is.
      if (found && said.indexOf('\n', found.index) >= 0) {
        clearTimeout(timer)
        resolve(found[0].replace(/\/$/, ''))
      }
    }
    server.stdout.setEncoding('utf8').on('data', listen)
    server.stderr.setEncoding('utf8').on('data', chunk => { said += chunk })
    server.once('error', error => { clearTimeout(timer); reject(error) })
    server.once('exit', code => { clearTimeout(timer); reject(new Error(`gongkai ended with ${code}:\n${said}`)) })
  })
}

/** Signs in at the desk as one of the demo's people; all have one password. */
export async function signIn (page, login) {
  await page.goto('/desk/sign-in')
  await page.fill('#login', login)
  await page.fill('#password', 'Gongkai-2026')
  await page.click('button[type=submit]')
  await page.waitForURL('**/desk')
}
