import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Distribution } from './distribution';
import { JWKS, startTokenServer, token, tokenAuth } from './token-server';
import { CommandUnderTest } from '../../cli/command';
import { LoopbackServer } from '../../support/loopback-server';
import { GO, judge } from '../support/judge';

const LOGIN = { username: 'ada', password: 'correct horse' };
/** The password as bcrypt has it. */
const HTPASSWD = 'ada:$2b$05$Ka.IjSh.DDatTTIR9fIAeeQNAPZgm4qG5PYHhGD84CbyyHYj/8tB.\n';

judge('images lock, distribution v3.1.2', [GO], () => {
  let command: CommandUnderTest;
  let registry: Distribution | undefined;

  beforeAll(() => {
    command = new CommandUnderTest();
  });
  afterEach(async () => {
    await registry?.stop();
    registry = undefined;
  });
  afterAll(() => command.remove());

  const image = (tag = 'v1') => `${registry!.host}/ai/engine:${tag}`;
  const lock = (args: string[], auths: object = {}) =>
    command.runAside(['images', 'lock', ...args], { DOCKER_AUTH_CONFIG: JSON.stringify({ auths }) });
  const locked = (name: string) =>
    JSON.parse(readFileSync(join(command.folder, 'images.lock.json'), 'utf8')).images[name];

  test('anybody may read: an image, an index of images, and a tag that is moved', async () => {
    registry = await Distribution.start();
    const first = await registry.pushImage('ai/engine', 'v1');
    const index = await registry.pushIndex('ai/engine', 'all', first);
    expect(await lock([image(), image('all')])).toMatchObject({ status: 0, stderr: '' });
    expect(locked(image())).toMatchObject({ digest: first, mediaType: 'application/vnd.oci.image.manifest.v1+json' });
    expect(locked(image('all'))).toMatchObject({ digest: index, mediaType: 'application/vnd.oci.image.index.v1+json' });

    await registry.pushIndex('ai/engine', 'v1', first);
    expect(await lock(['--check'])).toMatchObject({ status: 1, stdout: expect.stringContaining(`(was ${first})`) });
    expect(await lock([image('absent')])).toMatchObject({ status: 2, stderr: expect.stringContaining('HTTP 404') });
  });

  test('a password', async () => {
    registry = await Distribution.start({ htpasswd: { realm: 'judge', path: 'htpasswd' } }, { htpasswd: HTPASSWD });
    const authorization = `Basic ${Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64')}`;
    const digest = await registry.pushImage('ai/engine', 'v1', { authorization });
    expect(await lock([image()], { [registry.host]: LOGIN })).toMatchObject({ status: 0, stderr: '' });
    expect(locked(image())).toMatchObject({ digest });
    expect(await lock([image()])).toMatchObject({ status: 2, stderr: expect.stringContaining('docker login') });
    const wrong = await lock([image()], { [registry.host]: { ...LOGIN, password: 'wrong' } });
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('the credentials are wrong') });
  });

  describe('a token', () => {
    let tokens: LoopbackServer;

    beforeEach(async () => {
      tokens = await startTokenServer();
    });
    afterEach(() => tokens.stop());

    test.each([
      ['a password', LOGIN],
      ['a refresh token', { identitytoken: 'refresh' }],
    ])('that is given for %s', async (_, login) => {
      registry = await Distribution.start(tokenAuth(tokens.host), { 'jwks.json': JWKS });
      const authorization = `Bearer ${token('repository:ai/engine:pull,push')}`;
      const digest = await registry.pushImage('ai/engine', 'v1', { authorization });
      expect(await lock([image()], { [registry.host]: login })).toMatchObject({ status: 0, stderr: '' });
      expect(locked(image())).toMatchObject({ digest });
      expect(await lock([image()])).toMatchObject({ status: 2, stderr: expect.stringContaining('gives no token') });
    });
  });
});
