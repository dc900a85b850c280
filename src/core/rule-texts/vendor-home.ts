import type { RuleText } from './rule-text.ts';

/** Maps, media, sports, the home and its servers. */
export const homeTexts = {
  'secret.adafruit.io-key': {
    title: 'Adafruit IO key',
    advice: 'Regenerate it at io.adafruit.com under My key.',
  },
  'secret.blynk.token': {
    title: 'Blynk token',
    advice: "Refresh the device's token in the Blynk console.",
  },
  'secret.finance-data.api-key': {
    title: 'Market data API key',
    advice: 'Replace it in your account at the data provider.',
  },
  'secret.fitbit.client-secret': {
    title: 'Fitbit client secret',
    advice: 'Reset it at dev.fitbit.com/apps.',
  },
  'secret.flickr.api-key': {
    title: 'Flickr API key or secret',
    advice: 'Delete the app at flickr.com/services/apps.',
  },
  'secret.habitica.api-token': {
    title: 'Habitica API token',
    advice: 'Reset it in Habitica under Settings, Site data.',
  },
  'secret.home-assistant.token': {
    title: 'Home Assistant long-lived token',
    advice: 'Delete it in Home Assistant under your profile, Security.',
  },
  'secret.hue.username': {
    title: 'Philips Hue application key',
    advice: 'Remove the app at account.meethue.com/apps.',
  },
  'secret.immich.api-key': {
    title: 'Immich API key',
    advice: 'Delete it in Immich under Account settings, API keys.',
  },
  'secret.lastfm.api-key': {
    title: 'Last.fm API key or secret',
    advice: 'Delete the API account at last.fm/api/accounts.',
  },
  'secret.mapbox.public-token': {
    title: 'Mapbox public token',
    advice: 'It is made to be public; restrict it to your addresses.',
  },
  'secret.mapbox.secret-token': {
    title: 'Mapbox secret token',
    advice: 'Delete it at console.mapbox.com under Tokens.',
  },
  'secret.maps.api-key': {
    title: 'Maps API key',
    advice: 'Replace it in your account at the map provider.',
  },
  'secret.media-server.api-key': {
    title: 'Media server API key',
    advice: "Make a new one in the server's settings under General or API keys.",
  },
  'secret.news.api-key': {
    title: 'News API key',
    advice: 'Replace it in your account at the news service.',
  },
  'secret.nextcloud.app-password': {
    title: 'Nextcloud app password',
    advice: 'Revoke it in Nextcloud under Settings, Security, Devices & sessions.',
  },
  'secret.openweather.api-key': {
    title: 'OpenWeather API key',
    advice: 'Delete it at home.openweathermap.org/api_keys.',
  },
  'secret.oura.token': {
    title: 'Oura personal access token',
    advice: 'Revoke it at cloud.ouraring.com/personal-access-tokens.',
  },
  'secret.particle.access-token': {
    title: 'Particle access token',
    advice: 'Delete it with `particle token revoke`.',
  },
  'secret.pexels.api-key': {
    title: 'Picture service API key',
    advice: 'Replace it in your account at Pexels, Pixabay or Giphy.',
  },
  'secret.plex.token': {
    title: 'Plex token',
    advice: 'Sign out that device at app.plex.tv under Settings, Authorized devices.',
  },
  'secret.self-hosted.api-token': {
    title: 'API token of a self-hosted app',
    advice: "Make a new one in the app's profile or admin page, which ends the old one.",
  },
  'secret.spotify.client-secret': {
    title: 'Spotify client secret',
    advice: "Rotate it at developer.spotify.com/dashboard under the app's settings.",
  },
  'secret.strava.token': {
    title: 'Strava client secret or token',
    advice: 'Generate a new one at strava.com/settings/api.',
  },
  'secret.tmdb.api-key': {
    title: 'TMDB API key',
    advice: 'Regenerate it at themoviedb.org/settings/api.',
  },
  'secret.toggl.api-token': {
    title: 'Toggl API token',
    advice: 'Reset it at track.toggl.com/profile.',
  },
  'secret.trakt.client-secret': {
    title: 'Trakt client secret or token',
    advice: 'Reset it at trakt.tv/oauth/applications.',
  },
  'secret.truenas.api-key': {
    title: 'TrueNAS API key',
    advice: 'Delete it in TrueNAS under API keys.',
  },
  'secret.twitch.token': {
    title: 'Twitch token or client secret',
    advice: 'Disconnect the app at twitch.tv/settings/connections, or make a new secret at dev.twitch.tv.',
  },
  'secret.unsplash.access-key': {
    title: 'Unsplash access key',
    advice: 'Replace it at unsplash.com/oauth/applications.',
  },
  'secret.ynab.token': {
    title: 'YNAB personal access token',
    advice: 'Delete it at app.ynab.com/settings/developer.',
  },
} as const satisfies Record<string, RuleText>;
