import { INJECTOR_DOORS, VALUES_DOORS } from '../../../effective/mesh/injection-doors';
import { chartValuesOf, injectorConfigsOf, MeshSettings } from '../../../effective/mesh/mesh-config';
import { openIn, Setting } from '../../../effective/mesh/settings';
import { Manifest } from '../../../objects/manifest';
import { ModelRule, ModelVerdict } from '../rule';
import { Severity } from '../severity';

export const meshInjectionWeakened: ModelRule = {
  id: 'SAI-MSH-037',
  name: 'mesh-injection-weakened',
  title: 'Settings of the installation that leave traffic outside of the mesh',
  rationale:
    'Values of the injector hold for every pod: with one of them traffic passes all proxies by, pods get none, or istiod believes anybody.',
  severity: Severity.HIGH,
  match: {
    subject: 'model',
    over: 'object',
    looksAt: 'the ConfigMap of the sidecar injector, and values of the charts of Istio in objects of its installers',
    inCluster: 'a ConfigMap holds them as texts of YAML and JSON, which CEL cannot read',
  },
  judge: ({ objects }) =>
    objects.flatMap((subject) => [
      ...verdictsOf(subject, chartValuesOf(subject), VALUES_DOORS),
      ...verdictsOf(subject, injectorConfigsOf(subject), INJECTOR_DOORS),
    ]),
  message: 'a setting of the installation lets traffic pass proxies by, leaves pods without one, or weakens istiod',
  fix: 'leave the value at its default; let pods that need it ask by annotation, where it is judged',
  acknowledgeable: true,
  frameworks: {
    nsa: ['C-0054'],
    owaspK8s: ['K05'],
    seed: ['Phase 2: Enable sandboxed containers and network isolation'],
  },
};

function verdictsOf(subject: Manifest, found: readonly MeshSettings[], table: readonly Setting[]): ModelVerdict[] {
  return found.map(({ path, settings }) => ({
    subject,
    path,
    flaw: settings ? openIn(settings, table).join('; ') || undefined : 'it is no YAML that can be read',
  }));
}
