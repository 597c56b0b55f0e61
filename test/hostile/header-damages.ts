// Headers that cannot be understood, and numbers that are none.

import type { Damage } from './damage.js';

export const headerDamages: Damage[] = [
  [
    'header is no object',
    /"snapshot":\{.*\},(?=\n"nodes")/,
    '"snapshot":[1],',
    '[1]',
    /snapshot must be an object, found an array/,
  ],
  ['no meta', '"meta":', '"atem":', '{"atem"', /snapshot.meta must be an object, found nothing/],
  [
    'meta is null',
    /"meta":\{.*\]\},/,
    '"meta":null,',
    '{"meta"',
    /snapshot.meta must be an object, found null/,
  ],
  ['no node_fields', '"node_fields"', '"node_feilds"', '{"meta"', /node_fields must be an array of names/],
  [
    'a node field that is needed',
    '"self_size"',
    '"selfish"',
    '{"meta"',
    /node_fields has no field self_size/,
  ],
  ['an edge field that is needed', '"to_node"', '"too_node"', '{"meta"', /edge_fields has no field to_node/],
  ['a field named twice', '"name","id"', '"name","name"', '{"meta"', /names a field twice/],
  [
    'a field that is a number',
    '["type","name",',
    '["type",7,',
    '{"meta"',
    /node_fields must be an array of names/,
  ],
  [
    'no type names',
    /"node_types":\[\[.*?\],/,
    '"node_types":["x",',
    '{"meta"',
    /node_types must list the type names/,
  ],
  [
    'no edge type names',
    /"edge_types":\[\[.*?\],/,
    '"edge_types":[[null],',
    '{"meta"',
    /edge_types must list the type names/,
  ],
  ['a count below zero', '"node_count":5', '"node_count":-5', '{"meta"', /node_count must be a whole number/],
  [
    'a count with a fraction',
    '"node_count":5',
    '"node_count":5.5',
    '{"meta"',
    /node_count must be a whole number/,
  ],
  [
    'a count beyond all bounds',
    '"edge_count":6',
    '"edge_count":1e300',
    '{"meta"',
    /edge_count must be a whole number/,
  ],
  [
    'a count that is a text',
    '"edge_count":6',
    '"edge_count":"6"',
    '{"meta"',
    /edge_count must be a whole number/,
  ],
  [
    'a key given twice',
    '"node_count":5',
    '"node_count":5,"node_count":5',
    '{"meta"',
    /key "node_count" twice/,
  ],
  [
    'a root that is not there',
    '"node_count":5',
    '"root_index":700,"node_count":5',
    '{"meta"',
    /root_index of node 100/,
  ],
].map(
  ([what, from, to, at, message]) =>
    ({ what, from, to, at, message, code: 'ERR_BAD_META', section: 'snapshot' }) as Damage,
);

export const numbersDamages: Damage[] = (
  [
    ['negative', '-24', 'ERR_BAD_NUMBER', '-24', /found '-'/],
    ['negative zero', '-0', 'ERR_BAD_NUMBER', '-0', /found '-'/],
    ['with a fraction', '24.5', 'ERR_BAD_NUMBER', '.5', /whole number, found '\.'/],
    ['with an exponent', '2e1', 'ERR_BAD_NUMBER', 'e1', /whole number, found 'e'/],
    ['with a leading zero', '024', 'ERR_BAD_NUMBER', '024', /a leading zero/],
    ['above 2^53 - 1', '9007199254740992', 'ERR_NUMBER_RANGE', '9007199254740992', /above 2\^53 - 1/],
    ['of a hundred digits', '9'.repeat(100), 'ERR_NUMBER_RANGE', '9999999999', /above 2\^53 - 1/],
    ['that is a text', '"24"', 'ERR_BAD_NUMBER', '"24"', /found '"'/],
    ['that is null', 'null', 'ERR_BAD_NUMBER', 'null', /found 'n'/],
    ['that is an array', '[24]', 'ERR_BAD_NUMBER', '[24]', /found '\['/],
    ['that is missing', '', 'ERR_BAD_NUMBER', ',1,0,0\n,9', /found ','/],
    ['with a NUL byte behind it', '24\0', 'ERR_SYNTAX', '\0,1,0,0', /found byte 0x00/],
    ['with a plus', '+24', 'ERR_BAD_NUMBER', '+24', /found '\+'/],
    ['that is NaN', 'NaN', 'ERR_BAD_NUMBER', 'NaN', /found 'N'/],
    ['with a space inside', '2 4', 'ERR_SYNTAX', '4,1,0,0', /expected ',' or '\]', found '4'/],
    ['that is hexadecimal', '0x18', 'ERR_SYNTAX', 'x18', /found 'x'/],
  ] as const
).map(([what, to, code, at, message]) => ({
  what: `a number ${what}`,
  from: '3,24,1,0,0',
  to: `3,${to},1,0,0`,
  code,
  section: 'nodes',
  at,
  message,
}));
