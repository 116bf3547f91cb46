import { Challenge, parseChallenges } from './challenge';
import { Credentials } from './credentials';
import { Answer, ask, Patience } from './http';
import { NAME } from '../private/version';

/**
 * The `Authorization` header that a registry asks for when it refuses a first request.
 *
 * Source: distribution/distribution, "Token Authentication Specification" and "OAuth2 Token Authentication".
 *
 * @throws if the registry wants what is not known, or gives no token
 */
export async function authorize(
  refused: Answer,
  repository: string,
  credentials: Credentials | undefined,
  patience: Patience,
): Promise<string> {
  const challenges = parseChallenges(refused.headers.get('www-authenticate') ?? '');
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
  if (bearer) {
    return `Bearer ${await accessToken(bearer, repository, credentials, patience)}`;
  }
  if (challenges.some(({ scheme }) => scheme === 'basic') && credentials?.kind === 'password') {
    return basic(credentials);
  }
  throw new Error(
    credentials === undefined
      ? 'the registry wants credentials, and none are kept for it; log in with docker login'
      : 'the registry wants another kind of credentials than those that are kept for it',
  );
}

async function accessToken(
  { parameters }: Challenge,
  repository: string,
  credentials: Credentials | undefined,
  patience: Patience,
): Promise<string> {
  if (!URL.canParse(parameters.realm)) {
    throw new Error('the registry does not say where it gives out tokens');
  }
  const url = new URL(parameters.realm);
  const wanted = {
    ...(parameters.service !== undefined && { service: parameters.service }),
    // What the registry names may be more than reading this one: the token would be for whatever it likes.
    scope: `repository:${repository}:pull`,
  };
  const answer = await tokenAnswer(url, wanted, credentials, patience);
  if (answer.status !== 200) {
    const refused = `${url.host} gives no token: HTTP ${answer.status}`;
    throw new Error(credentials ? refused : `${refused}; log in with docker login`);
  }
  const { token, access_token: access } = tokens(url, answer);
  const given = token ?? access;
  if (!given) {
    throw new Error(`${url.host} gives no token`);
  }
  return given;
}

function tokens({ host }: URL, { body }: Answer): Record<string, string | undefined> {
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, string | undefined>;
  } catch {
    throw new Error(`${host} gives no token: its answer is no JSON`);
  }
}

async function tokenAnswer(
  url: URL,
  wanted: Record<string, string>,
  credentials: Credentials | undefined,
  patience: Patience,
): Promise<Answer> {
  if (credentials?.kind === 'identity') {
    const grant = { grant_type: 'refresh_token', refresh_token: credentials.token, client_id: NAME };
    return ask(url, { method: 'POST', body: new URLSearchParams({ ...grant, ...wanted }) }, patience);
  }
  for (const [name, value] of Object.entries(wanted)) {
    url.searchParams.set(name, value);
  }
  return ask(url, { headers: credentials ? { authorization: basic(credentials) } : {} }, patience);
}

function basic({ user, password }: Credentials & { kind: 'password' }): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
