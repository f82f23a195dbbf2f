/** Fails when the committed catalogues are not what extraction from the sources gives. Leaves the files as they were. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = new URL('../src/i18n/locales', import.meta.url).pathname

function catalogueFiles(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? catalogueFiles(path) : path.endsWith('.po') ? [path] : []
  })
}

const withoutDates = (text) => text.replace(/"(POT-Creation-Date|PO-Revision-Date): .*\n/g, '')

const before = new Map(catalogueFiles(ROOT).map((path) => [path, readFileSync(path, 'utf8')]))
execFileSync('npx', ['lingui', 'extract', '--clean'], { stdio: 'ignore' })
const drifted = catalogueFiles(ROOT).filter(
  (path) => withoutDates(readFileSync(path, 'utf8')) !== withoutDates(before.get(path) ?? ''),
)
for (const [path, text] of before) writeFileSync(path, text)

if (drifted.length > 0) {
  console.error('These catalogues are behind the sources. Run `npm run generate` and commit the result:')
  for (const path of drifted) console.error(`  ${path}`)
  process.exit(1)
}
console.log(`${before.size} catalogues agree with the sources.`)
