import { PipelineEngine } from './choices';
import { copiedImage } from './copied-image';
import { PinnedBases } from './plan';
import { pythonImage } from './python-image';
import { EngineProfile, LLAMA_CPP, SGLANG, TRITON, VLLM } from '../engines';

/** How the image of an engine is built. */
export interface EngineImage {
  readonly profile: EngineProfile;
  /** Images that it is built from, by role, where nobody names others. */
  readonly bases: Readonly<Record<string, string>>;
  /** Files beside the Dockerfile, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Command that writes what the build needs beside them. */
  readonly prepare?: string;
  readonly dockerfile: (bases: PinnedBases) => string;
}

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
