import { Door } from './door';

const CGPU = 'AliyunContainerService/gpushare-device-plugin, pkg/gpu/nvidia/allocate.go, 2022-04-21';
const TOOLKIT = 'NVIDIA/nvidia-container-toolkit, names of variables, 2026-08-21';
const OFF = ['', 'disabled', 'none', 'void'];

/** Variables by which a container takes more of a card, or of the node's devices, than the scheduler gave it. */
export const GPU_VARIABLE_DOORS: readonly Door[] = [
  { key: 'CGPU_DISABLE', shut: ['', '0', 'false'], opens: 'cGPU does not isolate the container', source: CGPU },
  { key: 'ALIYUN_COM_GPU_', isPrefix: true, opens: 'another card or share than that of the scheduler', source: CGPU },
  {
    key: 'AMP_VGPU_ENABLE',
    shut: ['1'],
    opens: 'eGPU does not limit the container',
    source: 'Alibaba Cloud help, "eGPU interface usage example"',
  },
  ...['NVIDIA_MIG_CONFIG_DEVICES', 'NVIDIA_MIG_MONITOR_DEVICES'].map((key) => ({
    key,
    shut: OFF,
    opens: 'configures or watches MIG of the whole card',
    source: TOOLKIT,
  })),
  ...['NVIDIA_GDS', 'NVIDIA_MOFED', 'NVIDIA_GDRCOPY', 'NVIDIA_NVSWITCH'].map((key) => ({
    key,
    shut: OFF,
    opens: 'nodes of further devices',
    source: TOOLKIT,
  })),
];
