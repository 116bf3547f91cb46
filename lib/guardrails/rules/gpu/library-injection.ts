import { Rule } from '../rule';
import { Severity } from '../severity';

export const libraryInjection: Rule = {
  id: 'SAI-GPU-003',
  name: 'library-injection',
  title: 'Libraries injected by environment variable',
  rationale: 'LD_PRELOAD led out of the container in CVE-2025-23266.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    !container.?env.orValue([]).exists(variable,
      variable.name in ['LD_PRELOAD', 'LD_AUDIT', 'CUDA_INJECTION64_PATH', 'CUDA_INJECTION32_PATH', 'CUDBG_INJECTION_PATH', 'NVIDIA_REQUIRE_CUDA', 'NVIDIA_DISABLE_REQUIRE', 'NVIDIA_IMEX_CHANNELS']
    )
  `,
  message: 'the environment loads other code into the engine or the GPU hook, or skips its checks',
  fix: 'remove the variable; LD_PRELOAD was the way of CVE-2025-23266 out of the container',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    atlas: ['AML.T0105', 'AML.M0011'],
    seed: ['Typical attack paths: Kubernetes misconfigurations'],
  },
};
