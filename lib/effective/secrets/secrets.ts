import { holdsRandomValue } from './entropy';
import { NamedText, textsOf } from './texts';
import { Manifest } from '../../objects/manifest';
import { CREDENTIAL_MARKS, CREDENTIALS } from '../../private/secrets';

/** A literal secret. The value itself is never part of it: reports are read by more people than manifests. */
export interface LiteralSecret {
  readonly path: string;
  /** Name of the variable, key, header or flag; empty in a list. */
  readonly name: string;
  /** What it looks like, or why it is taken for one. */
  readonly what: string;
}

/** Words at the end of a name whose value is secret, whatever the case: `DB_PASSWORD`, `client-key-data`, `akSecret`. */
const SECRET_NAME =
  /(^|[^a-z])(pass(word|wd|[_.-]?phrase)?|pwd|密码|口令|密钥|令牌|secrets?|token|credentials?|bearer|((api|access|private|secret|master|signing|encryption|client|account|admin|auth|session|subscription|license)[_.-]?key(s|[_.-]?(data|secret))?)|auth)$/;

/** Tokens of a vocabulary, and what is public by design. */
const PUBLIC_NAME =
  /^checksum\/|(^|[^a-z])((bos|eos|pad|unk|sep|cls|mask|stop|start|end|next|first|per|special|image|csrf|public|page)[_.-]?token|public[_.-]?key|(existing|pull|tls|ssl|ca)[_.-]?secrets?)$/;

