import { blockAt } from '../../detect/block.ts';
import { buildDetectors, type Detectors } from '../../detect/block-scan.ts';
import { isPlaceholder } from '../../detect/placeholders.ts';
import { rules } from '../../detect/rules/index.ts';
import { isNoSecret, isSecretName, type Suspect } from '../../stores/services/mcp-server.ts';

let detectors: Detectors | undefined;

/**
 * True where a value of a configuration is a secret: its name says so and it is no reference and no example, or it has
 * the format of a vendor's key. The value goes nowhere.
 */
export function isSecret({ name, value }: Suspect): boolean {
  const bare = value.trim();
  if (bare.length > 8192 || isNoSecret(bare) || isPlaceholder(bare)) return false;
  if (isSecretName(name)) return true;
  return bare.length >= 16 && !/\s/.test(bare) && hasKeyFormat(bare);
}

/** What the rules for vendors' formats find in a text by itself. */
function hasKeyFormat(value: string): boolean {
  detectors ??= buildDetectors(rules, [], []);
  const bytes = new TextEncoder().encode(`${value}\n`);
  const block = blockAt(bytes, 0);
  const hits = detectors.prefilter(bytes);
  const note = {
    path: 'settings.json',
    frontMatter: undefined,
    isFenced: () => false,
    header: undefined,
    now: undefined,
  };
  return detectors
    .runRules(block, hits, 0, hits.at.length, note)
    .some(({ id }) => id.startsWith('secret.') && !id.startsWith('secret.generic.'));
}
