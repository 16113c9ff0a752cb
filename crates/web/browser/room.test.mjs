// The county officer in a real browser: opens the report room on a phone and on a wide screen, receives a file, decides a
// finding and takes it back, with scripts and without; every page of the room stands up to axe.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { axe, noSideScroll, shot, signIn, smallTargets, startGongkai } from './harness.mjs'

const room = '/desk/report-room'
let gongkai

before(async () => { gongkai = await startGongkai({ today: '2026-11-23' }) })
after(async () => { await gongkai?.stop() })

async function stands (page, path) {
  const response = await page.goto(path)
  assert.equal(response.status(), 200, path)
  assert.deepEqual(await axe(page), [], path)
  await noSideScroll(page)
  assert.deepEqual(await smallTargets(page), [], path)
}

/** A report of an invented county's department for 2023: one total of table 4 is wrong. `mark` makes other bytes of it. */
function report (mark, { organ = '青山县农业农村局', opening = '', made = 0 } = {}) {
  const requests = ['一、本年新收政府信息公开申请数量', '二、上年结转政府信息公开申请数量', '（七）总计', '四、结转下年度继续办理']
  const zeros = n => Array(n).fill('0').join('\t')
  return [
    `${organ}2023年政府信息公开工作年度报告`, '', '一、总体情况', '', opening || `本局情况如下${mark}。`, '',
    '二、主动公开政府信息情况', '', '第二十条第（一）项\t\t\t', '信息内容\t本年制发件数\t本年废止件数\t现行有效件数',
    '规章\t0\t0\t0', `行政规范性文件\t${made}\t0\t0`, '',
    '三、收到和处理政府信息公开申请情况', '',
    '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\t\t\t\t\t\t',
    '\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计', '\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t',
    ...requests.map(label => `${label}\t\t\t${zeros(7)}`), '',
    '四、政府信息公开行政复议、行政诉讼情况', '',
    '行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t',
    '结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t',
    '\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计',
    `1\t0\t0\t0\t3\t${zeros(10)}`, '', '五、存在的主要问题及改进情况', '', '1.更新慢。', '', '六、其他需要报告的事项', '', '无。', ''
  ].join('\n')
}

for (const [width, javaScript] of [[390, true], [1280, false]]) {
  test(`an officer receives a file and decides a finding at ${width} px (scripts ${javaScript ? 'on' : 'off'})`, async () => {
    const page = await gongkai.open(width, { javaScript })
    await signIn(page, 'wangjianguo')
    await page.click('.gk-menu >> text=年报工作室')
    assert.match(await page.locator('main').innerText(), /2025年度，6个机关：4个已公布，2个逾期/)
    await page.click('text=接收报告文件')
    const name = `农业农村局2023-${width}.txt`
    const buffer = Buffer.from(report(width))
    await page.setInputFiles('#files', [
      { name, mimeType: 'text/plain', buffer },
      { name: '扫描件.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a00000000', 'hex') }
    ])
    await page.click('main form[data-drop] button[type=submit]')
    const said = await page.locator('main').innerText()
    assert.match(said, /这是图片/, 'what cannot be read is refused with the reason')
    assert.match(said, /认出是青山县农业农村局2023年的报告/)
    await shot(page, `room-received-${width}`)
    await page.click('text=确认并核对')
    await page.waitForURL('**/desk/report-room/files/*')
    const finding = page.locator('.gk-findings--work > li', { hasText: '“行政复议”的“总计”栏为3' })
    assert.equal(await finding.count(), 1)
    // The finding leads to the cell, the cell back to the finding.
    const mark = await finding.locator('text=看原文中的位置').getAttribute('href')
    assert.match(await page.locator(mark).innerText(), /3/)
    await shot(page, `room-finding-${width}`)
    await finding.locator('summary').click()
    await finding.locator('textarea').fill('已核对案卷，县局另行更正')
    await finding.locator('button[value=dismissed]').click()
    assert.match(await page.locator('main').innerText(), /已认定不属实或者可以接受的/)
    const folded = page.locator('details', { hasText: '已认定不属实或者可以接受的' }).last()
    await folded.locator('summary').first().click()
    assert.match(await folded.innerText(), /王建国2026年11月23日认定，理由：已核对案卷，县局另行更正/)
    await folded.locator('button[value=undo]').first().click()
    assert.equal(await page.locator('details', { hasText: '已认定不属实或者可以接受的' }).count(), 0)
    if (javaScript) assert.deepEqual(await axe(page), [])
    await noSideScroll(page)
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  })
}

