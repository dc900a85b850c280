import { allowsEveryOrigin } from './address.ts';
import { hasOption, option, variable } from './command.ts';
import { hostOption } from './model-servers.ts';
import { at, isOff, isOn, portOf, type Service, setup, text } from './service.ts';

export const qdrant: Service = {
  id: 'qdrant',
  name: 'Qdrant',
  docs: 'https://qdrant.tech/documentation/guides/security/',
  ports: [6333, 6334],
  binds: 'all',
  auth: 'none',
  keyFromEnvironment: true,
  cors: 'open',
  images: ['qdrant/qdrant'],
  fix: 'Set service.api_key and TLS, or service.host to 127.0.0.1.',
  fits: ({ program }) => program === 'qdrant',
  setup(command) {
    const cors = variable(command, 'QDRANT__SERVICE__ENABLE_CORS');
    return setup({
      host: variable(command, 'QDRANT__SERVICE__HOST'),
      port: portOf(variable(command, 'QDRANT__SERVICE__HTTP_PORT')),
      auth:
        variable(command, 'QDRANT__SERVICE__API_KEY') !== undefined ||
        isOn(variable(command, 'QDRANT__SERVICE__JWT_RBAC'))
          ? 'key'
          : undefined,
      cors: cors === undefined ? undefined : isOff(cors) ? 'closed' : 'open',
      states: isOn(variable(command, 'QDRANT__SERVICE__ENABLE_TLS')) ? ['TLS'] : undefined,
    });
  },
  files: [
    {
      paths: [
        '~/qdrant/config/config.yaml',
        '~/qdrant/config/production.yaml',
        '~/.qdrant/config.yaml',
        '/etc/qdrant/config.yaml',
      ],
      format: 'yaml',
      bind: 'default',
      read(value) {
        const service = at(value, 'service');
        const cors = at(service, 'enable_cors');
        return setup({
          host: text(at(service, 'host')),
          port: portOf(at(service, 'http_port')),
          auth: text(at(service, 'api_key')) !== undefined || isOn(at(service, 'jwt_rbac')) ? 'key' : undefined,
          cors: cors === undefined ? undefined : isOff(cors) ? 'closed' : 'open',
          states: isOn(at(service, 'enable_tls')) ? ['TLS'] : undefined,
        });
      },
    },
  ],
};

export const chroma: Service = {
  id: 'chroma',
  name: 'Chroma',
  docs: 'https://docs.trychroma.com/guides/deploy/client-server-mode',
  ports: [8000],
  binds: 'loopback',
  auth: 'none',
  keyFromEnvironment: true,
  cors: 'closed',
  images: ['chromadb/chroma', 'chroma-core/chroma'],
  fix: 'Bind it to 127.0.0.1 (--host, or the port of its container).',
  fits: ({ program, script, args }) =>
    (program === 'chroma' && args[0] === 'run') ||
    [script, ...args.slice(0, 2)].some((each) => each !== undefined && /^chromadb(?:\.|$)/.test(each)),
  setup(command) {
    const origins = variable(command, 'CHROMA_SERVER_CORS_ALLOW_ORIGINS', 'CHROMA_CORS_ALLOW_ORIGINS');
    const hasKey =
      variable(
        command,
        'CHROMA_SERVER_AUTHN_PROVIDER',
        'CHROMA_SERVER_AUTH_PROVIDER',
        'CHROMA_SERVER_AUTHN_CREDENTIALS',
        'CHROMA_SERVER_AUTHN_CREDENTIALS_FILE',
      ) !== undefined;
    return setup({
      host: hostOption(command, '--host') ?? variable(command, 'CHROMA_SERVER_HOST', 'CHROMA_HOST_ADDR'),
      port: portOf(option(command, '--port')) ?? portOf(variable(command, 'CHROMA_SERVER_HTTP_PORT', 'CHROMA_PORT')),
      auth: hasKey ? 'key' : undefined,
      cors: origins === undefined ? undefined : allowsEveryOrigin(origins) ? 'open' : 'closed',
      states: hasOption(command, '--config') ? ['a configuration file of its own was not looked at'] : undefined,
    });
  },
  files: [],
};

/** Anonymous access is on until a key or OIDC is (docs.weaviate.io/deploy/configuration/env-vars). */
export const weaviate: Service = {
  id: 'weaviate',
  name: 'Weaviate',
  docs: 'https://docs.weaviate.io/deploy/configuration/env-vars',
  ports: [8080, 50051],
  binds: 'loopback',
  auth: 'none',
  keyFromEnvironment: true,
  cors: 'closed',
  images: ['semitechnologies/weaviate', 'weaviate/weaviate'],
  fix: 'Set AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED to false and AUTHENTICATION_APIKEY_ENABLED to true.',
  fits: ({ program }) => program === 'weaviate' || program === 'weaviate-server',
  setup(command) {
    const anonymous = variable(command, 'AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED');
    const hasKey =
      isOn(variable(command, 'AUTHENTICATION_APIKEY_ENABLED')) ||
      isOn(variable(command, 'AUTHENTICATION_OIDC_ENABLED')) ||
      isOn(variable(command, 'AUTHENTICATION_DB_USERS_ENABLED'));
    const origins = variable(command, 'CORS_ALLOW_ORIGIN');
    return setup({
      host: hostOption(command, '--host'),
      port: portOf(option(command, '--port')),
      auth: isOn(anonymous) ? 'none' : hasKey || isOff(anonymous) ? 'key' : undefined,
      cors: origins === undefined ? undefined : allowsEveryOrigin(origins) ? 'open' : 'closed',
    });
  },
  files: [],
};
