import { Size } from 'cdk8s';
import { DIGEST, IMAGE } from './fixtures';
import { CloudIdentity, ModelFormat, ModelVerification, VerifiedModelProps } from '../../lib';
import { PUBLIC_KEY } from '../support/signers';

/** Image of Node, in which models are verified. */
export const NODE = IMAGE.replace('vllm-openai', 'nodejs22');

/** A model that is fetched from OSS. */
export const VERIFIED_MODEL: VerifiedModelProps = {
  name: 'qwen3-8b',
  digest: DIGEST,
  format: ModelFormat.SAFETENSORS,
  size: Size.gibibytes(16),
  fetch: {
    image: IMAGE.replace('vllm-openai', 'ossutil'),
    command: ['ossutil'],
    args: ['cp', '--recursive', 'oss://acme-models/qwen3-8b/', '$(MODEL_DIRECTORY)/'],
    identity: CloudIdentity.rrsa({
      roleName: 'model-fetcher',
      region: 'cn-hangzhou',
      arns: { roleArn: 'acs:ram::1:role/model-fetcher', oidcProviderArn: 'acs:ram::1:oidc-provider/ack-rrsa-c1' },
    }),
  },
  verification: ModelVerification.signedByKey({ image: NODE, publicKey: PUBLIC_KEY }),
  incomingClaim: 'incoming',
  publishedClaim: 'published',
};
