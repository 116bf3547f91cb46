// Qwen3-8B on vLLM, one whole GPU a replica, called by one gateway: examples/quickstart.ts in C#.
using AckSecureInference;
using Org.Cdk8s;

var app = new App();
var chart = new Chart(app, "qwen", new ChartProps { Namespace = "inference" });
new SecureNamespace(chart, "Namespace", new SecureNamespaceProps { Name = "inference", Gpus = 4 });
var service = new SecureGpuInferenceService(chart, "Qwen", new SecureGpuInferenceServiceProps
{
    Engine = InferenceEngine.Vllm(new EngineOptions
    {
        Image = "acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392",
        Version = "0.33.0",
    }),
    Model = ModelSource.Pvc(new PvcModelOptions
    {
        Name = "qwen3-8b",
        ClaimName = "models",
        SubPath = "qwen3-8b",
        Format = ModelFormat.SAFETENSORS,
        Size = Size.Gibibytes(16),
    }),
    Gpu = Gpu.Exclusive(1),
});
service.Connections.AllowFrom(Caller.Workload(new WorkloadCallerOptions { Namespace = "gateway", ServiceAccount = "llm-gateway" }));
service.Connections.AllowScrapeFrom(Caller.Workload(new WorkloadCallerOptions { Namespace = "monitoring", ServiceAccount = "prometheus" }));
app.Synth();
