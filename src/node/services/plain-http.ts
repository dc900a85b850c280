import type { Remark } from '../../core/audit.ts';
import type { ServiceId } from '../../core/store-ids.ts';
import type { PlainHttp } from '../../stores/services/providers.ts';

/** The finding that an address is used without encryption. Of the address only scheme, host and port are told. */
export function plainHttpRemark(
  path: string,
  who: string,
  { key, endpoint, isTailnet }: PlainHttp,
  about: ServiceId = 'model-provider',
): Remark {
  return {
    rule: 'service.plain-http',
    severity: isTailnet ? 'low' : 'high',
    about,
    path,
    args: {
      service: who,
      what: `${key} is ${endpoint}${isTailnet ? ' (in a tailnet, which encrypts below http)' : ''}`,
      endpoint,
      key,
    },
  };
}
