import { expect, test } from 'vitest';
import { isSecretLikeKey } from '../../../src/core/secret-keys.js';

test.each([
  '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  'user:3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  'mia.meyer@example.org',
  'session:mia@example.org:cart',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP',
  'sk_live_51H8xYz2eZvKYlo2C',
  'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
  'AKIAIOSFODNN7EXAMPLE',
  'Bearer dGhpcyBpcyBzZWNyZXQ=',
  'd41d8cd98f00b204e9800998ecf8427e',
  '4111 1111 1111 1111',
  '491701234567890',
  'postgres://app:hunter22@db/main',
  'q7Rk2ZxV9mTb4LsW8pYc',
])('%s looks like data or a secret', (key) => {
  expect(isSecretLikeKey(key)).toBe(true);
});

test.each([
  '',
  'name',
  'sessions',
  '_events',
  'constructor',
  'hasOwnProperty',
  'kMaxEventTargetListenersWarned',
  'ERR_INVALID_RETURN_PROPERTY_VALUE',
  'createServerFromListenOptions',
  'x-forwarded-for',
  'content-security-policy',
  'node:internal/bootstrap/realm',
  '/srv/app/node_modules/.pnpm/lodash@4.17.21/node_modules/lodash/lodash.js',
  'file:///srv/app/src/controllers/user-profile-controller.js',
  'getElementsByClassNameAndAttribute2',
  'Symbol(nodejs.util.inspect.custom)',
  '12345',
  '2024-05-01T10:00:00',
  'toBase64String',
  '__proto__',
])('%s looks like a name', (key) => {
  expect(isSecretLikeKey(key)).toBe(false);
});

test('a key of a megabyte is judged by its start', () => {
  expect(isSecretLikeKey('d41d8cd98f00b204e9800998ecf8427e' + ' x'.repeat(500_000))).toBe(true);
});
