import type { Call } from '../evaluated.ts';
import { anything } from '../holes.ts';
import { copyState, noOutput, unknownOutput } from '../state.ts';
import { contentOf, type Handler, splitArguments } from './call.ts';

export const curl: Handler = (call) => {
  const { shell, state } = call;
  const split = splitArguments(call, 'AbcCdDeEFhHKmMoPQrtTuUwXYyz', [
    '--data',
    '--data-ascii',
    '--data-binary',
    '--data-raw',
    '--data-urlencode',
    '--json',
    '--form',
    '--form-string',
    '--upload-file',
    '--config',
    '--header',
    '--proxy-header',
    '--quote',
    '--telnet-option',
    '--crlfile',
    '--egd-file',
    '--random-file',
    '--hsts',
    '--alt-svc',
    '--proxy-cert',
    '--proxy-key',
    '--proxy-cacert',
    '--proto-default',
    '--cookie',
    '--cookie-jar',
    '--output',
    '--output-dir',
    '--url',
    '--user',
    '--request',
    '--referer',
    '--user-agent',
    '--cert',
    '--key',
    '--cacert',
    '--capath',
    '--netrc-file',
    '--proxy',
    '--proxy-user',
    '--max-time',
    '--connect-timeout',
    '--retry',
    '--write-out',
    '--dump-header',
    '--range',
    '--limit-rate',
    '--resolve',
    '--interface',
    '--unix-socket',
    '--etag-save',
    '--etag-compare',
    '--trace',
    '--trace-ascii',
    '--stderr',
    '--variable',
    '--url-query',
    '--oauth2-bearer',
    '--hostpubmd5',
    '--pubkey',
    '--proto',
    '--aws-sigv4',
  ]);
  for (const { name, value } of split.options) {
    if (value === undefined) continue;
    if (/^(?:-w|--write-out|-Q|--quote|-t|--telnet-option|--proxy-header)$/.test(name)) {
      const file = /(?:^|=)@(.+)$/s.exec(value)?.[1];
      if (file !== undefined) shell.touch('read', file, state);
    } else if (/^(?:-d|--data|--data-ascii|--data-binary|--json|-H|--header|--variable)$/.test(name)) {
      const file = /(?:^|=|%)@(.+)$/s.exec(value)?.[1];
      if (file !== undefined && (value.startsWith('@') || name === '--variable')) shell.touch('read', file, state);
    } else if (/^--(?:data-urlencode|url-query)$/.test(name)) {
      const file = /^[^=@]*@(.+)$/s.exec(value)?.[1];
      if (file !== undefined) shell.touch('read', file, state);
    } else if (/^(?:-F|--form)$/.test(name)) {
      for (const [, list = ''] of value.matchAll(/=[@<]([^;]+)/g))
        for (const file of list.split(',')) shell.touch('read', file.replace(/^"|"$/g, ''), state, { isGuess: true });
      for (const [, file = ''] of value.matchAll(/(?:=|,)[@<]([^;,]+)/g))
        shell.touch('read', file.replace(/^"|"$/g, ''), state);
    } else if (/^(?:-T|--upload-file)$/.test(name)) {
      if (/[{[]/.test(value) && !/[^\w./{},[\]-]/.test(value)) shell.text(`cat ${value}`, copyState(state), noOutput);
      else shell.touch('read', value, state, { deep: true });
    } else if (/^(?:-K|--config)$/.test(name)) {
      shell.touch('read', value, state);
      const content = contentOf(call, value);
      if (content?.kind === 'known') followCurlConfig(content.text, call);
      else shell.unknown(`what ${value} tells curl to send`);
    } else if (/^(?:-b|--cookie)$/.test(name)) {
      if (!value.includes('=')) shell.touch('read', value, state, { isGuess: true });
    } else if (
      /^(?:-E|--cert|--key|--cacert|--capath|--netrc-file|--etag-compare|--pubkey|--crlfile|--egd-file|--random-file|--hsts|--alt-svc|--proxy-(?:cert|key|cacert|crlfile))$/.test(
        name,
      )
    )
      shell.touch('read', value, state, { isGuess: true });
    else if (
      /^(?:-o|--output|-D|--dump-header|-c|--cookie-jar|--etag-save|--trace|--trace-ascii|--stderr|--output-dir)$/.test(
        name,
      )
    )
      shell.touch('write', value, state);
    else if (name === '--url') fetchUrl(value, call);
  }
  for (const { text } of split.operands) fetchUrl(text, call);
  return unknownOutput;
};

/** Lines of a configuration of curl: long options without their dashes. */
function followCurlConfig(text: string, call: Call): void {
  for (const line of text.split('\n')) {
    const [, name, quoted, plain] = /^\s*-{0,2}([\w-]+)(?:\s*[=:]\s*|\s+)(?:"((?:\\.|[^"])*)"|(\S+))?/.exec(line) ?? [];
    if (name === undefined) continue;
    const value = quoted ?? plain;
    const dashes = name.length === 1 ? '-' : '--';
    curl({ ...call, args: [`${dashes}${name}`, ...(value === undefined ? [] : [value])], words: [] });
  }
}

/** A URL: a file's is read; of others the last name may be what is written. */
export function fetchUrl(url: string, { name, args, shell, state }: Call): void {
  const bare = url.trim();
  const scheme = args.findIndex((arg) => /^--proto-d/.test(arg));
  const isFile = /^file:/i.test(bare) || (scheme >= 0 && /^file$/i.test(args[scheme + 1] ?? ''));
  if (!isFile) return;
  const raw = bare
    .replace(/^file:(?:\/\/(?=[^/]))?/i, '')
    .replace(/^(?:localhost|127\.0\.0\.1)(?=\/)/i, '')
    .replace(/[?#].*$/s, '');
  const path = decoded(raw).replace(/^\/*/, '/');
  shell.touch('read', path, state, { deep: true });
  // curl expands braces and ranges by itself.
  if (name === 'curl')
    for (const each of curlLists(raw)) shell.touch('read', decoded(each).replace(/^\/*/, '/'), state, { deep: true });
}

/** The ways that curl reads a URL with lists in braces; a range in brackets may be any text. */
function curlLists(url: string): string[] {
  let found = [url.replace(/\[[^\]]*\]/g, anything)];
  for (let list = /\{([^{}]*)\}/.exec(found[0] ?? ''); list !== null; list = /\{([^{}]*)\}/.exec(found[0] ?? '')) {
    found = found.flatMap((each) => {
      const [whole = '', choices = ''] = /\{([^{}]*)\}/.exec(each) ?? [];
      return choices.split(',').map((choice) => each.replace(whole, () => choice));
    });
    if (found.length > mostWays) return [anything];
  }
  return found[0] === url ? [] : found;
}

const mostWays = 200;

/** A URL's path with its percent signs resolved. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // What is no UTF-8 is taken byte by byte.
    return path.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }
}
