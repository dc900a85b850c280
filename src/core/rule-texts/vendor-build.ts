import type { RuleText } from './rule-text.ts';

/** Registries, builds, deployment. */
export const buildTexts = {
  'secret.buildkite.token': {
    title: 'Buildkite token',
    advice: 'Revoke it at buildkite.com/user/api-access-tokens.',
  },
  'secret.chromatic.token': {
    title: 'Chromatic project token',
    advice: 'Reset it in Chromatic under Manage, Configure.',
  },
  'secret.circleci.token': {
    title: 'CircleCI API token',
    advice: 'Revoke it in CircleCI under User settings, Personal API tokens.',
  },
  'secret.clojars.token': {
    title: 'Clojars deploy token',
    advice: 'Disable it at clojars.org/tokens.',
  },
  'secret.cloudsmith.api-key': {
    title: 'Cloudsmith API key',
    advice: 'Refresh it at cloudsmith.io/user/settings/api.',
  },
  'secret.codeclimate.token': {
    title: 'Code Climate token',
    advice: "Regenerate it in the repository's settings under Test coverage.",
  },
  'secret.codecov.token': {
    title: 'Codecov token',
    advice: "Regenerate it in Codecov under the repository's settings.",
  },
  'secret.coveralls.token': {
    title: 'Coveralls token',
    advice: "Regenerate it on the repository's page at coveralls.io.",
  },
  'secret.crates.token': {
    title: 'crates.io token',
    advice: 'Revoke it at crates.io/settings/tokens.',
  },
  'secret.django.secret-key': {
    title: 'Django secret key',
    advice: 'Generate a new one and take it from the environment: with it, sessions can be forged.',
  },
  'secret.docker.registry-auth': {
    title: 'Sign-in data of a package registry',
    advice: 'Sign out and issue a new token at the registry; let a credential helper keep it.',
  },
  'secret.docker.swarm-token': {
    title: 'Docker Swarm join token or unlock key',
    advice: 'Rotate it with `docker swarm join-token --rotate` or `docker swarm unlock-key --rotate`.',
  },
  'secret.harness.token': {
    title: 'Harness token',
    advice: 'Delete it in Harness under your profile, API keys.',
  },
  'secret.infisical.token': {
    title: 'Infisical service token',
    advice: "Delete it in Infisical under the project's access control.",
  },
  'secret.infracost.api-key': {
    title: 'Infracost API key',
    advice: 'Delete it in Infracost Cloud under Org settings.',
  },
  'secret.jenkins.token': {
    title: 'Jenkins API token',
    advice: 'Revoke it in Jenkins under your user, Security.',
  },
  'secret.jfrog.token': {
    title: 'JFrog Artifactory key or token',
    advice: 'Revoke it in JFrog under User management, Access tokens.',
  },
  'secret.kubernetes.bootstrap-token': {
    title: 'Kubernetes bootstrap token',
    advice: 'Delete it with `kubeadm token delete`.',
  },
  'secret.launchdarkly.key': {
    title: 'LaunchDarkly key',
    advice: 'Reset it in LaunchDarkly under the environment or your authorization settings.',
  },
  'secret.octopus.api-key': {
    title: 'Octopus Deploy API key',
    advice: 'Delete it in Octopus under your profile, My API keys.',
  },
  'secret.openshift.token': {
    title: 'OpenShift access token',
    advice: 'Delete it with `oc delete useroauthaccesstokens`, or sign out with `oc logout`.',
  },
  'secret.prefect.api-key': {
    title: 'Prefect API key',
    advice: 'Delete it at app.prefect.cloud under API keys.',
  },
  'secret.rancher.token': {
    title: 'Rancher API token',
    advice: 'Delete it in Rancher under Account & API keys.',
  },
  'secret.rapidapi.key': {
    title: 'RapidAPI key',
    advice: "Delete it in RapidAPI under the app's authorization.",
  },
  'secret.readme.api-key': {
    title: 'ReadMe API key',
    advice: 'Delete it in ReadMe under Configuration, API keys.',
  },
  'secret.snyk.token': {
    title: 'Snyk API token',
    advice: 'Revoke it at app.snyk.io/account.',
  },
  'secret.sonar.token': {
    title: 'Sonar token',
    advice: 'Revoke it in SonarQube under My account, Security.',
  },
  'secret.stackhawk.api-key': {
    title: 'StackHawk API key',
    advice: 'Delete it in StackHawk under Settings, API keys.',
  },
  'secret.teamcity.token': {
    title: 'TeamCity access token',
    advice: 'Delete it in TeamCity under your profile, Access tokens.',
  },
  'secret.travis.token': {
    title: 'Travis CI API token',
    advice: 'Regenerate it in Travis CI under Settings.',
  },
  'secret.vault.unseal-key': {
    title: 'Vault unseal key',
    advice: 'Rekey with `vault operator rekey`: enough of these keys open the whole Vault.',
  },
} as const satisfies Record<string, RuleText>;
