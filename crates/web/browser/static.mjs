// Serves hand-written pages with the built styles and scripts, under the policy the real site sends.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'))
const types = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' }

/** A page around `main`, dressed and started like the public site's. */
export function dressed (main) {
  return `<!doctype html><html lang="zh-CN" class="gkui-template"><head><meta charset="utf-8"><title>试页</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/assets/${manifest['icon.svg']}">
<link rel="stylesheet" href="/assets/${manifest['public.css']}"></head><body class="gkui-template__body">
<main id="main"><h1>试页</h1>${main}</main><script type="module" src="/assets/${manifest['public.js']}"></script></body></html>`
}

/** Serves `pages` (address → HTML); what is posted is kept in `posted`. */
export async function serve (pages) {
  const posted = []
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0]
    if (request.method === 'POST') {
      posted.push(path)
      request.resume()
      // Slow enough for a second click to arrive, never so slow as to be cut off.
      return setTimeout(() => response.writeHead(204).end(), 300)
    }
    const headers = { 'content-security-policy': "default-src 'self'" }
    if (Object.values(manifest).includes(basename(path))) {
      return response.writeHead(200, { ...headers, 'content-type': types[extname(path)] }).end(readFileSync(join(dist, basename(path))))
    }
    if (!(path in pages)) return response.writeHead(404, headers).end()
    response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(pages[path])
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise(resolve => { server.closeAllConnections(); server.close(resolve) })
  return { baseURL: `http://127.0.0.1:${server.address().port}`, posted, close }
}
