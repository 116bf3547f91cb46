import { Adopted } from './adopted';

type Line = string | false;

/** A program of cdk8s that makes the services, as somebody would write it by hand. */
export function writeProgram(services: readonly Adopted[]): string {
  const namespaces = [...new Set(services.map(({ namespace }) => namespace))];
  const body = namespaces.flatMap((namespace, index) =>
    chartOf(
      namespace,
      services.filter((service) => service.namespace === namespace),
      index,
    ),
  );
  const registries = [...new Set(services.map(({ image }) => image.slice(0, image.lastIndexOf('/'))))];
  const code = [
    'const app = new App();',
    ...(services.length === 0
      ? []
      : ['// Registries that images came from. Better: copy them to your own, and scan and sign them there.']),
    ...(services.length === 0 ? [] : [`guardrails.Registries.allow(app, ${literal(registries)});`]),
    '',
    ...body,
    'app.synth();',
    '',
  ].join('\n');
  return [...importsOf(code), '', code].join('\n');
}

const LIBRARY = [
  'AbuseBudget',
  'Gpu',
  'InferenceEngine',
  'ModelFormat',
  'ModelSource',
  'Scaling',
  'SecretMount',
  'SecureGpuInferenceService',
  'SecureNamespace',
  'Workload',
  'guardrails',
];

function importsOf(code: string): string[] {
  const used = (names: readonly string[]) => names.filter((name) => new RegExp(`\\b${name}\\b`).test(code)).join(', ');
  const sources: [string, string][] = [
    [used(['App', 'Chart', 'Size']), 'cdk8s'],
    [used(LIBRARY), 'ack-secure-inference'],
  ];
  return sources.filter(([some]) => some !== '').map(([some, source]) => `import { ${some} } from ${literal(source)};`);
}

function chartOf(namespace: string, services: readonly Adopted[], index: number): string[] {
  const chart = `chart${index === 0 ? '' : index + 1}`;
  const pods = ({ replicas, nodes }: Adopted) => replicas * nodes;
  const gpus = services.reduce((sum, service) => sum + service.gpu.whole * pods(service), 0);
  const mig: Record<string, number> = {};
  for (const service of services.filter(({ gpu }) => gpu.mig !== undefined)) {
    mig[service.gpu.mig!] = (mig[service.gpu.mig!] ?? 0) + pods(service);
  }
  const quota = Object.keys(mig).length > 0 ? `, quota: ${literal({ mig })}` : '';
  return [
    `const ${chart} = new Chart(app, ${literal(namespace)}, { namespace: ${literal(namespace)} });`,
    '// Leave it out if somebody else makes the namespace.',
    `new SecureNamespace(${chart}, 'Namespace', { name: ${literal(namespace)}, gpus: ${gpus}${quota} });`,
    ...services.flatMap((service) => serviceOf(chart, service)),
  ];
}

function serviceOf(chart: string, service: Adopted): string[] {
  const { name, image, version, args, environment, engine, model, gpu, pod } = service;
  const variable = name.replaceAll(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
  const lines: Line[] = [
    `const ${/^[a-z]/i.test(variable) ? variable : `service${variable}`}Service = new SecureGpuInferenceService(${chart}, ${literal(name)}, {`,
    `  name: ${literal(name)},`,
    `  engine: InferenceEngine.${engine}({`,
    `    image: ${literal(image)},`,
    `    version: ${literal(version)},`,
    args.length > 0 && `    args: ${literal(args)},`,
    Object.keys(environment).length > 0 && `    environment: ${literal(environment)},`,
    '  }),',
    '  // Fill the claim before the first start, and write the size of the weights: startup waits as long as reading them takes.',
    '  model: ModelSource.pvc({',
    `    name: ${literal(model.name)},`,
    `    claimName: ${literal(model.claimName)},`,
    model.subPath !== undefined && `    subPath: ${literal(model.subPath)},`,
    `    format: ModelFormat.${model.format.toUpperCase()},`,
    `    size: Size.gibibytes(${model.gibibytes}),`,
    '  }),',
    `  gpu: ${gpu.expression},`,
    service.nodes > 1 && `  workload: Workload.leaderWorkerSet({ size: ${service.nodes} }),`,
    service.nodes === 1 && service.isKserve && '  workload: Workload.kserve(),',
    `  scaling: Scaling.fixed(${service.replicas}),`,
    Object.keys(service.budget).length > 0 && `  abuseBudget: AbuseBudget.of(${literal(service.budget)}),`,
    service.secrets.length > 0 &&
      `  secrets: [${service.secrets.map((secret) => `SecretMount.kubernetes(${literal(secret)})`).join(', ')}],`,
    ...Object.entries(service.references).flatMap(([key, value]) =>
      value === undefined ? [] : [`  ${key}: ${literal(value)},`],
    ),
    ...podLines(pod),
    '});',
    `// Nobody may call it until callers are declared: ${variable}Service.connections.allowFrom(Caller.workload({ namespace, serviceAccount }))`,
    '',
  ];
  return lines.filter((line) => line !== false);
}

function podLines(pod: Adopted['pod']): Line[] {
  const size = (mebibytes: number | undefined) => mebibytes && `Size.mebibytes(${mebibytes})`;
  const numbers: [string, string | number | undefined][] = [
    ['user', pod.user],
    ['group', pod.group],
    ['cpu', pod.cpu],
    ['memory', size(pod.memoryMiB)],
    ['ephemeralStorage', size(pod.ephemeralStorageMiB)],
    ['terminationGraceSeconds', pod.terminationGraceSeconds],
  ];
  const scratch = pod.scratch.map(
    ({ name, path, mebibytes, inMemory }) =>
      `{ name: ${literal(name)}, path: ${literal(path)}, size: ${size(mebibytes)}${inMemory ? ', inMemory: true' : ''} }`,
  );
  const lines = [
    ...numbers.flatMap(([name, value]) => (value === undefined ? [] : [`    ${name}: ${value},`])),
    ...(scratch.length > 0 ? [`    scratch: [${scratch.join(', ')}],`] : []),
  ];
  return lines.length === 0 ? [] : ['  pod: {', ...lines, '  },'];
}

/** A value as TypeScript writes it. */
function literal(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return `{ ${entries.map(([key, item]) => `${/^[A-Za-z_]\w*$/.test(key) ? key : literal(key)}: ${literal(item)}`).join(', ')} }`;
  }
  if (typeof value === 'string') {
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  }
  return String(value);
}
