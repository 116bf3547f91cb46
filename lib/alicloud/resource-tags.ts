import { Aspects, TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { checkPattern } from './support/known';
import { stackOf } from './support/stack';
import { Problems } from '../private/problems';

/** A resource of the bindings that takes tags. */
interface Tagged {
  tags: { [key: string]: string };
  readonly tagsInput?: { [key: string]: string };
}

/** Provider 1.286, which stacks accept, has no tags for these. */
const LATER_TAGGED = ['alicloud_cr_ee_instance'];

/** Source: "Usage notes of tags", Alibaba Cloud Resource Management. */
const MOST = 20;
const KEY = /^(?!aliyun|acs:)(?!.*https?:\/\/)[^\s].{0,127}$/;
const VALUE = /^(?!acs:)(?!.*https?:\/\/).{0,128}$/;

/** What resources had before the first scope tagged them: CDKTF visits the outermost scope first. */
const ownTags = new WeakMap<IConstruct, Tagged['tags']>();

/** Tags of resources, such as the owner and the cost center. */
export class ResourceTags {
  /**
   * Tags every resource below a scope that takes tags. Of one key, a resource has its own value, or that of the nearest scope.
   * Registries get none: only providers newer than 1.286 tag them.
   *
   * @param scope stack, or a construct in it
   * @param tags values by key, at most 20
   * @throws InputError if the scope is not in a stack; one that lists every tag that Alibaba Cloud does not accept
   */
  public static add(scope: Construct, tags: { [key: string]: string }): void {
    // CDKTF visits stacks and what is below: of an app, nothing would have the tags.
    stackOf(scope);
    const problems = new Problems(scope.node.path);
    const count = Object.keys(tags).length;
    if (count > MOST) {
      problems.add({
        what: 'too many tags',
        got: count,
        allowed: `at most ${MOST}`,
        fix: 'keep those that bills need',
      });
    }
    for (const [key, value] of Object.entries(tags)) {
      problems.add(
        ...checkPattern('key of a tag', key, KEY, {
          allowed: '1 to 128 characters, not beginning with aliyun or acs:, without http://',
          fix: 'give another key',
        }),
        ...checkPattern(`value of the tag ${key}`, value, VALUE, {
          allowed: 'up to 128 characters, not beginning with acs:, without http://',
          fix: 'give another value',
        }),
      );
    }
    problems.throwIfAny();
    Aspects.of(scope).add({
      visit: (construct: IConstruct) => {
        if (isTagged(construct)) {
          const own = ownTags.get(construct) ?? construct.tagsInput ?? {};
          ownTags.set(construct, own);
          construct.tags = { ...construct.tagsInput, ...tags, ...own };
        }
      },
    });
  }
}

function isTagged(construct: IConstruct): construct is IConstruct & Tagged {
  return (
    TerraformResource.isTerraformResource(construct) &&
    'tagsInput' in construct &&
    !LATER_TAGGED.includes((construct as TerraformResource).terraformResourceType)
  );
}
