import { PipelineEngine } from './choices';
import { copiedImage } from './copied-image';
import { EngineImage } from './engine-image';
import { pythonImage } from './python-image';
import { LLAMA_CPP, SGLANG, TRITON, VLLM } from '../engines';

/**
 * Engines whose image can be built without shell. NIM and TGI are not among them: theirs start shell scripts, and NIM may not
 * be taken apart.
 */
export const ENGINE_IMAGES: Readonly<Record<PipelineEngine, EngineImage>> = {
  vllm: pythonImage(VLLM, 'vllm'),
  sglang: pythonImage(SGLANG, 'sglang'),
  triton: copiedImage(TRITON, {
    image: `nvcr.io/nvidia/tritonserver:${TRITON.describedVersion}-py3`,
    // Not the backend `python`: it runs code of the model directory.
    paths: ['bin', 'lib', 'backends/onnxruntime', 'backends/tensorrt'].map((path) => `/opt/tritonserver/${path}`),
    program: '/opt/tritonserver/bin/tritonserver',
  }),
  'llama-cpp': copiedImage(LLAMA_CPP, {
    image: 'ghcr.io/ggml-org/llama.cpp:server-cuda',
    paths: ['/app'],
    program: '/app/llama-server',
    check: ['--version'],
  }),
};
