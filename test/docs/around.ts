/** What stands around the code of the pages: made when it is used, and synthesized when the code has run. */
import { join } from 'node:path';
import { App, Chart, Size } from 'cdk8s';
import { App as CloudApp, TerraformStack } from 'cdktf';
import {
  alicloud,
  Gpu,
  InferenceEngine,
  ModelFormat,
  ModelSource,
  SecureGpuInferenceService,
  SecureGpuInferenceServiceProps,
  SecureNamespace,
} from 'ack-secure-inference';

const IMAGE = `acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:${'0123456789abcdef'.repeat(4)}`;

const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKOit+VnVbAHXYwqzPDuQ7skwKLtG
1dVEtOAbIjw3LqvwU1R+EuhW30eKWtY4Yd6KM6VjVGHHo4E17TnGorkqsg==
-----END PUBLIC KEY-----`;

/** A value that is made once, by the first who asks. */
class Lazily<T> {
  private made?: { readonly value: T };

  public constructor(private readonly make: () => T) {}

  public get value(): T {
    this.made ??= { value: this.make() };
    return this.made.value;
  }

  public get isMade(): boolean {
    return this.made !== undefined;
  }
}

/** Surroundings of a page about Kubernetes. */
export class Around {
  public readonly publicKey = PUBLIC_KEY;
  private readonly lazyApp = new Lazily(() => new App({ outdir: join(process.cwd(), 'dist') }));
  private readonly lazyChart = new Lazily(() => new Chart(this.lazyApp.value, 'chat', { namespace: 'inference' }));
  private readonly lazyService = new Lazily(
    () => new SecureGpuInferenceService(this.chart, 'Around', { name: 'around', ...this.serving }),
  );
  private readonly withNamespace = new Lazily(() => {
    new SecureNamespace(this.chart, 'AroundNamespace', { name: 'inference', gpus: 4 });
    return App.of(this.service) as App;
  });
  private readonly cloud = new CloudAround();

  /** Holds a service, since evidence and reports are of something. */
  public get app(): App {
    return this.withNamespace.value;
  }

  public get chart(): Chart {
    return this.lazyChart.value;
  }

  public get stack(): TerraformStack {
    return this.cloud.stack;
  }

  public get service(): SecureGpuInferenceService {
    return this.lazyService.value;
  }

  public get serving(): Pick<SecureGpuInferenceServiceProps, 'engine' | 'model' | 'gpu'> {
    return {
      engine: InferenceEngine.vllm({ image: IMAGE, version: '0.33.0' }),
      model: ModelSource.pvc({
        name: 'qwen3-8b',
        claimName: 'models',
        format: ModelFormat.SAFETENSORS,
        size: Size.gibibytes(16),
      }),
      gpu: Gpu.exclusive(1),
    };
  }

  public synth(): void {
    if (this.lazyApp.isMade) {
      this.lazyApp.value.synth();
    }
    this.cloud.synth();
  }
}

/** Surroundings of a page about Alibaba Cloud. */
export class CloudAround {
  private readonly lazyApp = new Lazily(() => new CloudApp({ outdir: join(process.cwd(), 'cdktf.out') }));
  private readonly lazyStack = new Lazily(() => {
    const stack = new TerraformStack(this.app, 'stack');
    if (this.hasProvider) {
      new alicloud.AlicloudProvider(stack, 'AroundProvider', { region: 'cn-hangzhou' });
    }
    return stack;
  });
  private readonly lazyNetwork = new Lazily(
    () => new alicloud.NetworkPerimeter(this.stack, 'Network', { zones: ['cn-hangzhou-h', 'cn-hangzhou-i'] }),
  );

  /** @param hasProvider whether the stack has a provider before the code of the page runs */
  public constructor(private readonly hasProvider = true) {}

  public get app(): CloudApp {
    return this.lazyApp.value;
  }

  public get stack(): TerraformStack {
    return this.lazyStack.value;
  }

  public get network(): alicloud.NetworkPerimeter {
    return this.lazyNetwork.value;
  }

  public get cluster(): alicloud.AckCluster {
    return new alicloud.AckCluster(this.stack, 'Cluster', { network: this.network });
  }

  public get registry(): alicloud.SecureRegistry {
    return new alicloud.SecureRegistry(this.stack, 'Registry', {
      network: this.network,
      repositories: ['ai/vllm-openai'],
    });
  }

  public get platform(): alicloud.SecureInferencePlatform {
    return new alicloud.SecureInferencePlatform(this.stack, 'Platform', {
      zones: ['cn-hangzhou-h', 'cn-hangzhou-i'],
      modelBucketName: 'acme-inference-models',
      systemInstanceTypes: ['ecs.g8i.xlarge'],
      namespaces: ['chat'],
    });
  }

  public synth(): void {
    if (this.lazyApp.isMade) {
      this.app.synth();
    }
  }
}
