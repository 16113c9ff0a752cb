// Builds what the pages load into dist/: Sass and modules bundled, renamed, hashed and compressed, with a manifest
// that the Rust side reads (src/assets.rs). It leaves the serving, and any choice of what a page loads, to that side.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build as bundle } from 'esbuild'
import { compile } from 'sass'

const here = dirname(fileURLToPath(import.meta.url))
const dist = join(here, 'dist')

// The library's class names say whose they are; ours must not claim to be theirs.
const rename = text => text.replaceAll(/govuk|gov\.uk frontend/gi, 'gkui')

// What the library's licence does not let others use: its typeface and the state's emblems.
const forbidden = /GDS Transport|crest|crown/i

function style (name) {
  const { css } = compile(join(here, 'assets/scss', `${name}.scss`), {
    loadPaths: [join(here, 'node_modules/govuk-frontend/dist')],
    style: 'compressed'
  })
  return rename(css)
}

async function script (name) {
  const { outputFiles } = await bundle({
    entryPoints: [join(here, 'assets/js', `${name}.js`)],
    bundle: true,
    format: 'esm',
    legalComments: 'none',
    logLevel: 'warning',
    minify: true,
    target: 'es2018',
    write: false
  })
  return rename(outputFiles[0].text)
}

const files = {
  'public.css': style('public'),
  'desk.css': style('desk'),
  'public.js': await script('public'),
  'desk.js': await script('desk'),
  'icon.svg': readFileSync(join(here, 'assets/icon.svg'), 'utf8').trim()
}

rmSync(dist, { recursive: true, force: true })
mkdirSync(dist)

const manifest = {}
for (const [name, text] of Object.entries(files)) {
  const hit = text.match(forbidden)
  if (hit) throw new Error(`${name} contains “${hit[0]}”, which the library's licence keeps for its owner`)
  const bytes = Buffer.from(text)
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
  const hashed = name.replace(/\.(\w+)$/, `.${hash}.$1`)
  manifest[name] = hashed
  const gzip = gzipSync(bytes, { level: 9 })
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  })
  writeFileSync(join(dist, hashed), bytes)
  writeFileSync(join(dist, `${hashed}.gz`), gzip)
  writeFileSync(join(dist, `${hashed}.br`), brotli)
  console.log(`${hashed}  ${bytes.length} bytes, ${gzip.length} gzip, ${brotli.length} brotli`)
}
// Last, because its presence tells build.rs that the others are there.
writeFileSync(join(dist, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
