// The sum over all organs in a real browser: the public overview, a number opened into its parts, charts, open data, and
// the county officer's sum on the desk.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, keyboardWalk, noSideScroll, shot, signIn, smallTargets, startGongkai } from './harness.mjs'

let gongkai

before(async () => { gongkai = await startGongkai({ today: '2026-11-23' }) })
after(async () => { await gongkai?.stop() })

for (const width of [390, 1280]) {
  test(`sums, charts and open data at ${width} px: no serious violation, no sideways scroll, no small target`, async () => {
    const page = await gongkai.open(width)
    for (const path of ['/reports', '/reports/all/2025', '/reports/all/2025/cells/requests.new[6]', '/reports/open-data',
      '/reports/hewan/2025']) {
      const response = await page.goto(path)
      assert.equal(response.status(), 200, path)
      assert.deepEqual(await axe(page), [], path)
      await noSideScroll(page)
      assert.deepEqual(await smallTargets(page), [], path)
      await shot(page, `sums${path.replace(/\W+/g, '-')}-${width}`)
    }
    assert.deepEqual(page.complaints, [], 'nothing is refused by the content security policy')
    await page.context().close()
  })
}

test('a number of the sum opens its parts, without scripts', async () => {
  const page = await gongkai.open(390, { javaScript: false })
  await page.goto('/reports/all/2025')
  await page.locator('.gk-rendered a[href*="requests.new"]').first().click()
  assert.match(await page.locator('h1').innerText(), /本年新收政府信息公开申请数量/)
  assert.match(await page.locator('main').innerText(), /河湾镇人民政府/)
  await page.context().close()
})

test('a chart has a name, a description, and its numbers in a table that opens', async () => {
  const page = await gongkai.open(1280)
  await page.goto('/reports/hewan/2025')
  const charts = page.locator('figure.gk-chart')
  assert.ok(await charts.count() >= 3)
  const drawn = page.locator('svg[role=img]').first()
  const [title, description] = (await drawn.getAttribute('aria-labelledby')).split(' ')
  assert.ok((await page.locator(`[id="${title}"]`).textContent()).length > 5)
  assert.ok((await page.locator(`[id="${description}"]`).textContent()).length > 5)
  const data = charts.first().locator('details')
  await data.locator('summary').click()
  assert.ok(await data.locator('table').isVisible())
  const text = await drawn.locator('text').first().evaluate(element => getComputedStyle(element).fill)
  assert.equal(text, 'rgb(26, 26, 26)')
  assert.deepEqual(await axe(page), [])
  await shot(page, 'sums-chart-open')
  await page.context().close()
})

test('the sum prints', async () => {
  const page = await gongkai.open(1280)
  await page.goto('/reports/all/2025')
  await page.emulateMedia({ media: 'print' })
  await noSideScroll(page)
  await shot(page, 'sums-print')
  await page.context().close()
})

for (const width of [390, 1280]) {
  test(`the desk's sum at ${width} px: no serious violation, no sideways scroll, every control reached`, async () => {
    const page = await gongkai.open(width)
    await signIn(page, 'wangjianguo')
    for (const path of ['/desk/sums', '/desk/sums/2025', '/desk/sums/2025/cells/requests.new[6]']) {
      const response = await page.goto(path)
      assert.equal(response.status(), 200, path)
      assert.deepEqual(await axe(page), [], path)
      await noSideScroll(page)
      await shot(page, `sums${path.replace(/\W+/g, '-')}-${width}`)
    }
    await page.goto('/desk/sums/2025/cells/requests.new[6]')
    assert.deepEqual(await keyboardWalk(page), { missed: [], withoutRing: [], offScreen: [] })
    await page.context().close()
  })
}
