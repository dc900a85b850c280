import { isRandom } from '../randomness.ts';

/** What stands under a label and is no value: a reference to one, a hash of one, a word about one. */
export function isNoValue(value: string): boolean {
  return (
    always.some((pattern) => pattern.test(value)) || (names.some((pattern) => pattern.test(value)) && !isToken(value))
  );
}

/** Random all through, so that a pattern for names can only have met it by chance. */
function isToken(value: string): boolean {
  return /^[\w+/=-]+$/.test(value) && /\d/.test(value) && isRandom(value);
}

/** Kinds of text that hold random characters as well. */
const always: readonly RegExp[] = [
  // kept elsewhere, or sealed
  /^(?:enc|encrypted|vault|op|keychain|keyring|secretref|secret-ref|sealed|arn|sha\d+|sha\d+-|md5|sm|ref|file|env|ssm|akv|gcp|aws|awssm|doppler|urn|data|kms|s3|base64url?|hkdf|pkcs11|secretsmanager)[:[]/i,
  /^ENC\[|^ENC\(|^!(?:vault|secret|ENCRYPTED|Ref|Sub|GetAtt)|^\$ANSIBLE_VAULT/,
  /^@(?:Microsoft\.KeyVault|secret|ref)\b/i,
  // password hashes and digests
  /^\$(?:2[abxy]?|argon2\w*|[156y]|7|md5|sha1|sm3|gy|pbkdf2[\w-]*|scrypt|apr1|P|H|S)\$|^\{(?:SSHA|SHA|MD5|CRYPT|bcrypt|noop|PBKDF2|ARGON2|SCRAM)/i,
  /^(?:SCRAM-SHA-\d+\$|sha\d+-[A-Za-z0-9+/]{20,})/,
  // public halves and fingerprints
  /^AAAA[BCE]3Nza|^ssh-|^ecdsa-|^age1[a-z0-9]{20}|^MFkwEwYHKoZI|^MIIBIjANBgkqh|^MIGfMA0GCSqG|^MFwwDQYJKoZI|^MCowBQYDK2V|^MHYwEAYHKoZI|^npub1|^-----|^(?:[0-9A-Fa-f]{2}:){5,}[0-9A-Fa-f]{2}$/,
];

const names: readonly RegExp[] = [
  // addresses, paths, links
  /^[a-z][a-z0-9+.-]*:\/\//i,
  /^[^@\s]+@[\w-]+(?:\.[\w-]+)+$/,
  /^(?:~|\.{1,2})?[/\\]|^[A-Za-z]:\\/,
  /^!?\[|\]\(/,
  /^[\w.-]+(?:\/[\w.@{}:-]*)+$/,
  /^[\w.-]+\.(?:com|org|net|io|dev|de|fr|es|local|lan|json|ya?ml|txt|md|html?|xml|env|ini|conf|cfg|toml|pem|key|crt|cer|p12|pfx|js|ts|py|go|rb|php|java|sh|kdbx|gpg|asc|csv|pdf|png|jpg|svg|log|db|sql)$/i,
  // names of things, which hold the label's own word, and entities of HTML
  /^(?=\D*$).*(?:passw|passphrase|passwort|token|secret|credential|api_?key|auth|contrase|senha$|kennwort)/i,
  /^(?:[a-z\d]{1,80}[-_.]){0,40}(?:passwords?|tokens?|secrets?|keys?|auth|credentials?|access|login)(?:[-_.][a-z\d]{1,80}){1,40}$/i,
  /^(?:[A-Z][a-z]{0,80}\d?){0,80}(?:Password|Token|Secret|Credential|Auth)\d?(?:[A-Z][a-z]{1,80}\d?){0,40}$/,
  /^&(?:#x?[0-9a-f]{1,6}|[a-z]{2,8});/i,
  // protocols, products, keyboard shortcuts, packages, headers
  /^(?:WPA\d?|WEP|(?:scram-)?SHA-?\d{1,8}|AES-?\d{1,8}|MD5|RSA-?\d{0,8}|TLS[v\d.]{0,8}|[RHEP]S\d{3}|OAuth\d?|OIDC|2FA|TOTP|ERC-?\d+|PBKDF2|argon2\w{0,80}|1Password|KeePass\w{0,80})(?:[-/_+]\w(?:\w|[-/+]\w){0,256})?$/i,
  /^(?:Ctrl|Control|Alt|Shift|Cmd|Command|Strg|Super|Win|Meta|Option|Fn|⌘|⌥)[+-]/i,
  /^@[\w-]+\/[\w.-]+|^X-[A-Z][A-Za-z-]+\d?$|^X-[A-Z][A-Za-z]+(?:-\w+)*$/,
  /^(?:[A-Z][a-z]+){2,}V\d$/,
  // references to variables, properties and calls, in code and templates
  /^(?:process|import|os|env|ENV|secrets|vars|var|config|conf|settings|self|this|data|module|local|params|props|request|req|res|args|opts|options|ctx|context|user|input|event|row|item|props|state|body|session|cfg|app|creds|credentials)[.[?]/,
  /^\$?[A-Za-z_][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_][\w$]*)*!?[([]/,
  /^\$?[A-Za-z_][\w$]*(?:(?:\.|->|::|\?\.)(?:\$?[A-Za-z_][\w$]*|\{\+?[\w$]+\}?))+[)\];,]*$/,
  /^(?:qr|qw|q|m|tr|y|new|r|b|f|u|await|return|function|lambda|sub|async|yield|typeof|not|null|nil|undefined)\b[/'"{(=> ]/,
  /[,;][\w$]+[:=(]|[=!]==?[\w$]|\([\w$,]*\)|^[[({]|=>|\|\||&&|\$\{|\{\{|#\{|%[sdv]$|^%\(|^\{\d*\}$|\\f[BIRP]/,
  /^[$@][A-Za-z_][\w-]*$|^[$@%&]?[{<(]|^\$[\w:{$-]|^%[A-Za-z_]+%?$|^@@?\w+@?@?$|^<%|^\{%|^__\w+__$|^#\w+#$/,
  /^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+$/,
  // options and patterns
  /^--?[A-Za-z][\w-]*(?:=.*)?$|^\^|^(?!\w*\d[^\\()[\]{}^|]{0,9}\$$).*\$$|^[*+?.]|^\(\?|\\[dwsb][+*{]/,
  // numbers with units, dates, times, versions, colours
  /^[~≥≤<>]?\d+(?:[.,:/-]\d+){1,6}[a-z%+°]{0,6}$/i,
  /^[~≥≤<>]?\d{1,9}[a-z%+°]{1,6}$/i,
  /^\d{4}-\d{2}-\d{2}/,
  /^v\d+(?:\.\d+)*$|^0x[0-9a-f]{1,8}$/i,
  /^#(?:[0-9a-f]{3,4}){1,2}$/i,
  // addresses of IPv6
  /(?:^|:)(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}$/i,
  // field lists: `name:passwd:uid:gid`
  /^[A-Za-z_]+(?::[A-Za-z_]+){1,9}:?$/,
  // a URL's tail, a list of choices
  /^[a-z]+(?:\/[a-z]+)+$/i,
];
