import { RefusedSetting } from './engine-profile';
import { SettingDanger } from './setting-danger';

const { DEVICES, INJECTED_LIBRARIES, LOADED_CODE, MISFIT, WAY_OUT } = SettingDanger;

/** Programs and libraries by name are those of the image; a path may lie in a volume. */
const NAME_ONLY = '[A-Za-z0-9_.+-]*';

/** Directories of the image, which has a read-only root: no volume belongs there. */
const IMAGE_DIRECTORIES = '((/usr|/opt|/bin|/sbin|/lib|/lib64|/app|/venv|/root)(/[^:]*)?(:|$))*';

function each(names: string, facts: Omit<RefusedSetting, 'name'>): RefusedSetting[] {
  return names.split(' ').map((name) => ({ name, ...facts }));
}

/**
 * Variables with which a process loads code that is not that of its image, by what reads them.
 *
 * Sources: ld.so(8), locale(7) and gconv of glibc; bash(1) and dash(1); https://docs.python.org/3/using/cmdline.html;
 * openssl-env(7); https://nodejs.org/api/cli.html; perlrun; java(1); gcc(1) and nvcc; the environment variables of NCCL,
 * libibverbs, libfabric, UCX, Open MPI, OpenMP and the CUDA driver in their own documentation.
 */
export const CODE_LOADING_ENV: readonly RefusedSetting[] = [
  {
    name: 'LD_PRELOAD',
    danger: INJECTED_LIBRARIES,
    reason: 'loads a library into every process; the vector of CVE-2025-23266 in the container toolkit',
  },
  { name: 'LD_AUDIT', danger: INJECTED_LIBRARIES, reason: 'loads a library into every process' },
  {
    name: 'LD_LIBRARY_PATH',
    danger: LOADED_CODE,
    allowedPattern: IMAGE_DIRECTORIES,
    reason: 'puts libraries of a volume in front of those of the image',
  },
  {
    name: 'PATH',
    danger: LOADED_CODE,
    allowedPattern: IMAGE_DIRECTORIES,
    reason: 'puts programs of a volume in front of those of the image',
  },
  ...each('GCONV_PATH LOCPATH GETCONF_DIR', {
    danger: LOADED_CODE,
    reason: 'loads libraries of character sets and locales from a directory',
  }),
  { name: 'GLIBC_TUNABLES', danger: LOADED_CODE, reason: 'changes the loader and the allocator (CVE-2023-4911)' },
  ...each('BASH_ENV BASH_FUNC_* SHELLOPTS BASHOPTS PROMPT_COMMAND PS4', {
    danger: LOADED_CODE,
    reason: 'a shell runs it before the script',
  }),
  {
    name: 'ENV',
    danger: LOADED_CODE,
    allowedPattern: '[A-Za-z0-9_-]*',
    reason: 'a shell reads commands from the file',
  },
  {
    name: 'PYTHON*',
    danger: LOADED_CODE,
    except: [
      ...['PYTHONUNBUFFERED', 'PYTHONDONTWRITEBYTECODE', 'PYTHONHASHSEED', 'PYTHONIOENCODING', 'PYTHONUTF8'],
      ...['PYTHONFAULTHANDLER', 'PYTHONNOUSERSITE', 'PYTHONSAFEPATH', 'PYTHONOPTIMIZE', 'PYTHONTRACEMALLOC'],
      ...['PYTHONMALLOC', 'PYTHONASYNCIODEBUG', 'PYTHONDEVMODE', 'PYTHON_GIL', 'PYTHON_VERSION'],
      ...['PYTHON_PIP_VERSION', 'PYTHON_SHA256'],
    ],
    reason: 'puts modules in front of those of the image, runs a file, or opens an interpreter',
  },
  ...each('OPENSSL_CONF OPENSSL_CONF_INCLUDE OPENSSL_MODULES OPENSSL_ENGINES', {
    danger: LOADED_CODE,
    reason: 'OpenSSL loads providers and engines that the file or directory names',
  }),
  ...each('NODE_OPTIONS NODE_PATH PERL5LIB PERL5OPT PERL5DB PERLLIB RUBYOPT RUBYLIB LUA_PATH LUA_CPATH', {
    danger: LOADED_CODE,
    reason: 'an interpreter loads code that it names',
  }),
  ...each('JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS CLASSPATH', {
    danger: LOADED_CODE,
    reason: 'a Java virtual machine loads agents and classes that it names',
  }),
  ...each('CC CXX CUDACXX CUDAHOSTCXX', {
    danger: LOADED_CODE,
    allowedPattern: NAME_ONLY,
    reason: 'the compiler that engines start for their kernels',
  }),
  ...each(
    'NVCC_PREPEND_FLAGS NVCC_APPEND_FLAGS CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH LIBRARY_PATH COMPILER_PATH GCC_EXEC_PREFIX TRITON_PTXAS_PATH TRITON_LIBCUDA_PATH TRITON_CUDART_PATH TRITON_NVDISASM_PATH TRITON_CUOBJDUMP_PATH TORCH_EXTENSIONS_DIR HF_MODULES_CACHE',
    { danger: LOADED_CODE, reason: 'what engines compile and load at their start comes from there' },
  ),
  ...each('NCCL_NET_PLUGIN NCCL_TUNER_PLUGIN NCCL_PROFILER_PLUGIN NCCL_ENV_PLUGIN NCCL_GIN_PLUGIN', {
    danger: LOADED_CODE,
    allowedPattern: '[A-Za-z0-9_-]*',
    reason: 'NCCL loads the library',
  }),
  { name: 'NCCL_CONF_FILE', danger: LOADED_CODE, reason: 'sets every variable of NCCL, plug-ins among them' },
  ...each(
    'OMP_TOOL_LIBRARIES UCX_MODULE_DIR FI_PROVIDER_PATH RDMAV_DRIVERS IBV_DRIVERS OMPI_MCA_* PMIX_MCA_* OCL_ICD_VENDORS OCL_ICD_FILENAMES VK_ICD_FILENAMES VK_LAYER_PATH GST_PLUGIN_PATH GIO_EXTRA_MODULES HSA_TOOLS_LIB ROCP_TOOL_LIB KINETO_CONFIG',
    { danger: LOADED_CODE, reason: 'a library of the engine loads plug-ins that it names' },
  ),
];

