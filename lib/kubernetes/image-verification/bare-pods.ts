import { celTexts, WRITTEN_PODS } from './admission';
import { TEMPLATE_CONTROLLERS } from '../../guardrails/admission/policy';
import { denyingPolicy } from '../denying-policy';
import { namespacesNamed } from '../namespace-selector';

const IMAGES = (pods: string, list: string) => `${pods}.spec.?${list}.orValue([]).map(container, container.image)`;

/**
 * What refuses pods that no controller made from a template, and other images in pods that there are, also those of
 * ephemeral containers: whoever verifies templates only sees none of them. Who asks cannot be made up, unlike an owner that a pod names itself.
 */
export function barePodsObjects(id: string, namespaces: readonly string[]): Record<string, any> {
  const [BarePods, BarePodsBinding] = denyingPolicy(`${id}-no-bare-pods`, namespacesNamed(namespaces), {
    matchConstraints: {
      resourceRules: WRITTEN_PODS,
    },
    validations: [
      {
        expression: `request.operation != 'CREATE' || request.userInfo.username in ${celTexts(TEMPLATE_CONTROLLERS)}`,
        message: 'signatures of pods without a controller are not verified. Fix: make a Deployment or a Job',
        reason: 'Forbidden',
      },
      ...['containers', 'initContainers', 'ephemeralContainers'].map((list) => ({
        expression: `request.operation != 'UPDATE' || ${IMAGES('object', list)} == ${IMAGES('oldObject', list)}`,
        message:
          'signatures of images that are exchanged in or added to a pod are not verified. Fix: change the template',
        reason: 'Forbidden',
      })),
    ],
  });
  return { BarePods, BarePodsBinding };
}
