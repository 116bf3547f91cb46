/** What a refused setting does. Each one is a rule, so that constructs, files and admission find the same settings. */
export enum SettingDanger {
  /** Runs Python code of the model repository. */
  MODEL_CODE = 'model-code',

  /** Reads weights with pickle, which runs code, or from an unverified place. */
  UNSAFE_WEIGHTS = 'unsafe-weights',

  /** Accepts pickle from files, callers or other processes. */
  UNSAFE_MESSAGES = 'unsafe-messages',

  /** Loads a library, module or program that is not part of the image. */
  LOADED_CODE = 'loaded-code',

  /** Injects libraries into every process or into the GPU hook, or skips its checks. */
  INJECTED_LIBRARIES = 'injected-libraries',

  /** Holds a token of a model hub. */
  HUB_TOKEN = 'hub-token',

  /** Loads weights, adapters, tokenizers or configuration from another place than the verified model, or serves files. */
  OTHER_FILES = 'other-files',

  /** Names another model beside the verified one: engines take the last. */
  SECOND_MODEL = 'second-model',

  /** Connects to, downloads from or sends data to another host. */
  WAY_OUT = 'way-out',

  /** Takes settings from a file or text that is not checked. */
  UNCHECKED_SETTINGS = 'unchecked-settings',

  /** Opens routes that change the running engine. */
  DEVELOPER_ROUTES = 'developer-routes',

  /** Opens routes, ports or servers that no inference client needs, or moves them to where no policy finds them. */
  EXTRA_ROUTES = 'extra-routes',

  /** Loads, unloads or replaces models over the API. */
  MODEL_CONTROL = 'model-control',

  /** Shows a key to whoever may read the pod. */
  KEY_IN_SPEC = 'key-in-spec',

  /** Writes prompts, answers or tensors to logs or disk. */
  LOGGED_PROMPTS = 'logged-prompts',

  /** Trusts tensors, templates or functions of callers. */
  CALLER_DATA = 'caller-data',

  /** Lets callers make the engine fetch addresses or read files. */
  MEDIA_FETCH = 'media-fetch',

  /** Lets web pages of any origin call the server. */
  ANY_ORIGIN = 'any-origin',

  /** Removes a limit, or a check that protects other callers. */
  WEAKER_LIMITS = 'weaker-limits',

  /** Tells callers about the server, its configuration or other callers. */
  TOLD_CALLERS = 'told-callers',

  /** Chooses devices or driver parts itself, beside the device plug-in. */
  DEVICES = 'devices',

  /** Is not dangerous by itself, but probes, policies or the mesh no longer fit the server. */
  MISFIT = 'misfit',
}
