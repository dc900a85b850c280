import type { RuleText } from './rule-text.ts';

/** Hosts of git repositories. */
export const hostTexts = {
  'secret.bitbucket.oauth-secret': {
    title: 'Bitbucket OAuth secret',
    advice: 'Delete the consumer in Bitbucket under Workspace settings, OAuth consumers.',
  },
  'secret.gitea.token': {
    title: 'Gitea, Forgejo or Codeberg token',
    advice: 'Delete it under Settings, Applications of that server.',
  },
  'secret.github.oauth-secret': {
    title: 'GitHub OAuth app secret',
    advice: 'Delete it at github.com/settings/developers under the app.',
  },
  'secret.gitlab.session-cookie': {
    title: 'GitLab session cookie',
    advice: 'Sign out in GitLab under Preferences, Active sessions.',
  },
  'secret.sourcegraph.token': {
    title: 'Sourcegraph access token',
    advice: 'Delete it in Sourcegraph under Settings, Access tokens.',
  },
} as const satisfies Record<string, RuleText>;
