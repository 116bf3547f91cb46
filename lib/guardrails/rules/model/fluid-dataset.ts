import { Rule } from '../rule';
import { Severity } from '../severity';

/** Source: fluid-cloudnative/fluid, api/v1alpha1/dataset_types.go and pkg/common/fluid_ufs_scheme.go, 2026-07-02. */
export const fluidDataset: Rule = {
  id: 'SAI-MDL-032',
  name: 'fluid-dataset-opens',
  title: 'Dataset of Fluid that is writable, local or not encrypted',
  rationale:
    'A Dataset makes volumes for its pods, past the rules about volumes: of directories of a node, writable, or read over clear text.',
  severity: Severity.HIGH,
  match: { subject: 'object', kinds: [{ group: 'data.fluid.io', kinds: ['Dataset'] }] },
  cel: `
    object.?spec.?accessModes.orValue(['ReadOnlyMany']).all(mode, mode == 'ReadOnlyMany')
    && object.?spec.?mounts.orValue([]).all(mount,
      !['local://', 'http://', 'pvc://'].exists(scheme, mount.?mountPoint.orValue('').startsWith(scheme))
      && mount.?accessModes.orValue(['ReadOnlyMany']).all(mode, mode == 'ReadOnlyMany')
    )
    && object.?spec.?placement.orValue('Exclusive') == 'Exclusive'
  `,
  message:
    'a Dataset is writable, holds a directory of a node or a volume of others, is read over clear text, or shares a node with others',
  fix: 'mount one prefix of a bucket (oss://bucket/models/m), with accessModes: [ReadOnlyMany] and placement: Exclusive',
  acknowledgeable: true,
  frameworks: {
    owaspK8s: ['K01'],
    owaspLlm: ['LLM04'],
    atlas: ['AML.T0010'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};