/** What stands for a value that is elsewhere, or for none. */
const REFERENCE = /^(\$|\{\{|<|%|(vault|kms|ref\+[a-z]+|secret|env|file|arn|acs):|(\.{0,2}|~)\/|https?:\/\/[^@]*$)/i;
const PLACEHOLDER =
  /^(empty|none|null|nil|true|false|yes|no|on|off|auto|default|disabled?|enabled?|required|optional|basic|bearer|oauth2?|oidc|jwt|mtls|iam|rrsa|sts|ldap|saml|redacted|todo|tbd|placeholder|dummy|fake|n\/a|not[-_ ]?(set|needed|used|required)|your[-_ ].*|.*(change|replace)[-_ ]?(me|this).*|(.)\5{3,})$/i;
const AMOUNT = /^[0-9.]{1,7}([a-z]|[mnuµ]s|[kmgt]i?b?|%)?$/i;
const FILE = /^[\w.-]+(\/[\w.-]+)+\.(pem|key|crt|cer|json|ya?ml|txt|env|conf|jks|p12)$/i;
const SENTENCE = /^(\S+\s+){8,}\S+$/;
const NAME_OF_OBJECT = /^[a-z]([a-z0-9.-]*[a-z0-9])?$/;

const FORMS = Object.entries(CREDENTIALS);
/** One search tells that a text holds none of the forms, as most do not. */
const ANY_MARK = new RegExp(
  Object.values(CREDENTIAL_MARKS)
    .flat()
    .map((mark) => mark.replace('.', String.raw`\.`))
    .join('|'),
);

/** No credential, URL with a password or assignment is shorter, and most texts are. */
const SHORTEST_KNOWN = 12;

/** Nothing shorter is taken for a value. */
const SHORTEST_VALUE = 5;

/** Connection strings and lines of configuration are shorter; scripts and certificates are read line by line. */
const LONGEST_LINE = 400;

const USER_INFORMATION = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*:([^\s/@'"]{3,})@/i;
/** `Password=…;` in a connection string, `_authToken=…`, `<password>…</password>`, `password …` of a .netrc. */
const ASSIGNMENT =
  /(?:passw(?:or)?d|passphrase|pwd|secret|token|(?:api|access|account|private)[_-]?key)["']?(?:\s*[=:>]\s*|\s+)["']?([^\s"'<>;,&$({]{8,})/i;
/** Of age and of sops. */
const AGE_KEY = /\bAGE-(SECRET-KEY|PLUGIN-[A-Z0-9-]+)-1[0-9A-Z]{20,}/;

/** Whoever has the address of a bot writes as it. Sources: Slack, DingTalk, WeCom and Feishu, "incoming webhooks". */
const BOT =
  /hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{20,}|oapi\.dingtalk\.com\/robot\/send\?access_token=\w{20,}|qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=[\w-]{20,}|open\.(feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/[\w-]{20,}/;

/** Hexadecimal digits of at least 128 bits: a digest, unless the name says key. */
const HEX_KEY = /^(0x)?([0-9a-f]{2}){16,}$/i;
const KEY_NAME = /(^|[^a-z])(key|psk|hmac|seed|kek|dek|master)$/;
const PUBLIC_KEY_NAME = /(cache|lock|public|pub|partition|sort|primary|foreign|hash)[_.-]?key$/;
const AUTHORIZATION = /\b(?:Bearer|Basic)\s+([A-Za-z0-9._~+/=-]{16,})/i;

/** Every literal secret of an object, once a place. */
export function literalSecretsOf(object: Manifest): LiteralSecret[] {
  const found = new Map<string, LiteralSecret>();
  for (const text of textsOf(object)) {
    const what = whatSecret(text);
    if (what === undefined) {
      continue;
    }
    const { path, name } = text;
    const place = path.replace(/:[0-9:]+$/, '');
    if (!found.has(place) && !found.has(path)) {
      found.set(path, { path, name: name.replace(/^-+/, ''), what });
    }
  }
  return [...found.values()];
}

/** Why a text is a secret; undefined if nothing says so. */
export function whatSecret(named: NamedText): string | undefined {
  const { name, text, isData, isRead } = named;
  if (text.length < SHORTEST_VALUE) {
    return undefined;
  }
  if (text.length > LONGEST_KNOWN) {
    return whatIn(named);
  }
  const ofNames = answers[(isData ? 2 : 0) + (isRead ? 1 : 0)];
  const ofTexts = ofNames.get(name) ?? new Map<string, string | undefined>();
  if (!ofTexts.has(text)) {
    if (kept === MOST_ANSWERS) {
      answers.forEach((each) => each.clear());
      kept = 0;
    }
    ofNames.set(name, ofTexts.set(text, whatIn(named)));
    kept += 1;
  }
  return ofTexts.get(text);
}

/**
 * Objects of one app, and files of one repository, have most of their short texts in common; long ones fill memory. By what
 * is said of a text, then by its name, then by the text: a key of all three would be built for every text there is.
 */
const answers = Array.from({ length: 4 }, () => new Map<string, Map<string, string | undefined>>());
let kept = 0;
const MOST_ANSWERS = 10_000;
const LONGEST_KNOWN = 200;

function whatIn({ name, text, isData, isRead }: NamedText): string | undefined {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  const byForm = text.length < SHORTEST_KNOWN ? undefined : formOf(text);
  if (byForm !== undefined) {
    return byForm;
  }
  const saysSecret = SECRET_NAME.test(words) && !PUBLIC_NAME.test(words);
  if (saysSecret && isValue(text) && (isData || !NAME_OF_OBJECT.test(text))) {
    return 'value under a name that says secret';
  }
  if (HEX_KEY.test(text) && KEY_NAME.test(words) && !PUBLIC_KEY_NAME.test(words)) {
    return 'hexadecimal digits under a name that says key';
  }
  if (isRead || text.length < SHORTEST_KNOWN || text.length > LONGEST_LINE) {
    return undefined;
  }
  if (isAssigned(ASSIGNMENT.exec(text)?.[1])) {
    return 'value behind a word that says secret';
  }
  return holdsRandomValue(text, words) ? 'random value' : undefined;
}

/** What a text looks like by itself. */
function formOf(text: string): string | undefined {
  const [form] = ANY_MARK.test(text) ? (FORMS.find(([, pattern]) => pattern.test(text)) ?? []) : [];
  if (form !== undefined) {
    return form;
  }
  if (AGE_KEY.test(text)) {
    return 'age key';
  }
  if (text.includes('://') && BOT.test(text)) {
    return 'address of a bot';
  }
  if (text.includes('://') && isValue(USER_INFORMATION.exec(text)?.[1])) {
    return 'URL with a password';
  }
  return text.includes(' ') && isValue(AUTHORIZATION.exec(text)?.[1]) ? 'Authorization header' : undefined;
}

/** Of what stands in a sentence, only what no word looks like. */
function isAssigned(value: string | undefined): boolean {
  return isValue(value) && /\d/.test(value!) && /[A-Za-z]/.test(value!) && !NAME_OF_OBJECT.test(value!);
}

function isValue(text: string | undefined): boolean {
  return (
    text !== undefined &&
    text.length >= SHORTEST_VALUE &&
    !/[\n\r]/.test(text) &&
    !AMOUNT.test(text) &&
    !FILE.test(text) &&
    !SENTENCE.test(text) &&
    !REFERENCE.test(text) &&
    !PLACEHOLDER.test(text)
  );
}
