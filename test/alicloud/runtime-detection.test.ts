import { newStack, resourcesOf, synthesized } from './support';
import {
  ClientRule,
  PrepaidSecurityOptions,
  RuntimeDetection,
  RuntimeDetectionProps,
  SecurityEdition,
} from '../../lib/alicloud';

const CONNECTION = { process: '*', commandLine: '*', address: '203.0.113.0/24', port: 3333 };

function detection(props: RuntimeDetectionProps = {}) {
  const stack = newStack();
  new RuntimeDetection(stack, 'Detection', props);
  return synthesized(stack);
}

test('buys the edition that looks into containers, for every server that comes', () => {
  expect(resourcesOf(detection(), 'alicloud_threat_detection_instance')).toEqual([
    {
      payment_type: 'PayAsYouGo',
      post_paid_flag: 1,
      post_paid_host_auto_bind: 1,
      post_paid_host_auto_bind_version: 7,
      post_pay_module_switch_obj: { post_host: 1, vul: 1, cspm: 1, agentless: 1, sdk: 1, ctdr_storage: 1 },
    },
  ]);
});

test('buys the same edition in advance, in the numbers that are sold', () => {
  const edition = SecurityEdition.prepaid({ servers: 12, cores: 384, imageScans: 40, months: 12 });
  expect(resourcesOf(detection({ edition }), 'alicloud_threat_detection_instance')).toMatchObject([
    { version_code: 'level8', buy_number: '12', v_core: '384', container_image_scan_new: '40', period: 12 },
  ]);
});

test('buys nothing where the account has it', () => {
  const json = detection({ edition: SecurityEdition.existing() });
  expect(resourcesOf(json, 'alicloud_threat_detection_instance')).toEqual([]);
  for (const task of resourcesOf(json, 'alicloud_threat_detection_cycle_task')) {
    expect(task).not.toHaveProperty('depends_on');
  }
});

test('scans for viruses, in images and for new holes, at an hour of choice', () => {
  const tasks = resourcesOf(detection({ scanHour: 2 }), 'alicloud_threat_detection_cycle_task');
  expect(tasks.map(({ task_type, interval_period }) => [task_type, interval_period])).toEqual([
    ['VIRUS_VUL_SCHEDULE_SCAN', 1],
    ['IMAGE_SCAN', 1],
    ['EMG_VUL_SCHEDULE_SCAN', 7],
  ]);
  for (const task of tasks) {
    expect(task).toMatchObject({ enable: 1, period_unit: 'day', target_start_time: 2, target_end_time: 8 });
    expect(task.depends_on).toEqual([expect.stringContaining('alicloud_threat_detection_instance.')]);
  }
});

test('keeps the logs of processes, connections and alerts', () => {
  const logs = resourcesOf(detection(), 'alicloud_threat_detection_log_meta');
  expect(logs.map(({ log_meta_name }) => log_meta_name)).toEqual(
    expect.arrayContaining(['aegis-log-process', 'aegis-log-network', 'aegis-log-dns-query', 'sas-security-log']),
  );
  expect(logs.every(({ status }) => status === 'enabled')).toBe(true);
});

test('tells of files of nodes that are put in the place of others', () => {
  expect(resourcesOf(detection(), 'alicloud_threat_detection_client_file_protect')).toMatchObject([
    { rule_action: 'alert', status: 1, proc_paths: ['*'], file_ops: ['CREATE'] },
  ]);
  const [{ file_paths }] = resourcesOf(
    detection({ watchedFiles: ['/opt/models/*'] }),
    'alicloud_threat_detection_client_file_protect',
  );
  expect(file_paths).toEqual(['/opt/models/*']);
});

test('denies files, programs and connections by rules of yours', () => {
  const rules = [
    ClientRule.denyHash('known-miner', 'a'.repeat(32)),
    ClientRule.denyCommand('netcat', { process: '/usr/bin/nc', commandLine: '-e /bin/sh' }),
    ClientRule.denyConnection('pool', { process: '*', commandLine: '*', address: '203.0.113.7', port: 3333 }),
  ];
  const made = resourcesOf(detection({ rules }), 'alicloud_threat_detection_client_user_define_rule');
  expect(made.map(({ type, action_type, platform }) => [type, action_type, platform])).toEqual([
    [1, 1, 'linux'],
    [2, 1, 'linux'],
    [3, 1, 'linux'],
  ]);
  expect(made[2]).toMatchObject({ ip: '203.0.113.7', port_str: '3333', proc_path: '*', cmdline: '*' });
});

