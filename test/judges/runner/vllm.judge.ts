import { judgeEngine } from './engine-judge';
import { VLLM_CASE } from './vllm-case';

judgeEngine(VLLM_CASE);
