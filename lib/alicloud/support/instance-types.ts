import { checkKnown } from './known';
import { Problem } from '../../private/problems';

const GPU = /^ecs\.(gn|ebmgn|sccgn|vgn)[a-z0-9]+(-[a-z0-9]+)?\.[a-z0-9]+$/;
const INSTANCE = /^ecs\.[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+$/;

/** Problems of the instance types of a pool. */
export function checkInstanceTypes(types: string[], { gpu }: { readonly gpu: boolean }): Problem[] {
  const none = {
    what: 'pool has no instance types',
    got: types,
    allowed: 'at least one type',
    fix: 'name two or three of one size, so that the pool grows where one is sold out',
  };
  return [
    ...(types.length > 0 ? [] : [none]),
    ...types.flatMap((type) => checkKnown(type, (got) => (gpu ? checkGpuType(got) : checkCpuType(got)))),
  ];
}

function checkGpuType(got: string): Problem[] {
  if (/-tee\./.test(got)) {
    return [
      {
        what: 'instance type is a confidential one, which ACK does not take',
        got,
        allowed: 'GPU instance types without -tee',
        fix: `use ${got.replace('-tee', '')}; for GPUs in a virtual machine of their own see Isolation.acs`,
      },
    ];
  }
  return GPU.test(got)
    ? []
    : [
        {
          what: 'instance type has no NVIDIA GPU',
          got,
          allowed: 'types of the families ecs.gn… and ecs.ebmgn…, for example ecs.gn8is.4xlarge',
          fix: 'name a GPU type, or put other nodes into a SystemNodePool',
        },
      ];
}

function checkCpuType(got: string): Problem[] {
  return INSTANCE.test(got) && !GPU.test(got)
    ? []
    : [
        {
          what: 'instance type is not one for components of the cluster',
          got,
          allowed: 'types without GPUs, for example ecs.g8i.xlarge',
          fix: 'put GPU instances into a GpuNodePool',
        },
      ];
}
