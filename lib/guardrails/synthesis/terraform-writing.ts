import { IConstruct } from 'constructs';

/** Under this symbol cdktf looks for what to do before it writes a stack, also where validations are skipped. */
const CUSTOM_SYNTHESIS = Symbol.for('cdktf/customSynthesis');

type CustomSynthesis = { onSynthesize(session: unknown): void };

/** Lets errors stop a stack of cdktf before it is written, whatever it was told to skip. */
export function beforeWriting(stack: IConstruct, errors: () => string[]): void {
  const earlier = (stack as { [CUSTOM_SYNTHESIS]?: CustomSynthesis })[CUSTOM_SYNTHESIS];
  const onSynthesize = (session: unknown) => {
    const found = errors();
    if (found.length > 0) {
      throw new Error(found.join('\n'));
    }
    earlier?.onSynthesize(session);
  };
  Object.defineProperty(stack, CUSTOM_SYNTHESIS, { value: { onSynthesize }, configurable: true });
}
