import { createHash } from 'node:crypto';
import { authorize } from './authorization';
import { credentialsFor } from './credentials';
import { apiRepository, registryUrl } from './endpoint';
import { Answer, ask, PATIENCE, Patience } from './http';
import { TaggedImage } from '../images/reference';

/** A repository of a registry, as one who may pull from it reads it. */
export class Repository {
  private readonly repository: string;
  private authorization?: string;

  public constructor(
    private readonly image: Pick<TaggedImage, 'host' | 'repository'>,
    private readonly patience: Patience = PATIENCE,
  ) {
    this.repository = apiRepository(image.host, image.repository);
  }

  /** What the registry answers for a path below the repository; asked again with credentials where it wants them. */
  public async get(path: string, accept: readonly string[]): Promise<Answer> {
    const url = new URL(`${this.repository}/${path}`, registryUrl(this.image.host));
    const answer = await this.ask(url, accept);
    if (answer.status !== 401 || this.authorization !== undefined) {
      return answer;
    }
    this.authorization = await authorize(answer, this.repository, credentialsFor(this.image.host), this.patience);
    return this.ask(url, accept);
  }

  private ask(url: URL, accept: readonly string[]): Promise<Answer> {
    const { authorization } = this;
    return ask(
      url,
      { headers: { accept: accept.join(', '), ...(authorization !== undefined && { authorization }) } },
      this.patience,
    );
  }
}

/** Digest of bytes, as registries name them. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
