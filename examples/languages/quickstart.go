// Qwen3-8B on vLLM, one whole GPU a replica, called by one gateway: examples/quickstart.ts in Go.
package main

import (
	inference "github.com/ack-secure-inference/ack-secure-inference-go/acksecureinference"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("qwen"), &cdk8s.ChartProps{Namespace: jsii.String("inference")})
	inference.NewSecureNamespace(chart, jsii.String("Namespace"), &inference.SecureNamespaceProps{
		Name: jsii.String("inference"),
		Gpus: jsii.Number(4),
	})
	service := inference.NewSecureGpuInferenceService(chart, jsii.String("Qwen"), &inference.SecureGpuInferenceServiceProps{
		Engine: inference.InferenceEngine_Vllm(&inference.EngineOptions{
			Image:   jsii.String("acme-registry-vpc.cn-hangzhou.cr.aliyuncs.com/ai/vllm-openai@sha256:6f3b1b1d7e1c0f0e1c5cf1ed56c9f4f3c3cb2f51f3a2d6a2f6a0e7d6c5b4a392"),
			Version: jsii.String("0.33.0"),
		}),
		Model: inference.ModelSource_Pvc(&inference.PvcModelOptions{
			Name:      jsii.String("qwen3-8b"),
			ClaimName: jsii.String("models"),
			SubPath:   jsii.String("qwen3-8b"),
			Format:    inference.ModelFormat_SAFETENSORS,
			Size:      cdk8s.Size_Gibibytes(jsii.Number(16)),
		}),
		Gpu: inference.Gpu_Exclusive(jsii.Number(1), nil),
	})
	service.Connections().AllowFrom(inference.Caller_Workload(&inference.WorkloadCallerOptions{
		Namespace: jsii.String("gateway"), ServiceAccount: jsii.String("llm-gateway"),
	}))
	service.Connections().AllowScrapeFrom(inference.Caller_Workload(&inference.WorkloadCallerOptions{
		Namespace: jsii.String("monitoring"), ServiceAccount: jsii.String("prometheus"),
	}))
	app.Synth()
}
