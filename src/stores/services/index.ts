import { anythingLlm, obsidian, openClaw, openWebUi } from './apps.ts';
import type { Command } from './command.ts';
import { comfyUi, jan, llamaCpp, lmStudio, ollama, vllm } from './model-servers.ts';
import type { Service } from './service.ts';
import { chroma, qdrant, weaviate } from './vector-stores.ts';

/** Every local AI service that is known: the only place that lists them. */
export const services: readonly Service[] = [
  anythingLlm,
  chroma,
  comfyUi,
  jan,
  llamaCpp,
  lmStudio,
  obsidian,
  ollama,
  openClaw,
  openWebUi,
  qdrant,
  vllm,
  weaviate,
];

/** The service that a program is; undefined for every other program. */
export function serviceOf(command: Command): Service | undefined {
  return services.find((each) => each.fits(command));
}

/** The service whose image this is: `docker.io/ollama/ollama:0.9.1`, and the version that its tag tells. */
export function serviceOfImage(image: string): { readonly service: Service; readonly version?: string } | undefined {
  const match = /^([^\s:@]+(?::\d+\/[^\s:@]+)?)(?::([\w][\w.-]{0,127}))?(?:@sha256:[0-9a-f]+)?$/.exec(image.trim());
  if (match === null) return undefined;
  const [, name = '', tag] = match;
  const service = services.find(({ images }) => images.some((each) => name === each || name.endsWith(`/${each}`)));
  if (service === undefined) return undefined;
  const version = tag === undefined ? undefined : /^v?(\d+\.\d+(?:\.\d+)*)/.exec(tag)?.[1];
  return version === undefined ? { service } : { service, version };
}
