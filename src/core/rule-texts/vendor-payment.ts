import type { RuleText } from './rule-text.ts';

/** Payments, banks, exchanges. */
export const paymentTexts = {
  'secret.adyen.api-key': {
    title: 'Adyen API key',
    advice: 'Generate a new one in the Customer Area under Developers, API credentials.',
  },
  'secret.alchemy.api-key': {
    title: 'Alchemy API key',
    advice: 'Delete it in the Alchemy dashboard under Apps.',
  },
  'secret.asaas.api-key': {
    title: 'Asaas API key',
    advice: 'Delete it in Asaas under Integrations.',
  },
  'secret.binance.api-key': {
    title: 'Binance API key or secret',
    advice: 'Delete it in Binance under API management.',
  },
  'secret.braintree.access-token': {
    title: 'Braintree access token',
    advice: 'Revoke it in the Braintree control panel under Settings, API.',
  },
  'secret.checkout.secret-key': {
    title: 'Checkout.com secret key',
    advice: 'Revoke it in the Checkout.com dashboard under Developers, Keys.',
  },
  'secret.coinbase.api-secret': {
    title: 'Coinbase API secret',
    advice: 'Delete the API key at coinbase.com/settings/api or in the developer platform.',
  },
  'secret.duffel.access-token': {
    title: 'Duffel access token',
    advice: 'Delete it in the Duffel dashboard under Developers, Access tokens.',
  },
  'secret.easypost.api-key': {
    title: 'EasyPost API key',
    advice: 'Disable it at easypost.com/account/api-keys.',
  },
  'secret.etherscan.api-key': {
    title: 'Etherscan API key',
    advice: 'Delete it at etherscan.io/myapikey.',
  },
  'secret.flutterwave.secret-key': {
    title: 'Flutterwave secret key',
    advice: 'Regenerate it in Flutterwave under Settings, API.',
  },
  'secret.gocardless.access-token': {
    title: 'GoCardless access token',
    advice: 'Delete it in the GoCardless dashboard under Developers.',
  },
  'secret.infura.api-key': {
    title: 'Infura API key',
    advice: 'Delete it in the MetaMask Developer dashboard, and restrict the new one.',
  },
  'secret.kraken.api-key': {
    title: 'Kraken API key',
    advice: 'Delete it in Kraken under Settings, API.',
  },
  'secret.kucoin.api-secret': {
    title: 'KuCoin API key or secret',
    advice: 'Delete it in KuCoin under API management.',
  },
  'secret.mercury.api-token': {
    title: 'Mercury API token',
    advice: 'Delete it at app.mercury.com/settings/tokens.',
  },
  'secret.midtrans.server-key': {
    title: 'Midtrans server key',
    advice: 'Ask for a new one in Midtrans under Settings, Access keys.',
  },
  'secret.mollie.api-key': {
    title: 'Mollie API key',
    advice: 'Reset it in the Mollie dashboard under Developers, API keys.',
  },
  'secret.paddle.api-key': {
    title: 'Paddle API key',
    advice: 'Revoke it in Paddle under Developer tools, Authentication.',
  },
  'secret.paypal.client-secret': {
    title: 'PayPal client secret',
    advice: 'Replace it at developer.paypal.com under Apps & Credentials.',
  },
  'secret.plaid.access-token': {
    title: 'Plaid access token',
    advice: 'Invalidate it with `/item/access_token/invalidate`: it reads a bank account.',
  },
  'secret.plaid.secret': {
    title: 'Plaid client id or secret',
    advice: 'Rotate the secret in the Plaid dashboard under Developers, Keys.',
  },
  'secret.polar.access-token': {
    title: 'Polar access token',
    advice: 'Delete it in Polar under Settings, Developers.',
  },
  'secret.razorpay.key-id': {
    title: 'Razorpay key id',
    advice: 'It is public by itself: look for its secret nearby.',
  },
  'secret.razorpay.key-secret': {
    title: 'Razorpay key secret',
    advice: 'Regenerate the key in the Razorpay dashboard under Account & settings, API keys.',
  },
  'secret.shippo.api-token': {
    title: 'Shippo API token',
    advice: 'Delete it in Shippo under Settings, API.',
  },
  'secret.square.application-id': {
    title: 'Square application id',
    advice: 'It is made to be public; nothing needs to be done.',
  },
  'secret.wise.api-token': {
    title: 'Wise API token',
    advice: 'Revoke it in Wise under Settings, API tokens.',
  },
  'secret.workos.api-key': {
    title: 'WorkOS or Highnote API key',
    advice: 'Delete it in the dashboard of WorkOS or Highnote under API keys.',
  },
  'secret.xendit.api-key': {
    title: 'Xendit API key',
    advice: 'Delete it in the Xendit dashboard under Settings, API keys.',
  },
} as const satisfies Record<string, RuleText>;
