import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: Alibaba Cloud help, "AliyunPipelineConfig parameters", 2026-03-26, and 74878 (AliyunLogConfig), 2025-11-20. */
export const agentsOfNode: Rule = {
  id: 'SAI-POD-038',
  name: 'files-read-by-agent',
  title: 'Files read by the log agent of the node',
  rationale:
    'The agent reads files of any container, and under /logtail_host those of the node, past the rights of whoever made the object.',
  severity: Severity.HIGH,
  match: {
    subject: 'object',
    kinds: [
      { group: 'log.alibabacloud.com', kinds: ['AliyunLogConfig'] },
      { group: 'telemetry.alibabacloud.com', kinds: ['AliyunPipelineConfig', 'ClusterAliyunPipelineConfig'] },
    ],
  },
  cel: `
    object.?spec.?logtailConfig.?inputType.orValue('') != 'file'
    && !object.?spec.?logtailConfig.?inputDetail.?logPath.hasValue()
    && object.?spec.?config.?inputs.orValue([]).all(input, input.?Type.orValue('') != 'input_file' && !has(input.FilePaths))
    && object.?spec.?config.?flushers.orValue([]).all(flusher, !has(flusher.Endpoint) || flusher.Endpoint.contains('.log.aliyuncs.com'))
  `,
  message: 'an object of Simple Log Service ships files of containers or nodes, or ships to another endpoint',
  fix: 'ship stdout of one namespace only (input_container_stdio), to a project of your own',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K05'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0025'],
    seed: ['Phase 3: End-to-end log auditing'],
  },
};