test('denies what the services of the Kubernetes half must not do', () => {
  const act = { name: 'chat-shell', description: 'a shell', process: '*/sh|*/bash', commandLine: '*' };
  const rules = [
    { ...act, parentCommandLine: '*vllm serve*' },
    { ...act, name: 'token', file: '/run/secrets/*' },
    { ...act, name: 'pool', address: '*', port: 3333 },
  ].map((one) => ClientRule.denyAct(one));
  const made = resourcesOf(detection({ rules }), 'alicloud_threat_detection_client_user_define_rule');
  expect(made).toMatchObject([
    { type: 2, proc_path: '*/sh|*/bash', cmdline: '*', parent_cmdline: '*vllm serve*' },
    { type: 4, file_path: '/run/secrets/*' },
    { type: 3, ip: '*', port_str: '3333' },
  ]);
  expect(made[0]).not.toHaveProperty('port_str');
});

test('says what is left to do by hand', () => {
  expect(RuntimeDetection.MANUAL_STEPS.join()).toMatch(/escape from containers.*notified/);
});

const prepaid = (options: Partial<PrepaidSecurityOptions>) => ({
  edition: SecurityEdition.prepaid({ servers: 1, cores: 8, ...options }),
});

test.each<[string, RuntimeDetectionProps, string]>([
  ['no servers', prepaid({ servers: 0 }), 'number of servers'],
  ['no cores', prepaid({ cores: 0 }), 'number of cores'],
  ['image scans that are not sold', prepaid({ imageScans: 30 }), 'multiple of 20 up to 200000; fix: take 40'],
  ['storage that is not sold', prepaid({ logStorageGb: 5 }), 'multiple of 10'],
  ['no months', prepaid({ months: 0 }), 'unsupported number of prepaid months'],
  ['scans past midnight', { scanHour: 19 }, 'hour at which scans begin'],
  ['no files', { watchedFiles: [] }, 'files that are watched'],
  ['a relative path', { watchedFiles: ['etc/passwd'] }, 'got ["etc/passwd"]'],
  ['a short hash', { rules: [ClientRule.denyHash('x', 'abc')] }, 'hash of the file'],
  ['a rule without a name', { rules: [ClientRule.denyHash('', 'a'.repeat(32))] }, 'name of the rule'],
  ...Object.entries({
    'a port that does not exist': [{ port: 70000 }, 'whole number from 1 to 65535; fix: define a rule for each port'],
    'a list of ports': [{ port: '3333,4444' }, 'port that is called is out of bounds: got "3333,4444"'],
    'a name for an address': [{ address: 'pool.example.com' }, 'invalid address'],
    'a range that is none': [{ address: '203.0.113.0/33' }, 'invalid address'],
    'a program without a path': [{ process: 'curl' }, 'program is not one'],
    'an address without a port': [{ port: undefined }, 'port that is called is out of bounds: got 0'],
    'an empty command line': [{ commandLine: ' ' }, 'command line is not one'],
  } as Record<string, [object, string]>).map(
    ([what, [wrong, message]]) =>
      [what, { rules: [ClientRule.denyConnection('x', { ...CONNECTION, ...wrong })] }, message] as [
        string,
        RuntimeDetectionProps,
        string,
      ],
  ),
  [
    'a command without a path',
    { rules: [ClientRule.denyCommand('x', { process: 'curl', commandLine: '*' })] },
    'program is not one',
  ],
  [
    'a file without a path',
    { rules: [ClientRule.denyAct({ ...CONNECTION, name: 'x', description: '', file: 'token' })] },
    'file is not one',
  ],
  [
    'two rules of one name',
    { rules: ['a', 'b'].map((digit) => ClientRule.denyHash('x', digit.repeat(32))) },
    'two rules have one name',
  ],
])('refuses %s', (_, props, message) => {
  expect(() => detection(props)).toThrow(message);
});
