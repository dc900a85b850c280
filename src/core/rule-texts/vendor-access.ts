import type { RuleText } from './rule-text.ts';

/** Password managers and private networks. */
export const accessTexts = {
  'secret.bitwarden.access-token': {
    title: 'Bitwarden machine account token',
    advice: 'Revoke it in Bitwarden Secrets Manager under the machine account, Access tokens.',
  },
  'secret.bitwarden.api-secret': {
    title: 'Bitwarden API client secret',
    advice: 'Rotate it in Bitwarden under Settings, Security, Keys.',
  },
  'secret.bitwarden.session-key': {
    title: 'Bitwarden session key',
    advice: 'End it with `bw lock`: with it, the unlocked vault can be read.',
  },
  'secret.dashlane.token': {
    title: 'Dashlane device token',
    advice: 'Remove the device in Dashlane under Manage devices.',
  },
  'secret.defined-networking.token': {
    title: 'Defined Networking API token',
    advice: 'Delete it at admin.defined.net under API keys.',
  },
  'secret.keeper.config': {
    title: 'Keeper one-time access token',
    advice: 'Delete the device in Keeper under Secrets Manager, the application.',
  },
  'secret.mullvad.account-number': {
    title: 'Mullvad account number',
    advice: 'It is user name and password at once: make a new account, and ask the support to move the time.',
  },
  'secret.netbird.token': {
    title: 'NetBird access token',
    advice: 'Delete it in NetBird under Team, Users.',
  },
  'secret.ngrok.token': {
    title: 'ngrok token',
    advice: 'Reset it at dashboard.ngrok.com under Authtokens or API keys.',
  },
  'secret.openvpn.static-key': {
    title: 'OpenVPN static key',
    advice: 'Generate a new one with `openvpn --genkey` on both sides.',
  },
  'secret.wireguard.key': {
    title: 'WireGuard private or preshared key',
    advice: 'Generate a new key pair with `wg genkey` and replace the public key at the peers.',
  },
  'secret.zerotier.token': {
    title: 'ZeroTier API token',
    advice: 'Delete it at my.zerotier.com/account.',
  },
} as const satisfies Record<string, RuleText>;
