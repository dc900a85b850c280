/**
 * Literal samples of the development data that are no secrets: upstream's own tests may hold made-up values, which the
 * design calls placeholders and leaves. Read by hand; by id and upstream rule, with the reason.
 */
const reviewed: Readonly<Record<string, readonly string[]>> = {
  'says itself that it is an example, a sample or a test': [
    '09d94bf7a7a164e7 np.azure.6',
    '18ee7712277075f1 aws-amazon-bedrock-api-key-long-lived',
    '2af7a81646668ec2 np.azure.6',
    '52916a3075a020e6 gcp-application-default-credentials',
    '596efb40f08f0529 aws-amazon-bedrock-api-key-long-lived',
    '5c87c9694663a203 np.azure.6',
    '94d0319b7e0363ea np.openai.1',
    '97522209d6dadaee np.azure.6',
    '9dd26c11d1c39721 np.slack.8',
    'df057381dcbca47e np.slack.8',
    'ef6d4f0045b2db2a np.slack.8',
    'f40fa8c260edcc7f np.slack.8',
  ],
  'counts up, or repeats itself': [
    '076bef8006d80bf2 kingfisher.figma.1',
    '0ab0514937c646aa np.azure.4',
    '0b1c4ac1dada1f21 kingfisher.terraform.1',
    '129c35070764d6e9 np.azure.4',
    '2e35975895620207 kingfisher.xai.1',
    '30e20887be0ad00c kingfisher.azureopenai.1',
    '363f9d8f0e8ed72a kingfisher.twitch.1',
    '36e7fa2ca44ae909 kingfisher.wandb.1',
    '4f2004ba0a703bc1 np.google.3',
    '44fae6c6153d7a5c airtable-oauth-token',
    '529c41e20478b8b5 supabase-management-token',
    '53c1acaab232a5b4 kingfisher.figma.1',
    '53ee7d28da123f3b kingfisher.posthog.1',
    '62590af5eb2527ed kingfisher.replicate.1',
    '68758ee84dece720 heroku-api-key',
    '6b80cc6bb831292a kingfisher.datadog.4',
    '704e8aab26e08c69 kingfisher.groq.1',
    '7a93f35f1d46099a kingfisher.twitch.1',
    '8149e0a3ab7bdef0 kingfisher.databricks.2',
    'a8e73649b3c58adf kingfisher.datadog.4',
    'b1d23b370b8d1717 supabase-management-token',
    'c10a56016599823b datadog-application-key',
    'c721d5304299a09e kingfisher.atlassian.1',
    'cb110b2a2bdf93c4 heroku-api-key',
    'dd8f03837c4d508b kingfisher.clickup.1',
    'dfa241e1ad23fb95 np.google.3',
    'ecf2b3fd2b084c6b kingfisher.azureopenai.1',
    'edffaab2505b8619 kingfisher.wandb.1',
    'fb79d0d5b7ac2b76 kingfisher.nvapi.1',
    'fee1741a24824a1d kingfisher.datadog.4',
  ],
  'holds no key': [
    '1125a0602a01ff18 kingfisher.gcp.1',
    '6e119a36c458b01d kingfisher.gcp.1',
    '903a0ff2d64c0b12 kingfisher.gcp.1',
    'eeafbc95730f7e83 kingfisher.gcp.1',
  ],
  'is an address': ['3672d6d99fea766e np.azure.6', '4d8ada954b818a51 np.azure.6', 'b526dfb96f9675ec np.azure.6'],
};

/** Their ids. */
export const noSecrets: ReadonlySet<string> = new Set(
  Object.values(reviewed).flatMap((rows) => rows.map((row) => row.split(' ', 1)[0] ?? '')),
);
