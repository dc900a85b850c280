import { pairs } from './note-pairs/chats.ts';
import { testPairs } from './pairs.ts';

testPairs(pairs);
