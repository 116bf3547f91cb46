"""Qwen3-8B on vLLM, one whole GPU a replica, called by one gateway: examples/quickstart.ts in Python."""

from ack_secure_inference import (
    Caller,
    Gpu,
    InferenceEngine,
    ModelFormat,
    ModelSource,
    SecureGpuInferenceService,
    SecureNamespace,
)
from cdk8s import App, Chart, Size

app = App()
chart = Chart(app, "qwen", namespace="inference")
SecureNamespace(chart, "Namespace", name="inference", gpus=4)
service = SecureGpuInferenceService(
    chart,
    "Qwen",
    engine=InferenceEngine.vllm(
        image="acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392",
        version="0.33.0",
    ),
    model=ModelSource.pvc(
        name="qwen3-8b",
        claim_name="models",
        sub_path="qwen3-8b",
        format=ModelFormat.SAFETENSORS,
        size=Size.gibibytes(16),
    ),
    gpu=Gpu.exclusive(1),
)
service.connections.allow_from(Caller.workload(namespace="gateway", service_account="llm-gateway"))
service.connections.allow_scrape_from(Caller.workload(namespace="monitoring", service_account="prometheus"))
app.synth()
