import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** How one proves who one is to a registry. */
export type Credentials =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** A token that is exchanged for an access token. */
  | { readonly kind: 'identity'; readonly token: string };

interface DockerConfig {
  readonly auths?: Record<string, { auth?: string; username?: string; password?: string; identitytoken?: string }>;
  readonly credHelpers?: Record<string, string>;
  readonly credsStore?: string;
}

/** Under which Docker keeps the credentials of Docker Hub. */
const DOCKER_HUB = 'https://index.docker.io/v1/';

/**
 * Credentials for a registry, from where Docker and Podman keep them: the variable `DOCKER_AUTH_CONFIG` (the content, as
 * in GitLab), the file of `REGISTRY_AUTH_FILE`, `config.json` in `DOCKER_CONFIG` or in `~/.docker`, and the credential
 * helpers that these name.
 *
 * @throws if a file or a helper is there, but cannot be understood
 */
export function credentialsFor(host: string, environment: NodeJS.ProcessEnv = process.env): Credentials | undefined {
  const config = dockerConfig(environment);
  const server = host === 'docker.io' ? DOCKER_HUB : host;
  const helper = config.credHelpers?.[server] ?? config.credHelpers?.[host];
  return helper === undefined
    ? (stored(config, host) ?? (config.credsStore ? ask(config.credsStore, server, environment) : undefined))
    : ask(helper, server, environment);
}

function dockerConfig(environment: NodeJS.ProcessEnv): DockerConfig {
  const { DOCKER_AUTH_CONFIG, REGISTRY_AUTH_FILE, DOCKER_CONFIG } = environment;
  if (DOCKER_AUTH_CONFIG) {
    return parse('DOCKER_AUTH_CONFIG', DOCKER_AUTH_CONFIG);
  }
  const path = REGISTRY_AUTH_FILE ?? join(DOCKER_CONFIG ?? join(homedir(), '.docker'), 'config.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && REGISTRY_AUTH_FILE === undefined) {
      return {};
    }
    throw new Error(`credentials cannot be read: ${(error as Error).message}`);
  }
  return parse(path, text);
}

function parse(name: string, text: string): DockerConfig {
  try {
    return JSON.parse(text) as DockerConfig;
  } catch {
    // what JSON.parse says could quote a secret
    throw new Error(`credentials in ${name} are no JSON`);
  }
}

function stored({ auths = {} }: DockerConfig, host: string): Credentials | undefined {
  const wanted = host === 'docker.io' ? 'index.docker.io' : host;
  const entry = Object.entries(auths).find(([key]) => key.replace(/^https?:\/\//, '').split('/')[0] === wanted)?.[1];
  if (entry?.identitytoken) {
    return { kind: 'identity', token: entry.identitytoken };
  }
  const [user, ...rest] = Buffer.from(entry?.auth ?? '', 'base64')
    .toString('utf8')
    .split(':');
  const password = entry?.password ?? rest.join(':');
  return user || entry?.username ? { kind: 'password', user: entry?.username ?? user, password } : undefined;
}

/** Source: docker/docker-credential-helpers, "Development": the server goes in, JSON comes out. */
function ask(helper: string, server: string, env: NodeJS.ProcessEnv): Credentials | undefined {
  if (!/^[\w.-]+$/.test(helper)) {
    throw new Error(`credential helper ${JSON.stringify(helper)} is no name of a program`);
  }
  const program = `docker-credential-${helper}`;
  const { status, stdout, error } = spawnSync(program, ['get'], {
    input: server,
    encoding: 'utf8',
    env,
    timeout: 30_000,
  });
  // One that ends before it was told the server breaks the pipe, and still says by its status what is wrong.
  if (error && status === null) {
    throw new Error(`credential helper ${program}: ${error.message}`);
  }
  if (status !== 0) {
    if (/credentials not found/i.test(stdout)) {
      return undefined;
    }
    throw new Error(`credential helper ${program} failed for ${server}: exit ${status}`);
  }
  const { Username: user, Secret: secret } = parse(program, stdout) as { Username?: string; Secret?: string };
  if (user === undefined || secret === undefined) {
    throw new Error(`credential helper ${program} gave no Username and Secret`);
  }
  return user === '<token>' ? { kind: 'identity', token: secret } : { kind: 'password', user, password: secret };
}
