import { gpuBusy, MonitoringFacts, requests, scraped, tokenRate } from './facts';
import { joinedName } from '../../private/joined-name';

interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly expr: string;
}

const COLUMNS = 2;
const WIDTH = 24 / COLUMNS;
const HEIGHT = 8;

/** Grafana names a series by the labels that tell it from others; a template would be one to Helm too. */
const BY_LABELS = '__auto';

/** Grafana cuts nothing: it refuses a longer uid. */
const LONGEST_UID = 40;

/** A dashboard of Grafana for one service, as its JSON model. */
export function dashboard(facts: MonitoringFacts): object {
  return {
    uid: joinedName(['sai', facts.namespace, facts.service], '', LONGEST_UID),
    title: `Inference ${facts.namespace}/${facts.service}`,
    tags: ['ack-secure-inference'],
    schemaVersion: 39,
    editable: false,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', current: {}, label: 'Data source' }],
    },
    panels: panelsOf(facts).map(panelModel),
  };
}

function panelModel({ title, unit, expr }: Panel, index: number): object {
  const datasource = { type: 'prometheus', uid: '$datasource' };
  return {
    id: index + 1,
    type: 'timeseries',
    title,
    datasource,
    gridPos: { x: (index % COLUMNS) * WIDTH, y: Math.floor(index / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
    targets: [{ refId: 'A', datasource, expr, legendFormat: BY_LABELS }],
  };
}

function panelsOf(facts: MonitoringFacts): Panel[] {
  const { workMetrics: work, namespace, podNames, container } = facts;
  return [
    ...(facts.meshReporter ? requestPanels(facts) : []),
    ...(work
      ? [
          { title: 'Tokens', unit: 'ops', expr: tokenRate(facts, work, ' by (pod)') },
          {
            title: 'Requests that are computed',
            unit: 'short',
            expr: `max by (pod) (${work.runningRequests}${scraped(facts)})`,
          },
        ]
      : []),
    {
      title: 'Requests that wait',
      unit: 'short',
      expr: `max by (pod) (${facts.queueMetric}${scraped(facts)})`,
    },
    { title: 'GPU busy', unit: 'percentunit', expr: gpuBusy(facts) },
    {
      title: 'Restarts of the engine in an hour',
      unit: 'short',
      expr: `max by (pod) (increase(kube_pod_container_status_restarts_total{namespace="${namespace}", pod=~"${podNames}", container="${container}"}[1h]))`,
    },
    ...(facts.hasMeshAgent
      ? [
          {
            title: 'Certificates are good for',
            unit: 's',
            expr: `min by (pod) (istio_agent_cert_expiry_seconds${scraped(facts)})`,
          },
        ]
      : []),
  ];
}

function requestPanels(facts: MonitoringFacts): Panel[] {
  const by = (labels: string, ...more: string[]) =>
    `sum by (${labels}) (rate(istio_requests_total${requests(facts, ...more)}[5m]))`;
  return [
    { title: 'Requests by caller', unit: 'reqps', expr: by('source_principal') },
    {
      title: 'Refused requests by caller and status',
      unit: 'reqps',
      expr: by('source_principal, response_code', 'response_code=~"401|403|413|429|503"'),
    },
  ];
}
