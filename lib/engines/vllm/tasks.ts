import { GENERATION, ModelTask, POOLING, TaskSetting } from '../model-task';

/** Source: vllm/config/model.py, `RunnerOption` and `ConvertOption`; vllm/entrypoints/pooling/factories.py. */
export const VLLM_TASKS: TaskSetting[] = [
  { name: '--runner', values: ['pooling'], serves: [...POOLING] },
  { name: '--runner', values: ['generate'], serves: [...GENERATION, ModelTask.TRANSCRIPTION] },
  {
    name: '--convert',
    values: ['embed'],
    serves: [ModelTask.EMBEDDING, ModelTask.RERANK, ModelTask.SCORE],
    tells: [ModelTask.EMBEDDING],
  },
  {
    name: '--convert',
    values: ['classify'],
    serves: [ModelTask.CLASSIFICATION, ModelTask.RERANK, ModelTask.SCORE],
    tells: [ModelTask.CLASSIFICATION],
  },
];