/** Harmless settings of the CUDA driver. */
const CUDA_SETTINGS = [
  ...['CUDA_CACHE_PATH', 'CUDA_CACHE_DISABLE', 'CUDA_CACHE_MAXSIZE', 'CUDA_DEVICE_ORDER'],
  ...['CUDA_DEVICE_MAX_CONNECTIONS', 'CUDA_LAUNCH_BLOCKING', 'CUDA_MODULE_LOADING', 'CUDA_VERSION'],
];

/** Variables that reach past the GPUs that the device plug-in assigned, or change what the driver loads. */
export const GPU_OVERRIDE_ENV: readonly RefusedSetting[] = [
  {
    name: 'NVIDIA_VISIBLE_DEVICES',
    danger: DEVICES,
    allowedValues: ['', 'void', 'none'],
    reason: 'asks the container runtime for GPUs that the scheduler did not assign',
  },
  {
    name: 'NVIDIA_DRIVER_CAPABILITIES',
    danger: DEVICES,
    allowedValues: ['compute,utility', 'compute', 'utility'],
    reason: 'asks for driver libraries and devices beyond compute and utility',
  },
  {
    name: 'CUDA_VISIBLE_DEVICES',
    danger: MISFIT,
    reason: 'selects devices behind the back of the device plug-in',
  },
  ...each('NVIDIA_DISABLE_REQUIRE NVIDIA_REQUIRE_* NVIDIA_IMEX_CHANNELS', {
    danger: INJECTED_LIBRARIES,
    reason: 'switches off the check of driver and image, or asks for channels to other nodes',
  }),
  ...each('CUDA_INJECTION64_PATH CUDA_INJECTION32_PATH CUDBG_* NVTX_INJECTION64_PATH NVTX_INJECTION32_PATH', {
    danger: INJECTED_LIBRARIES,
    reason: 'the driver loads the library into every process that uses a GPU',
  }),
  {
    name: 'CUDA_*',
    danger: LOADED_CODE,
    except: [...CUDA_SETTINGS, 'CUDA_VISIBLE_DEVICES', 'CUDA_INJECTION64_PATH', 'CUDA_INJECTION32_PATH'],
    reason: 'compilers and libraries of CUDA are looked for there',
  },
];

/** Variables that send the requests of every library through another host. */
export const PROXY_ENV: readonly RefusedSetting[] = [
  ...each('HTTP_PROXY HTTPS_PROXY ALL_PROXY http_proxy https_proxy all_proxy', {
    danger: WAY_OUT,
    reason: 'sends requests through another host; the server calls nobody',
  }),
];
