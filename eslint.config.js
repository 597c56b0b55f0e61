import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only.',
};

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '**/node_modules/', 'bench/**/out/']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-restricted-syntax': ['error', noDefaultExport],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A constant is typed where isolatedDeclarations asks for it, even if the type could be inferred.
      '@typescript-eslint/no-inferrable-types': 'off',
      // Numbers and brands convert explicitly, but `void` arrow shorthands are clear.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    // Where an index that may be missing is typed as present, the check for it is not unnecessary.
    files: ['src/**/*.ts', 'test/**/*.ts'],
    rules: { '@typescript-eslint/no-unnecessary-condition': 'off' },
  },
  {
    files: ['cli/**/*.ts', 'viewer/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
    },
  },
  {
    // The library is silent: it neither prints nor ends the process.
    files: ['src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'exit', message: 'Throw a HeapdiffError; the CLI decides.' },
        { object: 'process', property: 'stdout', message: 'Library code never prints.' },
        { object: 'process', property: 'stderr', message: 'Library code never prints.' },
      ],
    },
  },
  {
    // What runs in a page as well: only src/bytes, src/sources and src/engine know that there is a Node.
    files: ['src/{core,tokens,format,heap,analysis,excerpt,layout,diff,suspects,report,render}/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setImmediate', 'global'],
    },
  },
  {
    // One contract, one file: types without logic, read from top to bottom by those who use the JSON.
    files: ['src/report/model.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }], 'no-unreachable': 'error' },
  },
  {
    // A test that finds nothing where it expects something fails by itself.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    // Tools that read a configuration file want a default export. Types are left out because they would load
    // everything that tsconfig.json includes a second time.
    files: ['*.config.ts'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
    rules: { 'no-restricted-syntax': 'off' },
  },
);
