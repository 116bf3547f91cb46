import { ContractOptions, runtimeContract, RuntimeContract } from '../../../lib/detection/runtime';
import { manifest, newService } from '../../inference/fixtures';

export function contractOf(service = newService(), options: ContractOptions = {}): RuntimeContract {
  const { name, namespace, _selector: podLabels } = service;
  const workload = service._workload.toJson();
  return runtimeContract(
    { name, namespace, podLabels, workload, networkPolicy: manifest(service, 'NetworkPolicy') },
    options,
  );
}
