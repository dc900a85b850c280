/**
 * How fast the engine goes through notes, in one thread: secrets alone, as a call of an agent waits for it, and everything
 * on, as a scan does it. What merely decodes the same files is the limit that both are held to.
 */
import { measureSpeeds } from './speed.ts';

const { notes, speeds } = await measureSpeeds(8);
console.log(`${notes}, best of 8 rounds, Node ${process.version}`);
for (const { name, value, ofLimit, goal } of speeds)
  console.log(
    `${name}: ${value.toFixed(1)} MB/s` +
      (goal === undefined ? '' : `, goal ${goal}; ${(ofLimit * 100).toFixed(1)} % of the limit's speed`),
  );
