import type { RuleText } from './rule-text.ts';

/** Notes, tasks, documents, design. */
export const toolTexts = {
  'secret.adobe.client-secret': {
    title: 'Adobe client secret',
    advice: "Rotate it in the Adobe Developer Console under the project's credentials.",
  },
  'secret.asana.token': {
    title: 'Asana access token',
    advice: 'Delete it at app.asana.com/0/my-apps.',
  },
  'secret.canva.client-secret': {
    title: 'Canva client secret',
    advice: 'Generate a new one at canva.com/developers under the integration.',
  },
  'secret.clickup.token': {
    title: 'ClickUp API token',
    advice: 'Regenerate it in ClickUp under Settings, Apps.',
  },
  'secret.coda.token': {
    title: 'Coda API token',
    advice: 'Delete it at coda.io/account.',
  },
  'secret.evernote.token': {
    title: 'Evernote token',
    advice: 'Revoke it in Evernote under Settings, Connected services.',
  },
  'secret.frameio.token': {
    title: 'Frame.io developer token',
    advice: 'Delete it at developer.frame.io under Tokens.',
  },
  'secret.hypothesis.token': {
    title: 'Hypothesis API token',
    advice: 'Regenerate it at hypothes.is/account/developer.',
  },
  'secret.lokalise.token': {
    title: 'Lokalise API token',
    advice: 'Delete it in Lokalise under Profile settings, API tokens.',
  },
  'secret.miro.token': {
    title: 'Miro access token',
    advice: 'Uninstall the app in Miro under Apps & Integrations.',
  },
  'secret.monday.token': {
    title: 'monday.com API token',
    advice: 'Regenerate it in monday.com under Developers, My access tokens.',
  },
  'secret.pinboard.token': {
    title: 'Pinboard API token',
    advice: 'Reset it at pinboard.in/settings/password.',
  },
  'secret.pocket.consumer-key': {
    title: 'Pocket consumer key',
    advice: 'Replace it where the app was registered.',
  },
  'secret.postman.collection-key': {
    title: 'Postman collection access key',
    advice: 'Delete it in Postman under Settings, API keys.',
  },
  'secret.raindrop.token': {
    title: 'Raindrop.io test token',
    advice: 'Reset it at app.raindrop.io/settings/integrations under the app.',
  },
  'secret.readwise.token': {
    title: 'Readwise access token',
    advice: 'Generate a new one at readwise.io/access_token, which ends the old one.',
  },
  'secret.roam.graph-token': {
    title: 'Roam graph token',
    advice: 'Delete it in Roam under Settings, Graph, API tokens.',
  },
  'secret.shortcut.token': {
    title: 'Shortcut API token',
    advice: 'Delete it in Shortcut under Settings, API tokens.',
  },
  'secret.smartsheet.token': {
    title: 'Smartsheet access token',
    advice: 'Revoke it in Smartsheet under Personal settings, API access.',
  },
  'secret.todoist.token': {
    title: 'Todoist API token',
    advice: 'Issue a new one in Todoist under Settings, Integrations, Developer.',
  },
  'secret.trello.token': {
    title: 'Trello key or token',
    advice: 'Revoke it in Trello under Settings, Applications, or at trello.com/power-ups/admin.',
  },
  'secret.typeform.token': {
    title: 'Typeform personal token',
    advice: 'Delete it in Typeform under Account, Personal tokens.',
  },
  'secret.webflow.token': {
    title: 'Webflow token',
    advice: "Revoke it in Webflow under the site's settings, Apps & integrations.",
  },
  'secret.zotero.api-key': {
    title: 'Zotero API key',
    advice: 'Revoke it at zotero.org/settings/keys.',
  },
} as const satisfies Record<string, RuleText>;
