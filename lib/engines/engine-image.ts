/** The user that an image is made for. */
export interface ImageUser {
  /** Numeric user; never root. */
  readonly user: number;

  /** Numeric group; never root. */
  readonly group: number;

  /** Why the image needs it. */
  readonly reason: string;
}

/** An image that cannot run hardened. */
export interface RefusedImage {
  /** End of the repository, without registry: `huggingface/text-generation-inference`. */
  readonly repository: string;

  /** Why it cannot. */
  readonly reason: string;

  /** What to use instead. */
  readonly fix: string;
}
