import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: openkruise/kruise, apis/apps/v1alpha1/imagepulljob_types.go, 2026-07-02. */
export const pulledToNodes: Rule = {
  id: 'SAI-IMG-008',
  name: 'images-pulled-to-nodes',
  title: 'Images pulled to nodes without a digest',
  rationale: 'An image that is already on the node is started by its tag, whatever the registry says later.',
  severity: Severity.MEDIUM,
  match: {
    subject: 'object',
    kinds: [{ group: 'apps.kruise.io', kinds: ['ImagePullJob', 'ImageListPullJob', 'NodeImage'] }],
  },
  cel: `
    [dyn(object).?spec.orValue({})].all(spec,
      (!has(spec.image) || spec.image.contains('@sha256:'))
      && (object.kind != 'ImageListPullJob' || spec.?images.orValue([]).all(image, image.contains('@sha256:')))
      && (object.kind != 'NodeImage' || spec.?images.orValue({}).size() == 0)
    )
  `,
  message: 'an object of OpenKruise pulls images to nodes that no digest fixes',
  fix: 'name images by digest; leave NodeImages to their controller',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    atlas: ['AML.T0010'],
    seed: ['Phase 1: Build and distribute secure base images'],
  },
};
