/** Engines whose image can be built; read by the command line, before anything is loaded. */
export const PIPELINE_ENGINES = ['vllm', 'sglang', 'triton', 'llama-cpp'] as const;
export type PipelineEngine = (typeof PIPELINE_ENGINES)[number];

/** Severities of vulnerabilities, as Trivy names them, least first. */
export const VULNERABILITY_SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type VulnerabilitySeverity = (typeof VULNERABILITY_SEVERITIES)[number];