for (const width of [390, 1280]) {
  test(`the pages of the room at ${width} px: no serious violation, no sideways scroll, no small target`, async () => {
    const page = await gongkai.open(width)
    await signIn(page, 'wangjianguo')
    const compare = `${room}/compare?left=minzheng&left_year=2024&right=minzheng&right_year=2025`
    for (const path of [room, `${room}/files`, `${room}/organs/minzheng/2025`, `${room}/reminders`, `${room}/dry-run`, compare,
      '/desk/dry-run/hewan', '/desk/reports/shiling/2026/findings']) {
      await stands(page, path)
      await shot(page, `room${path.replace(/\W+/g, '-').slice(0, 60)}-${width}`)
    }
    assert.deepEqual(page.complaints, [])
    await page.context().close()
  })
}

test('copied text leads to both reports side by side, and the county’s file stands against the sum', async () => {
  const page = await gongkai.open(1280)
  await signIn(page, 'wangjianguo')
  const opening = '一是完善公示栏管理办法，明确专人负责日常更新和维护。二是围绕惠民补贴、农村建房、救灾救助等群众关心的领域及时公开办理结果。' +
    '三是在便民服务大厅设置政府信息查阅点，配备电脑和工作人员，方便老人查询。四是定期检查各村公开栏，发现内容过期的当场提醒更换并限期报告。' +
    '五是把公开工作列入村干部培训课程，组织学习典型案例，提高公开意识和操作水平。'
  for (const [id, organ, made] of [['hewan', '青山县河湾镇人民政府', 3], ['shiling', '青山县石岭乡人民政府', 4], ['county', '青山县人民政府', 5]]) {
    await page.goto(`${room}/files`)
    const buffer = Buffer.from(report(id, { organ, opening, made }))
    await page.setInputFiles('#files', [{ name: `${id}.txt`, mimeType: 'text/plain', buffer }])
    await page.click('main form[data-drop] button[type=submit]')
    await page.locator('main select').first().selectOption(id)
    await page.click('text=确认并核对')
    await page.waitForURL('**/desk/report-room/files/*')
    if (id !== 'shiling') continue
    const copied = page.locator('.gk-findings--work > li', { hasText: '与青山县河湾镇人民政府的报告相同' })
    const href = await copied.locator('text=两份报告比对').getAttribute('href')
    await stands(page, href)
    const alike = page.locator('section[aria-labelledby=compare-alike]')
    await alike.locator('summary').click()
    assert.match(await alike.innerText(), /左边的正文有100%与右边相同/)
    assert.equal(await alike.locator('.gk-card', { hasText: '完善公示栏管理办法' }).count(), 2)
  }
  const sum = page.locator('details', { hasText: '与各单位之和核对' })
  await sum.locator('summary').click()
  const said = await sum.innerText()
  assert.match(said, /没有报告或者报告不能相加的有\d个：青山县云台乡人民政府、青山县民政局/)
  assert.match(said, /“本年制发件数”为5，而已有\d个单位之和是7/)
  assert.deepEqual(page.complaints, [])
  await page.context().close()
})

test('letters are made for all that are ticked, and the room shows it', async () => {
  const page = await gongkai.open(1280)
  await signIn(page, 'wangjianguo')
  await page.goto(`${room}/reminders`)
  await page.check('text=青山县民政局　2025年度')
  await page.check('text=青山县农业农村局　2025年度')
  await page.click('text=生成催报函')
  const letters = await page.locator('.gk-letters').innerText()
  assert.match(letters, /青山县民政局：/)
  assert.match(letters, /青山县农业农村局：/)
  assert.deepEqual(await axe(page), [])
  await shot(page, 'room-letters-1280')
  await page.goto(room)
  assert.match(await page.locator('.gk-room').innerText(), /2026年11月23日催报/)
  await page.context().close()
})

test('a published report is amended: prepared, signed, public with its note, the original kept', async () => {
  const page = await gongkai.open(390)
  await signIn(page, 'chengang')
  await page.goto('/desk/reports/hewan/2025/amendments')
  await page.selectOption('#cell-1', 'proactive.licences.decisions')
  await page.fill('#value-1', '99')
  await page.fill('#reason', '许可台账漏登')
  await page.click('main >> text=准备更正 >> visible=true >> nth=-1')
  assert.match(await page.locator('main').innerText(), /更正为“99”/)
  await page.check('#sure')
  await page.click('text=签发更正')
  assert.match(await page.locator('main').innerText(), /第1次更正/)
  assert.deepEqual(await axe(page), [])
  await noSideScroll(page)
  await page.goto('/reports/hewan/2025')
  assert.match(await page.locator('main').innerText(), /【更正说明】本报告于2026年11月23日第1次更正/)
  await page.goto('/reports/hewan/2025/original')
  const original = await page.locator('main').innerText()
  assert.match(original, /更正前/)
  assert.doesNotMatch(original, /【更正说明】/)
  assert.deepEqual(await axe(page), [])
  await noSideScroll(page)
  await shot(page, 'room-original-390')
  await page.context().close()
})
