import { pairs } from './note-pairs/exports.ts';
import { testPairs } from './pairs.ts';

testPairs(pairs);
