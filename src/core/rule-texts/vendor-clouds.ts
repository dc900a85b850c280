import type { RuleText } from './rule-text.ts';

/** Clouds and hosting. */
export const cloudTexts = {
  'secret.alibaba.access-key-id': {
    title: 'Alibaba Cloud access key id',
    advice: 'It is public by itself: look for its secret nearby, and disable the pair in RAM if that was exposed.',
  },
  'secret.alibaba.access-key-secret': {
    title: 'Alibaba Cloud access key secret',
    advice: 'Disable the pair in the RAM console under AccessKey, and make a new one.',
  },
  'secret.alibaba.sts-token': {
    title: 'Alibaba Cloud temporary key',
    advice: "It expires by itself; until then, take away the role's permissions in RAM.",
  },
  'secret.amazon.login-secret': {
    title: 'Login with Amazon client secret',
    advice: 'Replace it in the Amazon developer console under the security profile.',
  },
  'secret.amazon.mws-token': {
    title: 'Amazon Marketplace auth token',
    advice: 'Revoke it in Seller Central under User permissions.',
  },
  'secret.aws.session-token': {
    title: 'AWS session token',
    advice: "It expires by itself; revoke the role's sessions in IAM until then.",
  },
  'secret.azure.ai-key': {
    title: 'Azure AI service key',
    advice: 'Regenerate it in the Azure portal under the resource, Keys and Endpoint.',
  },
  'secret.azure.client-secret': {
    title: 'Microsoft Entra client secret',
    advice: 'Delete it in the Entra admin center under App registrations, Certificates & secrets.',
  },
  'secret.azure.container-registry-password': {
    title: 'Azure container registry password',
    advice: 'Regenerate it in the registry under Access keys.',
  },
  'secret.azure.devops-token': {
    title: 'Azure DevOps personal access token',
    advice: 'Revoke it in Azure DevOps under User settings, Personal access tokens.',
  },
  'secret.azure.function-key': {
    title: 'Azure Functions key',
    advice: 'Renew it in the Azure portal under the function app, App keys.',
  },
  'secret.azure.sas': {
    title: 'Azure shared access signature',
    advice:
      'Rotate the account key that signed it, or revoke its stored access policy; otherwise it works until it expires.',
  },
  'secret.azure.search-key': {
    title: 'Azure AI Search key',
    advice: 'Regenerate it in the search service under Keys.',
  },
  'secret.azure.service-key': {
    title: 'Azure service key',
    advice: 'Regenerate it in the Azure portal under the resource, Keys.',
  },
  'secret.azure.shared-access-key': {
    title: 'Azure shared access key',
    advice: 'Regenerate it in the namespace or hub under Shared access policies.',
  },
  'secret.backblaze.application-key': {
    title: 'Backblaze application key',
    advice: 'Delete it in Backblaze under Application Keys.',
  },
  'secret.cloudflare.global-key': {
    title: 'Cloudflare global API key',
    advice: 'Change it in the Cloudflare dashboard under My Profile, API Tokens: it can do all that you can.',
  },
  'secret.cloudflare.origin-ca-key': {
    title: 'Cloudflare Origin CA key',
    advice: 'Change it in the Cloudflare dashboard under My Profile, API Tokens.',
  },
  'secret.cloudflare.tunnel-token': {
    title: 'Cloudflare tunnel token',
    advice: 'Refresh it in the Zero Trust dashboard under the tunnel: whoever has it can run the tunnel.',
  },
  'secret.cloudinary.url': {
    title: 'Cloudinary address with its secret',
    advice: 'Disable the API key in Cloudinary under Settings, API Keys.',
  },
  'secret.deno.token': {
    title: 'Deno Deploy token',
    advice: 'Revoke it at dash.deno.com/account under Access tokens.',
  },
  'secret.digitalocean.spaces-key': {
    title: 'DigitalOcean Spaces secret key',
    advice: 'Delete the key in the DigitalOcean control panel under Spaces, Access Keys.',
  },
  'secret.firebase.server-key': {
    title: 'Firebase Cloud Messaging server key',
    advice: 'Delete it in the Firebase console under Project settings, Cloud Messaging.',
  },
  'secret.google.app-password': {
    title: 'Google app password',
    advice: 'Remove it at myaccount.google.com/apppasswords: it opens the mailbox without a second factor.',
  },
  'secret.google.recaptcha-secret': {
    title: 'reCAPTCHA secret key',
    advice: 'Replace the key pair in the reCAPTCHA admin console.',
  },
  'secret.google.refresh-token': {
    title: 'Google OAuth refresh token',
    advice: "Remove the app's access at myaccount.google.com/permissions.",
  },
  'secret.hetzner.token': {
    title: 'Hetzner Cloud API token',
    advice: 'Delete it in the Hetzner console under the project, Security, API tokens.',
  },
  'secret.ibm.api-key': {
    title: 'IBM Cloud API key',
    advice: 'Delete it in IBM Cloud under Manage, Access (IAM), API keys.',
  },
  'secret.linode.token': {
    title: 'Linode personal access token',
    advice: 'Revoke it at cloud.linode.com/profile/tokens.',
  },
  'secret.ovh.key': {
    title: 'OVHcloud application secret or consumer key',
    advice: 'Delete the application at the OVHcloud API console, or with `DELETE /me/api/application`.',
  },
  'secret.porkbun.api-key': {
    title: 'Porkbun API key',
    advice: 'Delete it at porkbun.com/account/api.',
  },
  'secret.pulumi.token': {
    title: 'Pulumi access token',
    advice: 'Delete it at app.pulumi.com under Personal access tokens.',
  },
  'secret.railway.token': {
    title: 'Railway token',
    advice: "Delete it at railway.com/account/tokens or in the project's settings.",
  },
  'secret.render.api-key': {
    title: 'Render API key',
    advice: 'Revoke it in the Render dashboard under Account settings, API keys.',
  },
  'secret.scaleway.secret-key': {
    title: 'Scaleway secret key',
    advice: 'Delete the API key in the Scaleway console under IAM.',
  },
  'secret.scalingo.token': {
    title: 'Scalingo API token',
    advice: 'Revoke it at dashboard.scalingo.com/account/tokens.',
  },
  'secret.tencent.secret-id': {
    title: 'Tencent Cloud secret id',
    advice: 'It is public by itself: look for its key nearby, and disable the pair in CAM if that was exposed.',
  },
  'secret.tencent.secret-key': {
    title: 'Tencent Cloud secret key',
    advice: 'Disable the pair in the CAM console under API keys.',
  },
  'secret.upcloud.token': {
    title: 'UpCloud API token',
    advice: 'Delete it in the UpCloud hub under Account, API tokens.',
  },
  'secret.vercel.blob-token': {
    title: 'Vercel Blob read-write token',
    advice: 'Rotate it in the Vercel dashboard under Storage.',
  },
  'secret.vultr.api-key': {
    title: 'Vultr API key',
    advice: 'Regenerate it at my.vultr.com/settings under API.',
  },
  'secret.yandex.api-key': {
    title: 'Yandex Cloud API key',
    advice: 'Delete it in the Yandex Cloud console under the service account.',
  },
  'secret.yandex.iam-token': {
    title: 'Yandex Cloud IAM token',
    advice: 'Revoke it with `yc iam revoke-token`; it expires within twelve hours.',
  },
  'secret.yandex.oauth-token': {
    title: 'Yandex OAuth token',
    advice: "Revoke the app's access at id.yandex.com under Personal data, Access.",
  },
  'secret.yandex.static-key': {
    title: 'Yandex Cloud static access key',
    advice: 'Delete it in the Yandex Cloud console under the service account.',
  },
} as const satisfies Record<string, RuleText>;
