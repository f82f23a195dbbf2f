/** Expands Lingui's macros before anything else reads the file; Vite 8 itself no longer runs Babel. */
import { transformAsync } from '@babel/core'
import type { Plugin } from 'vite'

const USES_MACRO = /@lingui\/(core|react)\/macro/

export function linguiMacros(): Plugin {
  return {
    name: 'onculture:lingui-macros',
    enforce: 'pre',
    async transform(code, id) {
      const path = id.split('?')[0] ?? id
      if (!/\.tsx?$/.test(path) || path.includes('node_modules') || !USES_MACRO.test(code)) return null
      const result = await transformAsync(code, {
        filename: path,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: ['jsx', 'typescript'] },
        plugins: ['@lingui/babel-plugin-lingui-macro'],
      })
      return result?.code ? { code: result.code, map: result.map } : null
    },
  }
}
