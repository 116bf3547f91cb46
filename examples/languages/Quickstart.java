import io.github.acksecureinference.Caller;
import io.github.acksecureinference.EngineOptions;
import io.github.acksecureinference.Gpu;
import io.github.acksecureinference.InferenceEngine;
import io.github.acksecureinference.ModelFormat;
import io.github.acksecureinference.ModelSource;
import io.github.acksecureinference.PvcModelOptions;
import io.github.acksecureinference.SecureGpuInferenceService;
import io.github.acksecureinference.SecureNamespace;
import io.github.acksecureinference.WorkloadCallerOptions;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Size;

/** Qwen3-8B on vLLM, one whole GPU a replica, called by one gateway: examples/quickstart.ts in Java. */
public final class Quickstart {
    public static void main(String[] args) {
        App app = new App();
        Chart chart = new Chart(app, "qwen", ChartProps.builder().namespace("inference").build());
        SecureNamespace.Builder.create(chart, "Namespace").name("inference").gpus(4).build();
        SecureGpuInferenceService service = SecureGpuInferenceService.Builder.create(chart, "Qwen")
            .engine(InferenceEngine.vllm(EngineOptions.builder()
                .image("acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392")
                .version("0.33.0")
                .build()))
            .model(ModelSource.pvc(PvcModelOptions.builder()
                .name("qwen3-8b")
                .claimName("models")
                .subPath("qwen3-8b")
                .format(ModelFormat.SAFETENSORS)
                .size(Size.gibibytes(16))
                .build()))
            .gpu(Gpu.exclusive(1))
            .build();
        service.getConnections().allowFrom(Caller.workload(WorkloadCallerOptions.builder()
            .namespace("gateway").serviceAccount("llm-gateway").build()));
        service.getConnections().allowScrapeFrom(Caller.workload(WorkloadCallerOptions.builder()
            .namespace("monitoring").serviceAccount("prometheus").build()));
        app.synth();
    }
}
