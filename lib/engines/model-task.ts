/** What a model is served for. It decides which routes callers may use, and which limits requests have. */
export enum ModelTask {
  /** Answers to conversations: `/v1/chat/completions` and the like. */
  CHAT = 'chat',

  /** Continues texts: `/v1/completions` and the like. */
  COMPLETION = 'completion',

  /** Makes vectors of texts: `/v1/embeddings` and the like. */
  EMBEDDING = 'embedding',

  /** Orders documents by a question: `/v1/rerank` and the like. */
  RERANK = 'rerank',

  /** Rates pairs of texts: `/v1/score`. */
  SCORE = 'score',

  /** Sorts texts into classes: `/classify` and the like. */
  CLASSIFICATION = 'classification',

  /** Writes down speech: `/v1/audio/transcriptions` and the like. */
  TRANSCRIPTION = 'transcription',
}

/** What a server is for if nothing says otherwise. */
export const GENERATION: readonly ModelTask[] = [ModelTask.CHAT, ModelTask.COMPLETION];

/** What a server is for that makes vectors and ratings, and no text. */
export const POOLING: readonly ModelTask[] = [
  ModelTask.EMBEDDING,
  ModelTask.RERANK,
  ModelTask.SCORE,
  ModelTask.CLASSIFICATION,
];

/** An argument that decides what a server can do. */
export interface TaskSetting {
  /** Flag with leading dashes. */
  readonly name: string;

  /**
   * Other spellings that the engine takes.
   *
   * @default - none
   */
  readonly aliases?: string[];

  /**
   * Values with which it decides.
   *
   * @default - any value, or none
   */
  readonly values?: string[];

  /** Tasks that a server can have with it. */
  readonly serves: ModelTask[];

  /**
   * Tasks that a service has with it if it names none.
   *
   * @default - the argument does not say
   */
  readonly tells?: ModelTask[];
}
