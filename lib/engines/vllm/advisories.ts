import { EngineAdvisory } from '../engine-profile';

/**
 * Newest fix first. From advisory feeds; they were not checked against the vendor's own bulletins. Where a feed names several
 * first fixed versions, or a range of them, the latest is used.
 */
export const VLLM_ADVISORIES: EngineAdvisory[] = [
  { id: 'GHSA-5r3c-5x4v-8gjh', fixedIn: '0.33.0', summary: 'vLLM advisory with its fix in 0.33.0' },
  { id: 'CVE-2026-115911', fixedIn: '0.32.0', summary: 'denial of service while a chat template is rendered' },
  { id: 'CVE-2026-105754', fixedIn: '0.30.0', summary: 'scale-out features trust their callers' },
  { id: 'CVE-2026-105757', fixedIn: '0.30.0', summary: 'a structured-output request ends the engine' },
  { id: 'GHSA-fpch-3xrf-7q96', fixedIn: '0.28.0', summary: 'output of one request leaks into another' },
  { id: 'CVE-2026-47155', fixedIn: '0.22.0', summary: 'a pinned revision is not applied to nested files' },
  { id: 'GHSA-v97p-wpxp-px84', fixedIn: '0.21.0', summary: 'output of one request leaks into another' },
  { id: 'CVE-2026-27893', fixedIn: '0.18.0', summary: 'trust_remote_code is set in the code for some models' },
  { id: 'CVE-2026-22778', fixedIn: '0.14.1', summary: 'code execution through media of a request' },
  { id: 'CVE-2026-24779', fixedIn: '0.14.1', summary: 'the domain check of media URLs is bypassed' },
  { id: 'CVE-2026-22807', fixedIn: '0.14.0', summary: 'auto_map of a model runs code with trust_remote_code off' },
  { id: 'CVE-2026-56340', fixedIn: '0.13.0', summary: 'sparse tensors in embeddings of a request' },
  { id: 'CVE-2025-62164', fixedIn: '0.13.0', summary: 'memory corruption by sparse tensors in prompt embeddings' },
  { id: 'CVE-2025-66448', fixedIn: '0.11.1', summary: 'auto_map of a model configuration runs code' },
  { id: 'CVE-2025-62426', fixedIn: '0.11.1', summary: 'chat_template_kwargs of a request block the server' },
  { id: 'CVE-2025-62372', fixedIn: '0.11.1', summary: 'embeddings of another shape end the engine' },
  { id: 'CVE-2025-61620', fixedIn: '0.11.1', summary: 'a chat template of a request exhausts the server' },
  { id: 'CVE-2025-59425', fixedIn: '0.11.1', summary: 'the time of an answer tells the API key' },
  { id: 'CVE-2025-6242', fixedIn: '0.11.1', summary: 'media URLs of a request reach hosts inside the network' },
  { id: 'CVE-2025-47277', fixedIn: '0.8.5', summary: 'pickle over the KV cache transfer of PyNccl' },
  { id: 'CVE-2025-32444', fixedIn: '0.8.5', summary: 'pickle over ZeroMQ between Mooncake peers' },
  { id: 'CVE-2025-30202', fixedIn: '0.8.5', summary: 'a ZeroMQ socket of a group listens on every interface' },
  { id: 'CVE-2025-29783', fixedIn: '0.8.5', summary: 'pickle over Mooncake listens on every interface' },
  { id: 'CVE-2025-24357', fixedIn: '0.8.5', summary: 'weights are read with pickle' },
  { id: 'CVE-2024-11041', fixedIn: '0.8.5', summary: 'the message queue of workers reads pickle' },
  { id: 'CVE-2024-9053', fixedIn: '0.8.5', summary: 'the RPC server reads pickle' },
];
