import boundaries from 'eslint-plugin-boundaries'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const SHARED = ['api', 'lib', 'i18n']
const allow = (type, types) => ({
  from: { element: { type } },
  allow: { to: { element: { types: { anyOf: types } } } },
})

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'src/api/generated', 'scripts'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] } } } },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { boundaries, 'react-hooks': hooks },
    settings: {
      'import/resolver': { typescript: { project: './tsconfig.json' } },
      'boundaries/elements': [
        { type: 'feature', pattern: 'src/features/*', capture: ['feature'] },
        { type: 'components', pattern: 'src/components' },
        { type: 'api', pattern: 'src/api' },
        { type: 'lib', pattern: 'src/lib' },
        { type: 'i18n', pattern: 'src/i18n' },
        { type: 'testing', pattern: 'src/testing' },
        { type: 'player', pattern: 'src/player' },
        { type: 'app', pattern: 'src/app' },
      ],
      'boundaries/files': [{ category: 'test', pattern: '**/*.test.{ts,tsx}' }],
    },
    rules: {
      ...hooks.configs.recommended.rules,
      // shared -> features -> app; features never import each other; the player is an island of its own.
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            allow('api', ['lib', 'i18n']),
            allow('lib', ['api', 'i18n']),
            allow('i18n', ['lib']),
            allow('components', SHARED),
            allow('feature', [...SHARED, 'components']),
            allow('testing', [...SHARED, 'components']),
            allow('player', SHARED),
            allow('app', [...SHARED, 'components', 'feature']),
            { from: { file: { categories: 'test' } }, allow: { to: { element: { type: 'testing' } } } },
            { from: { element: { type: 'app' } }, allow: { to: { element: { type: 'app' } } } },
            { allow: { to: { module: { origin: 'external' } } } },
            { allow: { to: { module: { origin: 'core' } } } },
          ],
        },
      ],
      'boundaries/no-unknown-files': 'error',
      'boundaries/no-unknown-dependencies': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Router and query libraries hand promises to event handlers by design.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/only-throw-error': 'off', // the router's redirect() is thrown by design
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      'max-lines': ['error', { max: 220, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text of people is never HTML here.' },
      ],
    },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
)
