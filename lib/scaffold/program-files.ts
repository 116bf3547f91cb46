import { AppPlan } from './app-plan';
import { ENGINES } from '../engines';
import { LAUNCHES } from '../engines/launches';

/** Program, stack and test of a new repository. */
export function programFiles(plan: AppPlan): Record<string, string> {
  return {
    'app.ts': appOf(plan),
    'main.ts': 'import { build } from "./app";\n\nbuild("dist").synth();\n',
    'test/app.test.ts': TEST,
    ...(plan.cloud && { 'cloud.ts': cloudOf(plan), 'cdktf.json': CDKTF }),
  };
}

function appOf({ name, namespace, engine, registry }: AppPlan): string {
  const { describedVersion, formats } = ENGINES[engine];
  const repository = LAUNCHES[engine].officialImages[0].split('/').at(-1);
  return `import { App, Chart, Size } from "cdk8s";
import {
  Caller, Gpu, guardrails, InferenceEngine, ModelFormat, ModelSource, SecureGpuInferenceService, SecureNamespace,
} from "ack-secure-inference";

const REGISTRY = "${registry}";
// A placeholder: replace the zeros with the digest of your image.
const IMAGE = \`\${REGISTRY}/${repository}@sha256:${'0'.repeat(64)}\`;

export function build(outdir: string): App {
  const app = new App({ outdir });
  guardrails.Registries.allow(app, [REGISTRY]);
  const chart = new Chart(app, "${name}", { namespace: "${namespace}" });
  new SecureNamespace(chart, "Namespace", { name: "${namespace}", gpus: 4 });
  const service = new SecureGpuInferenceService(chart, "Service", {
    name: "${name}",
    engine: InferenceEngine.${engine}({ image: IMAGE, version: "${describedVersion}" }),
    model: ModelSource.pvc({
      name: "model",
      claimName: "models",
      format: ModelFormat.${formats[0].toUpperCase()},
      size: Size.gibibytes(16),
    }),
    gpu: Gpu.exclusive(1),
  });
  service.connections.allowFrom(Caller.workload({ namespace: "gateway", serviceAccount: "llm-gateway" }));
  guardrails.Checks.enforceOn(app);
  return app;
}
`;
}

const TEST = `import assert from "node:assert";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { build } from "../app";

const SNAPSHOT = join(__dirname, "snapshot.yaml");

test("manifests match the snapshot; UPDATE_SNAPSHOT=1 npm test updates it", () => {
  const yaml = build("dist").synthYaml();
  if (process.env.UPDATE_SNAPSHOT || (!existsSync(SNAPSHOT) && !process.env.CI)) {
    writeFileSync(SNAPSHOT, yaml);
  }
  assert.strictEqual(yaml, readFileSync(SNAPSHOT, "utf8"));
});
`;

function cloudOf({ name, namespace }: AppPlan): string {
  return `import { App, TerraformStack } from "cdktf";
import { alicloud, guardrails } from "ack-secure-inference";

const app = new App({ outdir: "cdktf.out" });
const stack = new TerraformStack(app, "${name}");
new alicloud.AlicloudProvider(stack, "Alicloud", { region: "cn-hangzhou" });
new alicloud.SecureInferencePlatform(stack, "Platform", {
  zones: ["cn-hangzhou-h", "cn-hangzhou-i"],
  modelBucketName: "${name}-inference-models",
  systemInstanceTypes: ["ecs.g8i.xlarge"],
  namespaces: ["${namespace}"],
});
guardrails.Checks.enforceOn(app);
app.synth();
`;
}

const CDKTF = `${JSON.stringify({ language: 'typescript', app: 'npx tsx cloud.ts' }, undefined, 2)}\n`;
