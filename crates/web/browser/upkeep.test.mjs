// 校对词语 and the checks of the night in a real browser: a word entered and found, an exception, a run begun by day that
// reads the demo's own pages and comes to its end.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, noSideScroll, shot, signIn, smallTargets, startGongkai } from './harness.mjs'

let gongkai

before(async () => { gongkai = await startGongkai({ today: '2026-11-25' }) })
after(async () => { await gongkai?.stop() })

async function isFit (page) {
  assert.deepEqual(await axe(page), [])
  await noSideScroll(page)
  assert.deepEqual(await smallTargets(page), [])
}

for (const width of [390, 1280]) {
  test(`the county keeps words of its own at ${width} px`, async () => {
    const word = `飞地园区${width}`
    const page = await gongkai.open(width)
    await signIn(page, 'wangjianguo')
    await page.goto('/desk/wording')
    await page.click('text=登记一个词语')
    await page.click('button:has-text("登记词语")')
    assert.match(await page.textContent('.gkui-error-summary'), /请填写词语.*请填写依据/s)
    await isFit(page)
    await page.fill('#word', word)
    await page.selectOption('#class', 'banned')
    await page.fill('#source', '县政府办公室通知')
    await page.click('button:has-text("登记词语")')
    await page.waitForSelector(`strong:has-text("${word}")`)
    await isFit(page)
    await shot(page, `wording-${width}`)
    const told = await page.request.post('/api/v1/proof', { data: { body: `建设${word}。` } })
    assert.deepEqual((await told.json()).findings.map(f => [f.rule, f.severity]), [['proof.cautious', 'error']])
  })
}

test('checks begun by day read the demo\'s own pages to the end', async () => {
  const page = await gongkai.open(1280)
  await signIn(page, 'wangjianguo')
  await page.goto('/desk/links')
  await page.click('button:has-text("立即检查")')
  await page.waitForSelector('text=检查已经开始')
  await isFit(page)
  const end = Date.now() + 240_000
  while ((await page.content()).includes('正在进行：')) {
    assert.ok(Date.now() < end, 'the checks come to no end')
    await page.waitForTimeout(500)
    await page.goto('/desk/links')
  }
  assert.match(await page.textContent('main'), /最近一次检查：2026年11月25日/)
  assert.match(await page.textContent('main'), /没有发现问题。/)
  await page.goto('/desk/sweep')
  assert.match(await page.textContent('main'), /公示期已于2026年9月17日届满，名单还在网上/)
  await isFit(page)
  await shot(page, 'sweep-1280')
})
