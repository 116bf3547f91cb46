import { ModelTask } from '../engines/model-task';

/** Numbers of an abuse budget whose default depends on the task. */
export interface TaskNumbers {
  readonly answersPerPrompt: number;
  readonly promptsPerRequest: number;
  readonly imagesPerRequest: number;
  readonly recordingsPerRequest: number;
  readonly secondsPerRequest: number;
}

const TEXT: TaskNumbers = {
  answersPerPrompt: 4,
  promptsPerRequest: 16,
  imagesPerRequest: 1,
  recordingsPerRequest: 0,
  secondsPerRequest: 600,
};

/** One pass over the input, without a word of answer. */
const VECTORS: TaskNumbers = {
  answersPerPrompt: 1,
  promptsPerRequest: 256,
  imagesPerRequest: 0,
  recordingsPerRequest: 0,
  secondsPerRequest: 60,
};

const SPEECH: TaskNumbers = {
  answersPerPrompt: 1,
  promptsPerRequest: 1,
  imagesPerRequest: 0,
  recordingsPerRequest: 1,
  secondsPerRequest: 600,
};

export const TASK_NUMBERS: Readonly<Record<ModelTask, TaskNumbers>> = {
  [ModelTask.CHAT]: TEXT,
  [ModelTask.COMPLETION]: TEXT,
  [ModelTask.EMBEDDING]: VECTORS,
  [ModelTask.RERANK]: VECTORS,
  [ModelTask.SCORE]: VECTORS,
  [ModelTask.CLASSIFICATION]: VECTORS,
  [ModelTask.TRANSCRIPTION]: SPEECH,
};
