import { IS_SGLANG, IS_VLLM, passes } from '../fragments';
import { Rule } from '../rule';
import { Severity } from '../severity';

export const hubToken: Rule = {
  id: 'SAI-MDL-008',
  name: 'hub-token',
  title: 'Model hub token in the server',
  rationale: 'A token in the server can be stolen by whoever takes over the server.',
  severity: Severity.HIGH,
  match: { subject: 'container' },
  cel: `
    !(${IS_VLLM} || ${IS_SGLANG})
    || (
      !container.?env.orValue([]).exists(variable,
        variable.name in ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'HUGGINGFACE_HUB_TOKEN', 'MODELSCOPE_API_TOKEN', 'NGC_API_KEY']
      )
      && !${passes('hf-token')}
    )
  `,
  message: 'the server holds a token of a model hub',
  fix: 'fetch the model in a job of its own, which has the token, and mount the result read-only',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K03'],
    owaspLlm: ['LLM02'],
    atlas: ['AML.T0055'],
  },
};
