import { SCOPES } from './scopes';
import { readWheel, WheelFacts, WheelScope } from './wheels';
import { EngineProfile, SGLANG, VLLM } from '../../../lib/engines';

interface Case {
  readonly profile: EngineProfile;
  readonly scope: WheelScope;
  /** Routes registered by code that cannot be read as text, and why the profile is complete without them. */
  readonly unread: Record<string, string>;
  /** Prefix of the engine's own variables. */
  readonly prefix: string;
}

const CASES: Case[] = [
  {
    profile: VLLM,
    prefix: 'VLLM_',
    scope: SCOPES.vllm,
    unread: {
      'vllm/entrypoints/scale_out/factories.py: app.add_api_route(route.path':
        'the routes of --enable-scale-out again, answering 403',
      'vllm/entrypoints/serve/instrumentator/offline_docs.py: app.get(app.swagger_ui_oauth2_redirect_url':
        'FastAPI names it: /docs/oauth2-redirect',
    },
  },
  {
    profile: SGLANG,
    prefix: 'SGLANG_',
    scope: SCOPES.sglang,
    unread: {
      'sglang/srt/entrypoints/http_server.py: app.get(_ollama_root_route)':
        'named by SGLANG_OLLAMA_ROOT_ROUTE, refused',
      'sglang/srt/entrypoints/http_server.py: app.head(_ollama_root_route)':
        'named by SGLANG_OLLAMA_ROOT_ROUTE, refused',
    },
  },
];

const NOTHING: WheelScope = { routes: [], variables: [] };

/** Libraries that read variables of their own, with the release that was current when the profiles were written. */
const LIBRARIES: { project: string; version: string; files: string[] }[] = [
  { project: 'huggingface-hub', version: '2.4.0', files: ['huggingface_hub/constants.py'] },
  { project: 'numba', version: '0.68.1', files: ['numba/core/config.py'] },
  { project: 'flashinfer-python', version: '0.7.2.post1', files: ['flashinfer/jit/env.py'] },
  { project: 'triton', version: '3.9.0', files: ['triton/knobs.py'] },
];

/** Variables of the operating system, the interpreter, the CUDA driver and the container toolkit. */
const PLATFORM = [
  ...['HOME', 'USER', 'LOGNAME', 'TMPDIR', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'PYTHONDONTWRITEBYTECODE'],
  ...['CUDA_CACHE_PATH', 'NVIDIA_DRIVER_CAPABILITIES'],
  // PyTorch, whose wheel is too large to fetch for one name; vLLM's own wheel sets it.
  'TORCHINDUCTOR_CACHE_DIR',
];

describe.each(CASES.map((entry) => [entry.profile.name, entry] as const))('the wheel of %s', (name, entry) => {
  const { profile, prefix, scope, unread } = entry;
  let facts: WheelFacts;
  let libraryVariables: string[];

  beforeAll(() => {
    facts = readWheel(name, profile.describedVersion, scope);
    libraryVariables = LIBRARIES.flatMap(
      ({ project, version, files }) => readWheel(project, version, { ...NOTHING, variables: files }).variables,
    );
  }, 600_000);

  test('is read at all', () => {
    expect(facts.routes.length).toBeGreaterThan(40);
    expect(facts.variables.length).toBeGreaterThan(100);
  });

  test('or a library reads each variable that the library sets', () => {
    const read = [...facts.variables, ...libraryVariables, ...PLATFORM];
    expect(Object.keys(profile.env).filter((variable) => !read.includes(variable))).toEqual([]);
  });

  test('reads each variable of its own that the library refuses', () => {
    const own = profile.refusedEnv.map((setting) => setting.name).filter((variable) => variable.startsWith(prefix));
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((variable) => !facts.variables.includes(variable))).toEqual([]);
  });

  test('registers no route that the profile does not classify, and none is stale', () => {
    const classified = profile.routes.map(({ method, path }) => `${method} ${path}`);
    expect({
      unclassified: facts.routes.filter((route) => !classified.includes(route)),
      stale: classified.filter((route) => !facts.routes.includes(route)),
    }).toEqual({ unclassified: [], stale: [] });
  });

  test('registers routes in ways that cannot be read only where that is explained', () => {
    expect(facts.unread.filter((call) => !Object.keys(unread).some((known) => call.startsWith(known)))).toEqual([]);
    expect(Object.keys(unread).filter((known) => !facts.unread.some((call) => call.startsWith(known)))).toEqual([]);
  });
});
